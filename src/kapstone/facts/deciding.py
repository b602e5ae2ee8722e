"""What a named person decided: programme, clearance, eligibility, overrides, resolutions, reviews, the episode's own course."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, need, within


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryReceived(Fact):
    """The first contact: who sent the patient and what they hope for, in their words."""

    source: str
    hopes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityVerified(Fact):
    method: str

    def __post_init__(self) -> None:
        need("method", self.method, "how identity was verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeChosen(Fact):
    """The protocol this episode runs under, pinned by version and digest."""

    protocol: str
    protocol_version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescreenDone(Fact):
    """Someone read the self-report screening with the patient and found it complete."""

    remarks: str = ""


class Evaluation(StrEnum):
    MEDICAL = "medical"
    PSYCHIATRIC = "psychiatric"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDone(Fact):
    """A medical or psychiatric evaluation with its conclusion; a medical one gives clearance, or does not."""

    evaluation: Evaluation
    summary: str
    cleared: bool
    asa_class: int | None = None
    alternatives_discussed: bool = False
    functional_capacity_mets: float | None = None
    """What the patient manages in metabolic equivalents: 4 is two flights of stairs."""

    def __post_init__(self) -> None:
        need("summary", self.summary, "what the evaluation found")
        within("functional_capacity_mets", self.functional_capacity_mets, 1, 25, "METs")
        within("asa_class", self.asa_class, 1, 5, "")


class Decision(StrEnum):
    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityDecided(Fact):
    """A prescriber's signed decision, with the digest of the report it was made on."""

    decision: Decision
    reason: str
    report_digest: str
    conditions: str = ""

    def __post_init__(self) -> None:
        need("reason", self.reason, "why, in a sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingOverridden(Fact):
    """A clinician goes on in spite of one finding, with a reason. It holds for that finding's key at that level or below."""

    finding: str
    level: str
    reason: str
    session: UUID | None = None

    def __post_init__(self) -> None:
        need("reason", self.reason, "why it is right to go on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernResolved(Fact):
    """A clinician followed up a safety concern and says what they found and what was agreed. `concern` is the record that raised it."""

    concern: UUID
    found: str
    plan: str
    safe_to_continue: bool

    def __post_init__(self) -> None:
        need("found", self.found, "what you found")
        need("plan", self.plan, "what was agreed")


class CourseDecision(StrEnum):
    STOP = "stop"
    TAPER = "taper"
    MAINTAIN = "maintain"
    EXTEND = "extend"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(Fact):
    """The end-of-induction (or a later) review: what follows and why. `extra_sessions` only with EXTEND, `interval_days` with MAINTAIN or TAPER."""

    decision: CourseDecision
    reason: str
    benefit_documented: bool
    patient_preference: str = ""
    extra_sessions: int = 0
    interval_days: int | None = None
    next_review: date | None = None

    def __post_init__(self) -> None:
        need("reason", self.reason, "why")
        within("extra_sessions", self.extra_sessions, 0, 2, "sessions")
        within("interval_days", self.interval_days, 1, 365, "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWaived(Fact):
    """A stage that will not be done, by whom and why."""

    stage: str
    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "why the stage is waived")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSuspended(Fact):
    reason: str
    finding: str = ""

    def __post_init__(self) -> None:
        need("reason", self.reason, "why treatment is suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeResumed(Fact):
    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "why treatment may go on")


class Outcome(StrEnum):
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDREW = "withdrew"
    REFERRED = "referred"
    LOST = "lost_to_follow_up"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeClosed(Fact):
    outcome: Outcome
    summary: str

    def __post_init__(self) -> None:
        need("summary", self.summary, "how the episode ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredInError(Fact):
    """The corrected record was wrong and nothing takes its place."""

    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "what was wrong with the entry")
