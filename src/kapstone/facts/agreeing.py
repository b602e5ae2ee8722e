"""Consent, the therapist, goals, preparation: what is agreed before a dose."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, Implausible, need, within


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Fact):
    """The patient signed a document: which text (digest), which elements one by one, what the teach-back showed."""

    document: str
    document_version: str
    digest: str
    acknowledged: tuple[str, ...]
    declined: tuple[str, ...] = ()
    """Optional elements the patient said no to (touch, recording, registry)."""
    teach_back: dict[str, str]
    """Question id to the answer chosen, the last one given."""
    teach_back_percent: float
    signature: str

    def __post_init__(self) -> None:
        need("signature", self.signature, "your name, as your signature")
        within("teach_back_percent", self.teach_back_percent, 0, 100, "%")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentCountersigned(Fact):
    """A clinician who answered the patient's questions signs the same consent."""

    consent: UUID
    signature: str

    def __post_init__(self) -> None:
        need("signature", self.signature, "your name, as your signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """The patient takes consent back; no reason is needed."""

    consent: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistMatched(Fact):
    """The patient accepted a therapist; `because` keeps what the match rested on."""

    therapist: UUID
    therapist_name: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSet(Fact):
    """A goal in the patient's words with five levels of attainment, -2 to +2, where 0 is what is expected."""

    goal: UUID
    title: str
    why: str = ""
    levels: dict[str, str]
    """Keys "-2", "-1", "0", "+1", "+2"."""
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1

    def __post_init__(self) -> None:
        need("title", self.title, "what the goal is")
        if set(self.levels) != {"-2", "-1", "0", "+1", "+2"} or not all(text.strip() for text in self.levels.values()):
            raise Implausible("levels", "describe all five levels, from much less than expected to much more")
        within("importance", self.importance, 0, 3, "")
        within("difficulty", self.difficulty, 0, 3, "")
        within("baseline", self.baseline, -2, 2, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRated(Fact):
    goal: UUID
    attainment: int
    remarks: str = ""

    def __post_init__(self) -> None:
        within("attainment", self.attainment, -2, 2, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRetired(Fact):
    goal: UUID
    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "why the goal is set aside")


class Touch(StrEnum):
    NONE = "none"
    HAND = "hand_only"
    AS_DISCUSSED = "as_discussed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationDone(Fact):
    """A preparation session: topics covered, intention, what was agreed on touch, and whether both feel ready."""

    topics: tuple[str, ...]
    minutes: float
    intention: str = ""
    touch: Touch = Touch.NONE
    instructions_acknowledged: bool = False
    ready: bool = False

    def __post_init__(self) -> None:
        within("minutes", self.minutes, 1, 480, "minutes")
        if not self.topics:
            raise Implausible("topics", "say what was covered")
