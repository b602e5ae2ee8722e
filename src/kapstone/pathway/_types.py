"""What the pathway answers with: stages, gates, due work, sessions, and the assessment that holds them all."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kapstone.findings import Finding, Level, Role, worst

__all__ = ["Assessment", "Due", "DueState", "Gate", "GateId", "Phase", "SessionView", "Stage", "Step", "StepState"]


class Stage(StrEnum):
    """Where the patient is. Computed from the facts each time, never stored as truth."""

    ENQUIRY = "enquiry"
    PRESCREEN = "prescreen"
    EVALUATION = "evaluation"
    ELIGIBILITY = "eligibility"
    MATCHING = "matching"
    CONSENT = "consent"
    GOALS = "goals"
    PREPARATION = "preparation"
    DOSING = "dosing"
    NEXT_DAY = "next_day"
    INTEGRATION = "integration"
    REVIEW = "review"
    MAINTENANCE = "maintenance"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The stage's name on screens."""
        return {"prescreen": "Pre-screening", "matching": "Therapist", "next_day": "Next-day check"}.get(
            self.value, self.value.capitalize()
        )


class GateId(StrEnum):
    """What must hold before something may be done."""

    EVALUATE = "evaluate"
    DECIDE_ELIGIBILITY = "decide_eligibility"
    MATCH = "match"
    CONSENT = "consent"
    PREPARE = "prepare"
    SCHEDULE_DOSE = "schedule_dose"
    ORDER = "order"
    ADMINISTER = "administer"
    BOOST = "boost"
    DISCHARGE = "discharge"
    REPEAT = "repeat"
    REVIEW = "review"
    MAINTAIN = "maintain"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate is open when nothing keeps it closed; otherwise `closed_by` says what, each with its because."""

    id: GateId
    title: str
    closed_by: tuple[Finding, ...] = ()
    cautions: tuple[Finding, ...] = ()
    """What does not close it but has to be seen on the way through."""
    session: UUID | None = None

    @property
    def is_open(self) -> bool:
        return not self.closed_by

    @property
    def level(self) -> Level:
        return worst(self.closed_by)

    @property
    def waits_for(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for finding in self.closed_by for name in finding.waits_for))


class DueState(StrEnum):
    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Work the protocol asks for, with its window. `action` names what to do, e.g. `measure:phq9`, `integration`, `vitals`."""

    id: str
    action: str
    title: str
    because: str
    owner: Role
    state: DueState
    opens_at: datetime
    due_at: datetime
    subject: str = ""
    session: UUID | None = None


class Phase(StrEnum):
    """Where one dosing session is."""

    PLANNED = "planned"
    CHECKED_IN = "checked_in"
    ORDERED = "ordered"
    DOSED = "dosed"
    RECOVERING = "recovering"
    DISCHARGED = "discharged"
    CONTACTED = "contacted"
    INTEGRATED = "integrated"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One dosing session as the facts have it. `number` counts sessions with a dose, from 1; planned ones count on from there."""

    id: UUID
    number: int
    phase: Phase
    planned_at: datetime | None = None
    room: str = ""
    started_at: datetime | None = None
    """T0: first dose."""
    ended_at: datetime | None = None
    """End of the infusion, or the last dose of another route."""
    discharged_at: datetime | None = None
    total_mg: float = 0.0
    next_vitals_at: datetime | None = None
    may_leave_at: datetime | None = None
    """When the protocol's minimum observation is over."""

    @property
    def is_running(self) -> bool:
        """The patient is in the room and has had a dose."""
        return self.phase in {Phase.DOSED, Phase.RECOVERING}


class StepState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    BLOCKED = "blocked"
    AHEAD = "ahead"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the ribbon: a stage, how it stands, and why it is not passed yet."""

    stage: Stage
    title: str
    state: StepState
    detail: str = ""
    why: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything concluded about an episode at one moment. `next_change_at` is when it would next differ if nothing became true."""

    stage: Stage
    now: datetime
    findings: tuple[Finding, ...]
    gates: tuple[Gate, ...]
    due: tuple[Due, ...]
    ribbon: tuple[Step, ...]
    sessions: tuple[SessionView, ...]
    next_change_at: datetime | None
    knowledge: str
    """Digest of the rules and the protocol that concluded this."""

    @property
    def level(self) -> Level:
        return worst(self.findings)

    def gate(self, gate: GateId, session: UUID | None = None) -> Gate:
        """The gate by name; KeyError when the assessment has none (a session gate without such a session)."""
        for candidate in self.gates:
            if candidate.id is gate and (session is None or candidate.session == session):
                return candidate
        raise KeyError(gate)
