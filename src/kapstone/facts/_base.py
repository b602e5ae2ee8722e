"""What every fact is: a frozen statement about an episode, with the field it would fail on named."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

__all__ = ["F_co", "Fact", "Implausible", "Record", "need", "within", "zoned"]

KINDS: dict[str, type["Fact"]] = {}
"""Every kind of fact by its name; filled as the classes are made."""


class Implausible(ValueError):
    """A value that cannot be true. It names the field, so a form can point at it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(f"{field}: {sentence}")
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is true of one episode of care. When, by whom and whence is on the record around it."""

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1

    def __init_subclass__(cls, **kwargs: Any) -> None:  # Any: passed on untouched to object
        # dataclass(slots=True) makes each class twice; the second, the real one, takes the name over.
        super(Fact, cls).__init_subclass__(**kwargs)
        cls.kind = cls.__name__
        KINDS[cls.kind] = cls


F_co = TypeVar("F_co", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[F_co]):
    """A fact in its envelope: when it was true, when it was written down, by whom, from where, and what it corrects."""

    id: UUID
    fact: F_co
    at: datetime
    recorded_at: datetime
    by: UUID | None = None
    by_name: str = ""
    by_role: str = ""
    via: str = "screen"
    corrects: UUID | None = None
    sequence: int = 0

    @property
    def roles(self) -> frozenset[str]:
        """The roles of whoever recorded it, then: `by_role` holds their names with spaces between."""
        return frozenset(self.by_role.split())

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or self.recorded_at.tzinfo is None:
            raise ValueError("times carry their zone")
        object.__setattr__(self, "at", on_its_clock(self.at))
        object.__setattr__(self, "recorded_at", on_its_clock(self.recorded_at))


def on_its_clock(moment: datetime) -> datetime:
    """The same moment and clock time with a fixed offset: days and hours are said as the clock there showed them, and spans are exact.

    Python counts hours between times of one named zone by the clock on the wall, wrongly when that clock is changed.
    """
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta(0)), fold=0)


def within(field: str, value: float | None, low: float, high: float, unit: str) -> None:
    """Refuse a value that no living person has. Unusual but possible values pass; rules judge those."""
    if value is not None and not low <= value <= high:
        raise Implausible(field, f"{value:g} {unit} cannot be right; it must lie between {low:g} and {high:g} {unit}".strip())


def zoned(field: str, moment: datetime | None) -> None:
    """Refuse a time without a zone: it cannot be compared with any other."""
    if moment is not None and moment.tzinfo is None:
        raise Implausible(field, "say in which time zone this is")


def need(field: str, text: str, what: str) -> None:
    """Refuse an empty text where a person has to say something."""
    if not text.strip():
        raise Implausible(field, f"say {what}")
