"""Which settings of a protocol the clinic's director has confirmed: lines of the administration chain, each with the protocol's digest."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people.errors import NotPlausible
from kapstone.clinic.people.models import Organisation
from kapstone.clinic.people.told import tell
from kapstone.clinic.web.errors import Stale
from kapstone.protocols import Protocol, parse

__all__ = ["PINNED", "Confirmed", "Pinned", "confirm_protocol", "confirmed_in", "earlier_texts"]

_KIND = "ProtocolConfirmed"


@dataclass
class Pinned:
    """Who knows under which texts patients are treated: the episodes tell, when they are loaded."""

    texts_of: Callable[[UUID, str], list[str]] | None = None


PINNED = Pinned()


def earlier_texts(organisation_id: UUID, protocol: Protocol) -> list[Protocol]:
    """Other texts of this protocol that episodes of the clinic are pinned to, by version."""
    texts = PINNED.texts_of(organisation_id, protocol.id) if PINNED.texts_of else []
    found = {each.digest: each for each in (parse(text, "pinned protocol") for text in texts) if each.digest != protocol.digest}
    return sorted(found.values(), key=lambda each: (each.version, each.digest))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed one setting, and when."""

    by: str
    at: datetime


def confirmed_in(organisation_id: UUID, protocol: Protocol) -> dict[str, Confirmed]:
    """Path of each confirmed setting of this very text of the protocol; another digest confirms nothing here."""
    lines = journal.lines(organisation_id).filter(kind=_KIND, body__digest=protocol.digest)
    found: dict[str, Confirmed] = {}
    for line in lines:
        for path in line.body["paths"]:
            found.setdefault(path, Confirmed(line.by_name, line.at))
    return found


@transaction.atomic
def confirm_protocol(
    *, organisation: Organisation, protocol: Protocol, digest: str, paths: Collection[str], by: Actor, at: datetime
) -> int:
    """The director confirms settings of the protocol whose `digest` they read. Returns how many are newly confirmed; twice is once."""
    Organisation.objects.select_for_update().get(id=organisation.id)
    if digest != protocol.digest:
        raise Stale("The protocol is another one than you read. Nothing was confirmed.")
    unknown = set(paths) - set(protocol.to_confirm)
    if unknown or not paths:
        raise NotPlausible("Tick the settings that you confirm.", field="paths")
    standing = confirmed_in(organisation.id, protocol)
    new = [path for path in protocol.to_confirm if path in paths and path not in standing]
    if new:
        body = {"protocol": protocol.id, "version": protocol.version, "digest": protocol.digest, "paths": new}
        tell(organisation.id, _KIND, body, by=by, at=at)
    return len(new)
