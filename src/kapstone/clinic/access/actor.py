"""The person who acts in this request: who they are, in which clinic, in which roles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import cached_property

from kapstone.clinic.access.capabilities import ROLE_CAN, Can, Role, capabilities_of
from kapstone.clinic.journal.actions import Author

__all__ = ["DIRECTORY", "Actor", "DemoPerson", "Directory"]


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A signed-in person in their clinic."""

    user_id: UUID
    name: str
    organisation_id: UUID
    roles: frozenset[Role]
    patient_id: UUID | None = None
    site_zone: str = "America/New_York"

    @cached_property
    def capabilities(self) -> frozenset[Can]:
        """Everything this person may do."""
        return capabilities_of(self.roles)

    def can(self, what: Can) -> bool:
        """Whether this person may do `what` at all (not whether it may be done now)."""
        return what in self.capabilities

    @property
    def is_patient(self) -> bool:
        """Whether this person comes as a patient: then only their own record exists for them."""
        return self.patient_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether this person works in the clinic."""
        return bool(self.roles - {Role.PATIENT})

    @property
    def role_text(self) -> str:
        """The roles in words, for the access log."""
        return ", ".join(ROLE_CAN[role].name.lower() for role in sorted(self.roles))

    @property
    def author(self) -> Author:
        """This person as the author of journal lines; roles by their values, with spaces between, as facts have them."""
        return Author(id=self.user_id, name=self.name, role=" ".join(sorted(self.roles)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Someone a visitor to the demonstration clinic can be, with one click."""

    user_id: UUID
    name: str
    role: Role


@dataclass(slots=True)
class Directory:
    """What access asks the room of people, which hands over its answers at start-up."""

    actor_of: Callable[[UUID], Actor | None] = lambda _: None
    demo_people: Callable[[], Sequence[DemoPerson]] = lambda: ()


DIRECTORY = Directory()
