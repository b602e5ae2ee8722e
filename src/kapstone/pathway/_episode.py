"""One episode as the pathway reads it: the facts grouped once by session, the consents, the course of doses."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from kapstone.dosing import esketamine
from kapstone.facts import (
    CheckedIn,
    CourseDecision,
    Discharged,
    DoseChecked,
    DoseGiven,
    DosePaused,
    DoseResumed,
    DoseStopped,
    Drug,
    EpisodeClosed,
    Fact,
    Facts,
    Infusion,
    IntegrationDone,
    NextDayContacted,
    OrderSigned,
    OrderWithdrawn,
    Record,
    ReviewDecided,
    SettingChecked,
    StageWaived,
    VisitCancelled,
    VisitPlanned,
    VitalsTaken,
)
from kapstone.findings import Role
from kapstone.pathway._limits import limits_for
from kapstone.pathway._types import Phase, Stage
from kapstone.protocols import Protocol

__all__ = ["Episode", "Visit", "has_role"]

K = TypeVar("K", bound=Fact)


def has_role(record: Record[Any], role: Role) -> bool:  # Any: a record of any fact
    """Whether the person who recorded this acted in `role`."""
    return role.value in record.by_role.replace(",", " ").split()


@dataclass(frozen=True)
class Visit:
    """One dosing session: the facts that name it, oldest first within each kind."""

    id: UUID
    protocol: Protocol
    now: datetime
    facts: dict[type[Fact], list[Record[Any]]]  # Any: each list holds its own kind

    def of(self, kind: type[K]) -> list[Record[K]]:
        return self.facts.get(kind, [])

    def last(self, kind: type[K]) -> Record[K] | None:
        records = self.of(kind)
        return records[-1] if records else None

    @property
    def plan(self) -> Record[VisitPlanned] | None:
        return self.last(VisitPlanned)

    @property
    def check_in(self) -> Record[CheckedIn] | None:
        return self.last(CheckedIn)

    @property
    def setting(self) -> Record[SettingChecked] | None:
        return self.last(SettingChecked)

    @cached_property
    def order(self) -> Record[OrderSigned] | None:
        """The order in force: the latest one signed and not withdrawn."""
        withdrawn = {record.fact.order for record in self.of(OrderWithdrawn)}
        standing = [record for record in self.of(OrderSigned) if record.id not in withdrawn]
        return standing[-1] if standing else None

    @property
    def checks(self) -> list[Record[DoseChecked]]:
        """The readings against the order in force."""
        return [record for record in self.of(DoseChecked) if self.order is not None and record.fact.order == self.order.id]

    @property
    def doses(self) -> list[Record[DoseGiven]]:
        return self.of(DoseGiven)

    @property
    def discharge(self) -> Record[Discharged] | None:
        return self.last(Discharged)

    @property
    def contact(self) -> Record[NextDayContacted] | None:
        """The first next-day contact that reached the patient."""
        return next((record for record in self.of(NextDayContacted) if record.fact.reached), None)

    @property
    def integration(self) -> Record[IntegrationDone] | None:
        return next(iter(self.of(IntegrationDone)), None)

    @property
    def is_cancelled(self) -> bool:
        """A cancellation holds until the visit is planned again, and never once a dose was given."""
        cancelled, plan = self.last(VisitCancelled), self.plan
        return not self.doses and cancelled is not None and (plan is None or plan.at <= cancelled.at)

    @property
    def is_dosed(self) -> bool:
        return bool(self.doses)

    @property
    def is_running(self) -> bool:
        return self.is_dosed and self.discharge is None

    @property
    def is_preparing(self) -> bool:
        """Not dosed, not cancelled, not sent home."""
        return not self.is_dosed and not self.is_cancelled and self.discharge is None

    @property
    def planned_at(self) -> datetime | None:
        return self.plan.fact.starts_at if self.plan else None

    @cached_property
    def started_at(self) -> datetime | None:
        return self.doses[0].at if self.doses else None

    @cached_property
    def ended_at(self) -> datetime | None:
        """When the last of the drug went in: the end of the infusion (planned until it is recorded), or the last dose."""
        ends = [
            each.ends_at(self.now) if each.is_over_time else each.dose.at + _takes(each.dose.fact) for each in self.infusions
        ]
        return max(ends, default=None)

    @cached_property
    def infusions(self) -> tuple[Infusion, ...]:
        """Every dose with its pauses and its end."""
        course = [*self.of(DosePaused), *self.of(DoseResumed), *self.of(DoseStopped)]
        return tuple(Infusion.of(dose, course) for dose in self.doses)

    @property
    def open_infusion(self) -> Infusion | None:
        """The infusion whose end nobody has recorded: it runs or is paused."""
        return next((infusion for infusion in self.infusions if infusion.is_open), None)

    @property
    def total_mg(self) -> float:
        given = {record.fact.dose: record.fact.given_mg for record in self.of(DoseStopped)}
        return sum(given.get(dose.id, dose.fact.dose_mg) for dose in self.doses)

    @property
    def boosted_mg(self) -> float:
        """What of the total was boosters."""
        return sum(dose.fact.dose_mg for dose in self.doses if dose.fact.is_booster)

    @cached_property
    def recovers_at(self) -> datetime | None:
        """When the session passes from dosing to recovery."""
        at = self.protocol.monitoring.at
        if self.ended_at is None:
            return None
        return self.ended_at if at is None else self.ended_at + at[-1]

    @cached_property
    def may_leave_at(self) -> datetime | None:
        if self.started_at is None or self.ended_at is None:
            return None
        monitoring = self.protocol.monitoring
        return max(self.started_at + monitoring.minimum_from_start, self.ended_at + monitoring.minimum_from_end)

    @property
    def over_at(self) -> datetime | None:
        """What next-day contact and integration are counted from: discharge, or the earliest the patient may leave."""
        if self.discharge is not None and self.is_dosed:
            return self.discharge.at
        return self.may_leave_at

    @property
    def vitals(self) -> list[Record[VitalsTaken]]:
        """Readings that a person stands behind. What a device said alone makes no look at the patient."""
        return [record for record in self.of(VitalsTaken) if not record.fact.is_artefact and record.fact.is_validated]

    @cached_property
    def phase(self) -> Phase:
        if self.is_cancelled:
            return Phase.CANCELLED
        if self.is_dosed:
            if self.integration is not None:
                return Phase.INTEGRATED
            if self.contact is not None:
                return Phase.CONTACTED
            if self.discharge is not None:
                return Phase.DISCHARGED
            return Phase.RECOVERING if self.recovers_at is not None and self.now >= self.recovers_at else Phase.DOSED
        if self.order is not None and self.check_in is not None:
            return Phase.ORDERED
        return Phase.CHECKED_IN if self.check_in is not None else Phase.PLANNED


class Episode:
    """The facts of one episode at one moment, grouped in one pass."""

    def __init__(self, protocol: Protocol, facts: Facts, now: datetime) -> None:
        self.protocol, self.facts, self.now = protocol, facts, now

    @cached_property
    def limits(self) -> Mapping[str, Mapping[str, float]]:
        """What rules judge by under this protocol."""
        return limits_for(self.protocol)

    @cached_property
    def visits(self) -> dict[UUID, Visit]:
        """Every dosing session by id, in order of first dose, then of plan."""
        grouped: dict[UUID, dict[type[Fact], list[Record[Any]]]] = defaultdict(lambda: defaultdict(list))  # Any: as in Visit
        for record in self.facts.current:
            session = getattr(record.fact, "session", None)
            if session is not None:
                grouped[session][type(record.fact)].append(record)
        visits = [
            Visit(session, self.protocol, self.now, dict(kinds))
            for session, kinds in grouped.items()
            if _VISIT_KINDS & kinds.keys()
        ]
        return {visit.id: visit for visit in sorted(visits, key=_order)}

    @cached_property
    def dosed(self) -> list[Visit]:
        return [visit for visit in self.visits.values() if visit.is_dosed]

    @cached_property
    def running(self) -> list[Visit]:
        return [visit for visit in self.dosed if visit.is_running]

    @cached_property
    def preparing(self) -> list[Visit]:
        """Sessions that could be dosed next: everyone checked in, and the earliest planned one."""
        waiting = [visit for visit in self.visits.values() if visit.is_preparing]
        here = [visit for visit in waiting if visit.check_in is not None]
        return here or waiting[:1]

    def number(self, visit: Visit) -> int:
        """1 for the first session with a dose; planned ones count on; 0 when cancelled."""
        return self._numbers.get(visit.id, 0)

    @cached_property
    def _numbers(self) -> dict[UUID, int]:
        counted = [visit for visit in self.visits.values() if visit.is_dosed or visit.is_preparing]
        return {visit.id: place for place, visit in enumerate(counted, start=1)}

    def dose_number(self, visit: Visit) -> int:
        """Which dose this visit is, or would be if it were the next one given."""
        return self.number(visit) if visit.is_dosed else len(self.dosed) + 1

    @cached_property
    def last_dosed(self) -> Visit | None:
        return self.dosed[-1] if self.dosed else None

    def latest(self, kind: type[K]) -> Record[K] | None:
        return self.facts.latest(kind)

    @cached_property
    def waivers(self) -> dict[str, Record[StageWaived]]:
        """The latest waiver of each stage by a clinician who may sign one."""
        signers = (Role.PRESCRIBER, Role.DIRECTOR, Role.THERAPIST)
        waived = self.facts.of(StageWaived)
        return {record.fact.stage: record for record in waived if any(has_role(record, role) for role in signers)}

    def waiver(self, stage: Stage) -> Record[StageWaived] | None:
        return self.waivers.get(stage.value)

    @property
    def closed(self) -> Record[EpisodeClosed] | None:
        return self.latest(EpisodeClosed)

    # -- the course -----------------------------------------------------------------------------------------------

    @cached_property
    def reviews(self) -> tuple[Record[ReviewDecided], ...]:
        return tuple(record for record in self.facts.of(ReviewDecided) if has_role(record, Role.PRESCRIBER))

    @cached_property
    def review(self) -> Record[ReviewDecided] | None:
        return self.reviews[-1] if self.reviews else None

    @cached_property
    def extra_doses(self) -> int:
        """Doses added by reviews that extended the induction, never more than the protocol allows."""
        extended = sum(r.fact.extra_sessions for r in self.reviews if r.fact.decision is CourseDecision.EXTEND)
        return min(extended, self.protocol.course.extension_max)

    @cached_property
    def planned_doses(self) -> int:
        return self.protocol.course.induction_doses + self.extra_doses

    @cached_property
    def in_maintenance(self) -> bool:
        return self.review is not None and self.review.fact.decision in {CourseDecision.MAINTAIN, CourseDecision.TAPER}

    @cached_property
    def is_ended(self) -> bool:
        """A review decided that no more doses follow under this protocol."""
        return self.review is not None and self.review.fact.decision in {CourseDecision.STOP, CourseDecision.SWITCH}

    @cached_property
    def induction_is_full(self) -> bool:
        """All doses of the induction were given and no review has decided what follows."""
        return not self.in_maintenance and not self.is_ended and len(self.dosed) >= self.planned_doses

    @cached_property
    def last_induction_visit(self) -> Visit | None:
        """The dose that filled the induction as it stands now."""
        return self.dosed[self.planned_doses - 1] if len(self.dosed) >= self.planned_doses else None


def _takes(dose: DoseGiven) -> timedelta:
    """How long it takes to give a dose that is no infusion: of esketamine the rests between its devices."""
    if dose.drug is Drug.ESKETAMINE and dose.dose_mg in esketamine.DOSES_MG:
        return esketamine.administration_time(dose.dose_mg)
    return timedelta(0)


_VISIT_KINDS: set[type[Fact]] = {
    VisitPlanned, VisitCancelled, CheckedIn, SettingChecked, OrderSigned, DoseChecked, DoseGiven, Discharged,
}  # fmt: skip


def _order(visit: Visit) -> tuple[bool, datetime, UUID]:
    """Dosed first by time of dose, then the others by time of plan (or of their first fact)."""
    first = min(records[0].at for records in visit.facts.values())
    return not visit.is_dosed, visit.started_at or visit.planned_at or first, visit.id
