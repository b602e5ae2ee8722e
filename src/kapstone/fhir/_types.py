"""What reading a file leads to: people with their facts, and for each resource what was taken or why it was left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kapstone.facts import Fact, Sex
from kapstone.fhir._reading import Node

__all__ = ["Dated", "Identity", "Left", "Line", "Person", "Reader", "Reading", "Taken"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact and when it was true; None where the resource does not say, and then the time of the import is used."""

    fact: Fact
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a Patient resource is."""

    name: str
    birth_date: date
    sex: Sex
    state: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    """(system, value), the medical record number first."""


@dataclass(frozen=True, slots=True)
class Taken:
    facts: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Left:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader may look up: other resources of the file by reference."""

    resources: Mapping[str, Node] = field(default_factory=dict)

    def resolve(self, reference: str) -> Node | None:
        return self.resources.get(reference)


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of resource becomes facts."""

    id: str
    """The resource type."""
    read: Callable[[Node, Context], Taken | Left]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one resource."""

    place: str
    resource: str
    """Type/id."""
    digest: str
    taken: tuple[Dated, ...] = ()
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One patient of the file with everything that is about them."""

    reference: str
    identity: Identity
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole file, read."""

    people: tuple[Person, ...]
    left: tuple[Line, ...]
    """Resources that are about nobody in this file, or that are not kept."""
