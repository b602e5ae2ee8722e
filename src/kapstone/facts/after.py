"""What follows a dose: the next-day contact, integration, notes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, need, within
from kapstone.facts.person import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDayContacted(Fact):
    """The call on the day after: reached or not, safe, slept, anything new."""

    session: UUID
    reached: bool
    feels_safe: Answer = Answer.UNKNOWN
    slept: Answer = Answer.UNKNOWN
    mood_unusually_high: Answer = Answer.UNKNOWN
    concerns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationDone(Fact):
    """An integration session for one dosing session: what it was about (never the private content), practices agreed."""

    session: UUID
    minutes: float
    themes: tuple[str, ...] = ()
    reflections: str = ""
    practices: tuple[str, ...] = ()
    safe: Answer = Answer.UNKNOWN

    def __post_init__(self) -> None:
        within("minutes", self.minutes, 1, 480, "minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseAsked(Fact):
    """What was asked about misuse: craving from 0 to 10, doses asked for early, more taken than agreed, drug given away or sold."""

    craving_0_10: int | None = None
    early_request: Answer = Answer.UNKNOWN
    extra_doses: Answer = Answer.UNKNOWN
    given_away: Answer = Answer.UNKNOWN
    remarks: str = ""

    def __post_init__(self) -> None:
        within("craving_0_10", self.craving_0_10, 0, 10, "")


class NoteKind(StrEnum):
    PROGRESS = "progress"
    PSYCHOTHERAPY = "psychotherapy"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSigned(Fact):
    """A note exists and is signed. Its text is kept elsewhere; a psychotherapy note is sealed to its author (45 CFR 164.501)."""

    note: UUID
    note_kind: NoteKind
    title: str
    digest: str
    session: UUID | None = None

    def __post_init__(self) -> None:
        need("title", self.title, "what the note is about")
