"""What the programme asks for and by when: each piece of work with its window and whose it is."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.facts import (
    EligibilityDecided,
    EnquiryReceived,
    Evaluation,
    EvaluationDone,
    IdentityVerified,
    Informant,
    MeasureAnswered,
    MeasureReviewed,
    PreparationDone,
    PrescreenDone,
    Record,
    RemsEnrolled,
)
from kapstone.findings import Finding, Level, Role
from kapstone.instruments import all_instruments
from kapstone.pathway import aftercare, rems
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._types import Due, DueState, Stage
from kapstone.pathway._words import on_day
from kapstone.protocols import MeasurePlan, Moment
from kapstone.rules import all_rules
from kapstone.rules.long_term import PREFIX

__all__ = ["due_work"]

_DAY = timedelta(days=1)
_SOON = timedelta(days=14)
"""How long before a clearance lapses its renewal is put on the list."""

_REPORT = "FOLLOW-AE-REPORT"
"""The rule that asks for a report outside the clinic."""


def due_work(episode: Episode, stage: Stage, findings: Iterable[Finding], vitals_at: dict[UUID, datetime]) -> tuple[Due, ...]:
    """All work that is open or ahead, the most pressing first."""
    if stage is Stage.CLOSED:
        return ()
    work = [
        *_safety(episode, findings),
        *_long_run(episode, findings),
        *_groundwork(episode),
        *_measures(episode),
        *_vitals(episode, vitals_at),
        *_aftercare(episode),
        *_risk_programme(episode),
    ]
    if stage is not Stage.SUSPENDED:
        work += _doses(episode)
    return tuple(sorted(work, key=lambda due: (due.due_at, due.id)))


def _due(
    episode: Episode, name: str, action: str, title: str, because: str, owner: Role, opens_at: datetime, due_at: datetime, *,
    subject: str = "", session: UUID | None = None,
) -> Due:  # fmt: skip
    state = DueState.AHEAD if episode.now < opens_at else DueState.DUE if episode.now < due_at else DueState.OVERDUE
    return Due(
        id=name, action=action, title=title, because=because, owner=owner, state=state, opens_at=opens_at, due_at=due_at,
        subject=subject, session=session,
    )  # fmt: skip


# -- safety -----------------------------------------------------------------------------------------------------


def _safety(episode: Episode, findings: Iterable[Finding]) -> Iterator[Due]:
    """Urgent concerns nobody has followed up, and adverse events nobody has reviewed."""
    for finding in findings:
        if finding.level is Level.URGENT:
            records = [record for record in map(episode.facts.get, finding.facts) if record is not None]
            since = max((record.at for record in records), default=episode.now)
            deadline = finding.due or since + episode.protocol.windows.concern
            yield _due(
                episode, f"concern:{finding.key}", "concern", finding.title, finding.because, finding.owner, since, max(since, deadline),
                subject=str(records[-1].id) if records else finding.subject,
            )  # fmt: skip
        elif finding.rule == "PW-ADVERSE-EVENT" and finding.due is not None:
            yield _due(
                episode, f"adverse_event:{finding.subject}", "adverse_event", finding.title, finding.because, finding.owner,
                finding.due - episode.protocol.windows.adverse_event_review, finding.due, subject=finding.subject,
            )  # fmt: skip


def _long_run(episode: Episode, findings: Iterable[Finding]) -> Iterator[Due]:
    """What the long-term rules ask for again and again, and what they found that somebody acts on in time."""
    for finding in findings:
        report = finding.rule == _REPORT
        if not (report or finding.rule.startswith(PREFIX)) or finding.due is None or finding.level is Level.URGENT:
            continue
        if finding.level >= Level.CAUTION and finding.level is not Level.UNKNOWN:
            opens = min(
                finding.due, max((record.at for record in map(episode.facts.get, finding.facts) if record), default=episode.now)
            )
            action = (
                "adverse_event"
                if report
                else "concern"
                if any(str(fact) == finding.subject for fact in finding.facts)
                else "long_run"
            )
        else:
            limits = episode.limits.get(finding.rule, {})
            opens = finding.due - _DAY * limits.get("opens_days", all_rules()[finding.rule].limits["opens_days"].value)
            name = finding.subject.partition(":")[0]
            action = f"measure:{name}" if name in all_instruments() else f"long_run:{name}"
        yield _due(
            episode, f"long_run:{finding.key}", action, finding.title, finding.because, finding.owner, opens, finding.due, subject=finding.subject,
        )  # fmt: skip


# -- before the first dose --------------------------------------------------------------------------------------


def _groundwork(episode: Episode) -> Iterator[Due]:
    windows = episode.protocol.windows
    enquiry, identity = episode.latest(EnquiryReceived), episode.latest(IdentityVerified)
    if enquiry is not None and identity is None:
        yield _due(
            episode, "enquiry", "enquiry", "Answer the enquiry", f"Received on {on_day(enquiry.at)}.", Role.COORDINATOR, enquiry.at,
            enquiry.at + windows.enquiry_answer,
        )  # fmt: skip
    evaluated = {record.fact.evaluation: record for record in episode.facts.of(EvaluationDone)}
    prescreen = episode.latest(PrescreenDone)
    for kind, words, good_for in (
        (Evaluation.MEDICAL, "Medical evaluation", windows.medical_clearance),
        (Evaluation.PSYCHIATRIC, "Psychiatric evaluation", windows.psychiatric_evaluation),
    ):
        done = evaluated.get(kind)
        if done is None and prescreen is not None:
            yield _due(
                episode, f"evaluation:{kind.value}", f"evaluation:{kind.value}", words, f"Pre-screen was done on {on_day(prescreen.at)}.",
                Role.PRESCRIBER, prescreen.at, prescreen.at + windows.evaluation,
            )  # fmt: skip
        elif done is not None and not episode.is_ended:
            lapses = done.at + good_for
            yield _due(
                episode, f"evaluation:{kind.value}", f"evaluation:{kind.value}", f"{words}, renewal", f"The last one is from {on_day(done.at)}.",
                Role.PRESCRIBER, lapses - _SOON, lapses,
            )  # fmt: skip
    if len(evaluated) == len(Evaluation) and episode.latest(EligibilityDecided) is None:
        ready = max(record.at for record in evaluated.values())
        yield _due(
            episode, "decision", "decision", "Decide on eligibility", f"Both evaluations are done since {on_day(ready)}.", Role.PRESCRIBER, ready,
            ready + windows.decision,
        )  # fmt: skip
    yield from _preparation(episode)


def _preparation(episode: Episode) -> Iterator[Due]:
    """Preparation sessions missing before a first dose that is already planned."""
    plan = episode.protocol.preparation
    done, visit = len(episode.facts.of(PreparationDone)), next(iter(episode.preparing), None)
    if (
        episode.dosed
        or visit is None
        or visit.planned_at is None
        or done >= plan.min_sessions
        or episode.waiver(Stage.PREPARATION)
    ):
        return
    yield _due(
        episode, f"preparation:{done + 1}", "preparation", f"Preparation session {done + 1}", f"The first dose is planned for {on_day(visit.planned_at)}.",
        Role.THERAPIST, visit.planned_at - plan.at_most_before, visit.planned_at - plan.at_least_before, session=visit.id,
    )  # fmt: skip


# -- measures ---------------------------------------------------------------------------------------------------


def _measures(episode: Episode) -> Iterator[Due]:
    answered: dict[str, list[Record[MeasureAnswered]]] = {}
    for record in episode.facts.of(MeasureAnswered):
        answered.setdefault(record.fact.instrument, []).append(record)
    for plan in episode.protocol.measures:
        for moment in plan.moments:
            yield from _measure(episode, plan, moment, answered.get(plan.instrument, []))
    reviewed = {record.fact.measure for record in episode.facts.of(MeasureReviewed)}
    read = episode.latest(PrescreenDone)
    for records in answered.values():
        last = records[-1]
        if read is not None and last.at <= read.at:
            continue  # gone through with the patient at the pre-screen
        if last.id not in reviewed and last.fact.informant is Informant.PATIENT:
            yield _due(
                episode, f"review_measure:{last.id}", "review_measure", f"Look at {_name(last.fact.instrument)}",
                f"Answered on {on_day(last.at)}.", Role.THERAPIST, last.at, last.at + episode.protocol.windows.measure_review, subject=str(last.id),
            )  # fmt: skip


def _measure(episode: Episode, plan: MeasurePlan, moment: Moment, answered: list[Record[MeasureAnswered]]) -> Iterator[Due]:
    window = _window(episode, moment, answered[-1].at if answered else None)
    if window is None:
        return
    opens, due, session, counts_from = window
    if any(record.at >= counts_from for record in answered):
        return
    by_clinician = bool(plan.by_clinician)
    name = _name(plan.instrument)
    yield _due(
        episode, ":".join(["measure", plan.instrument, moment.value, *([str(session)] if session else [])]), f"measure:{plan.instrument}", name,
        f"{name} is asked {_ASKED[moment]}.", (Role.MONITOR if moment in _BEDSIDE else Role.THERAPIST) if by_clinician else Role.PATIENT,
        opens, due, subject=moment.value, session=session,
    )  # fmt: skip


def _name(instrument: str) -> str:
    """What people call it; an instrument that was retired since keeps its id."""
    known = all_instruments().get(instrument)
    return known.short if known else instrument


_FOLLOW_UPS = tuple(_DAY * days for days in (91, 182, 365))
_BEDSIDE = {Moment.PRE_DOSE, Moment.NEXT_DAY}
_ASKED = {
    Moment.BASELINE: "once before treatment begins",
    Moment.PRE_DOSE: "before each dose",
    Moment.NEXT_DAY: "on the day after a dose",
    Moment.WEEKLY: "every week of the induction",
    Moment.FORTNIGHTLY: "every two weeks of the induction",
    Moment.END_OF_INDUCTION: "at the end of the induction",
    Moment.MAINTENANCE: "regularly during maintenance",
    Moment.QUARTERLY: "every three months of maintenance",
    Moment.FOLLOW_UP: "three, six and twelve months after the induction",
}


def _window(episode: Episode, moment: Moment, last: datetime | None) -> tuple[datetime, datetime, UUID | None, datetime] | None:
    """When a measure opens and is due at this moment, for which session, and from when an answer counts; None when not asked now."""
    windows, dosed = episode.protocol.windows, episode.last_dosed
    match moment:
        case Moment.BASELINE:
            identity = episode.latest(IdentityVerified)
            if identity is None or dosed is not None:
                return None
            return identity.at, identity.at + windows.baseline, None, datetime.min.replace(tzinfo=identity.at.tzinfo)
        case Moment.PRE_DOSE:
            visit = next(iter(episode.preparing), None)
            if visit is None or visit.planned_at is None:
                return None
            opens = _after_last(visit.planned_at - windows.pre_dose, dosed)
            return opens, max(opens, visit.planned_at), visit.id, opens
        case Moment.NEXT_DAY:
            if dosed is None or dosed.over_at is None:
                return None
            plan = episode.protocol.next_day
            return dosed.over_at + plan.opens, dosed.over_at + plan.due, dosed.id, dosed.over_at
        case Moment.WEEKLY | Moment.FORTNIGHTLY:
            if dosed is None or episode.in_maintenance or episode.is_ended or episode.dosed[0].started_at is None:
                return None
            since = max(last, episode.dosed[0].started_at) if last else episode.dosed[0].started_at
            at = since + windows.weekly * (1 if moment is Moment.WEEKLY else 2)
            return at - _DAY, at + _DAY, None, at - _DAY
        case Moment.END_OF_INDUCTION:
            filled, due = episode.last_induction_visit, aftercare.review_due(episode)
            if filled is None or filled.started_at is None or due is None or not episode.induction_is_full:
                return None
            return filled.started_at, due, None, filled.started_at
        case Moment.MAINTENANCE | Moment.QUARTERLY:
            if not episode.in_maintenance or episode.review is None:
                return None
            since = max(last, episode.review.at) if last else episode.review.at
            at = since + windows.maintenance_measures * (1 if moment is Moment.MAINTENANCE else 3)
            return at - _DAY * 3, at, None, at - _DAY * 3
        case Moment.FOLLOW_UP:
            return _follow_up(episode)


def _follow_up(episode: Episode) -> tuple[datetime, datetime, UUID | None, datetime] | None:
    """The mark whose time has come, else the next one; it opens two weeks before and is due two weeks after its day."""
    filled = episode.last_induction_visit
    if filled is None or filled.started_at is None:
        return None
    opening = [filled.started_at + mark - _DAY * 14 for mark in _FOLLOW_UPS]
    come = [opens for opens in opening if opens <= episode.now]
    opens = come[-1] if come else opening[0]
    return opens, opens + _DAY * 28, None, opens


def _after_last(opens: datetime, dosed: Visit | None) -> datetime:
    """Answers from before the last dose do not speak for the next one."""
    return opens if dosed is None or dosed.started_at is None else max(opens, dosed.started_at)


# -- in the session and after it --------------------------------------------------------------------------------


def _vitals(episode: Episode, vitals_at: dict[UUID, datetime]) -> Iterator[Due]:
    grace = episode.protocol.monitoring.grace
    for session, at in vitals_at.items():
        yield _due(
            episode, f"vitals:{session}", "vitals", "Take vitals", "The next reading of the session.", Role.MONITOR, at - grace, at + grace,
            session=session,
        )  # fmt: skip


def _aftercare(episode: Episode) -> Iterator[Due]:
    next_day, integration = episode.protocol.next_day, episode.protocol.integration
    for visit in episode.dosed:
        over, number = visit.over_at, episode.number(visit)
        if over is None or visit.is_running:
            continue
        if visit is episode.last_dosed and aftercare.contact_is_missing(episode, visit):
            yield _due(
                episode, f"next_day:{visit.id}", "next_day", f"Next-day contact after dose {number}", f"Dose {number} was on {on_day(visit.started_at or over)}.",
                Role.MONITOR, over + next_day.opens, over + next_day.due, session=visit.id,
            )  # fmt: skip
        if aftercare.integration_is_missing(episode, visit):
            yield _due(
                episode, f"integration:{visit.id}", "integration", f"Integration after dose {number}", f"Dose {number} was on {on_day(visit.started_at or over)}.",
                Role.THERAPIST, over + integration.opens, over + integration.due, session=visit.id,
            )  # fmt: skip


def _risk_programme(episode: Episode) -> Iterator[Due]:
    """Enrolment before the first dose, and the form of each session."""
    plan, decision = episode.protocol.rems, episode.latest(EligibilityDecided)
    if plan is None:
        return
    if decision is not None and episode.latest(RemsEnrolled) is None:
        visit = next(iter(episode.preparing), None)
        planned = visit.planned_at if visit is not None else None
        yield _due(
            episode, "rems_enrolment", "rems_enrolment", f"Enrol in {plan.name}", "The patient is enrolled before the first dose.", Role.PRESCRIBER,
            decision.at, max(decision.at, planned or decision.at + episode.protocol.windows.consent_before_first_dose),
        )  # fmt: skip
    for visit in rems.forms_owed(episode):
        assert visit.started_at is not None, "a dosed visit has a start"
        yield _due(
            episode, f"rems_form:{visit.id}", "rems_form", f"Monitoring form of session {episode.number(visit)}",
            f"The session was on {on_day(visit.started_at)}; {plan.name} asks for its form.", Role.MONITOR, visit.started_at,
            visit.started_at + plan.form_due, session=visit.id,
        )  # fmt: skip


# -- the course -------------------------------------------------------------------------------------------------


def _doses(episode: Episode) -> Iterator[Due]:
    """The next dose nobody has planned, the reviews."""
    last, planned = episode.last_dosed, bool(episode.preparing)
    due = aftercare.review_due(episode)
    if episode.induction_is_full and last is not None and last.started_at is not None and due is not None:
        yield _due(
            episode, "review:induction", "review", "End-of-induction review", f"The last dose was on {on_day(last.started_at)}.", Role.PRESCRIBER,
            last.started_at, due,
        )  # fmt: skip
        return
    if episode.in_maintenance and episode.review is not None:
        due = aftercare.maintenance_review_due(episode)
        yield _due(
            episode, "review:maintenance", "review", "Maintenance review", f"The last review was on {on_day(episode.review.at)}.", Role.PRESCRIBER,
            due - _SOON, due,
        )  # fmt: skip
    if last is None or last.started_at is None or planned or episode.is_ended or last.is_running:
        return
    phase = aftercare.phase_now(episode)
    if episode.in_maintenance and episode.review is not None:
        chosen = episode.review.fact.interval_days
        usual = timedelta(days=chosen) if chosen else phase.usual_interval if phase else episode.protocol.maintenance.interval
    else:
        usual = phase.usual_interval if phase else episode.protocol.course.usual_interval
    least = min(aftercare.least_interval(episode)[0], usual)
    yield _due(
        episode, "plan_dose", "plan_dose", "Plan the next dose", f"The last dose was on {on_day(last.started_at)}.", Role.COORDINATOR,
        last.started_at + least, last.started_at + usual,
    )  # fmt: skip
