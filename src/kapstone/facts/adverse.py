"""Adverse events: what was seen, how grave and how related it was, what a clinician concluded, and where it was reported."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, Implausible, need, within, zoned


class Relatedness(StrEnum):
    UNRELATED = "unrelated"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"


class SeriousFor(StrEnum):
    """What makes an event serious, whatever its grade."""

    DEATH = "death"
    LIFE_THREATENING = "life_threatening"
    HOSPITAL = "hospital"
    DISABILITY = "disability"
    CONGENITAL = "congenital"
    IMPORTANT = "important"

    @property
    def words(self) -> str:
        return _SERIOUS[self]


_SERIOUS = {
    SeriousFor.DEATH: "death",
    SeriousFor.LIFE_THREATENING: "danger to life",
    SeriousFor.HOSPITAL: "admission to hospital, or a longer stay",
    SeriousFor.DISABILITY: "lasting disability or damage",
    SeriousFor.CONGENITAL: "birth defect",
    SeriousFor.IMPORTANT: "another important medical event",
}


class Expectedness(StrEnum):
    """Whether the product's labelling names it."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    NOT_JUDGED = "not_judged"


class ActionOnDrug(StrEnum):
    """What was done with the drug because of it."""

    NONE = "none"
    PAUSED = "paused"
    STOPPED = "stopped_for_the_session"
    REDUCED = "reduced_next_time"
    WITHDRAWN = "withdrawn"
    NOT_SAID = "not_said"


class EventOutcome(StrEnum):
    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not_recovered"
    SEQUELAE = "recovered_with_sequelae"
    FATAL = "fatal"
    NOT_SAID = "not_said"


class EventReporter(StrEnum):
    """Who told of it."""

    CLINICIAN = "clinician"
    PATIENT = "patient"
    ESCORT = "escort"
    OTHER = "other"
    NOT_SAID = "not_said"


class ReportedTo(StrEnum):
    REMS = "rems"
    MEDWATCH = "medwatch"
    MANUFACTURER = "manufacturer"
    DEA = "dea"
    OTHER = "other"

    @property
    def words(self) -> str:
        return {
            ReportedTo.REMS: "Spravato REMS", ReportedTo.MEDWATCH: "FDA MedWatch", ReportedTo.MANUFACTURER: "the manufacturer",
            ReportedTo.DEA: "the DEA", ReportedTo.OTHER: "another body",
        }[self]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventSeen(Fact):
    """An adverse event with CTCAE-style grade 1-5. The record's `at` is its onset; `ended_at` is None while it lasts or was not said.

    `code` is its entry on the pick-list, empty for free text. What was not said stays NOT_SAID or NOT_JUDGED; entries from
    before these fields were asked decode to that.
    """

    term: str
    grade: int
    serious: bool = False
    relatedness: Relatedness = Relatedness.POSSIBLE
    session: UUID | None = None
    action: str = ""
    outcome: str = ""
    detail: str = ""
    code: str = ""
    serious_for: tuple[SeriousFor, ...] = ()
    expectedness: Expectedness = Expectedness.NOT_JUDGED
    action_on_drug: ActionOnDrug = ActionOnDrug.NOT_SAID
    outcome_now: EventOutcome = EventOutcome.NOT_SAID
    ended_at: datetime | None = None
    reporter: EventReporter = EventReporter.NOT_SAID

    def __post_init__(self) -> None:
        need("term", self.term, "what the event was")
        within("grade", self.grade, 1, 5, "")
        zoned("ended_at", self.ended_at)
        dead = SeriousFor.DEATH in self.serious_for or self.outcome_now is EventOutcome.FATAL
        if dead and self.grade != 5:
            raise Implausible("grade", "a death is grade 5; correct the grade, or what was said of death")

    @property
    def is_serious(self) -> bool:
        """Serious as said, by a criterion that was ticked, or because its grade is life-threatening or death."""
        return self.serious or bool(self.serious_for) or self.grade >= 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventReviewed(Fact):
    event: UUID
    conclusion: str

    def __post_init__(self) -> None:
        need("conclusion", self.conclusion, "what you concluded")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventReported(Fact):
    """An event was reported outside the clinic: to whom, and under what reference."""

    event: UUID
    to: ReportedTo
    reference: str = ""
    remarks: str = ""
