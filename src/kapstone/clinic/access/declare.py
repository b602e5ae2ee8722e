"""Who may enter a view, said on the line above it: @allow(Can.X, record="episode") or @public("why")."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can

__all__ = ["LOADERS", "Access", "ClinicRequest", "Loader", "Record", "allow", "declared", "public"]


class ClinicRequest(HttpRequest):
    """A request that has passed the door: who acts, and the record that was asked for."""

    actor: Actor
    record: Any  # Any: whatever the loader of the view's kind of record gives
    access_patient_id: UUID | None
    """A view that shows one patient without naming a record sets this, so that the log says whose record was read."""


class Record(Protocol):
    """Someone's record: it belongs to one organisation. If it has a `patient_id`, the access log says whose it is."""

    @property
    def organisation_id(self) -> UUID: ...


Loader = Callable[[Actor, UUID], Record | None]

LOADERS: dict[str, Loader] = {}
"""How each kind of record is found for a person. Rooms enter theirs at start-up: LOADERS["episode"] = queries.episode_for.
A loader gives None for what this person must not know of: another clinic's record, or for a patient anyone else's."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declared: the permission it needs, or why it needs none."""

    can: Can | None
    record: str | None = None
    argument: str | None = None
    reason: str = ""


View = TypeVar("View", bound=Callable[..., Any])  # Any: views take what their route captures


def allow(can: Can, *, record: str | None = None, argument: str | None = None) -> Callable[[View], View]:
    """Only people who can. `record` names the kind of record, and the route's argument with its id unless `argument` does."""

    def mark(view: View) -> View:
        view.access = Access(can, record, argument or record)  # type: ignore[attr-defined]  # functions take attributes
        return view

    return mark


def public(reason: str) -> Callable[[View], View]:
    """Anyone, signed in or not, because of `reason`."""
    assert reason.strip(), "say why anyone may enter"

    def mark(view: View) -> View:
        view.access = Access(None, reason=reason)  # type: ignore[attr-defined]  # functions take attributes
        return view

    return mark


def declared(view: Callable[..., Any]) -> Access | None:  # Any: views take what their route captures
    """What `view` declared: a function, a wrapped function, or the result of as_view()."""
    own = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    return own if isinstance(own, Access) else None
