"""What has to stand around one dose: check-in, room and people, escort, order, two-person check, vitals on time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from kapstone.facts import Facts, Record, SessionEvent, WeightMeasured
from kapstone.findings import Finding, Level, Role
from kapstone.pathway._episode import Episode, Visit, has_role
from kapstone.pathway._says import say
from kapstone.pathway._words import span_words
from kapstone.pathway.doses import judge_order
from kapstone.protocols import Setting
from kapstone.rules.session import ALARM_ANSWERED

__all__ = ["check_in", "checks", "next_vitals_at", "order", "ready", "unanswered_alarms", "vitals_overdue"]


_CHECKERS = (Role.MONITOR, Role.PRESCRIBER, Role.THERAPIST)


def check_in(episode: Episode, visit: Visit) -> Iterator[Finding]:
    if visit.check_in is None:
        yield say(
            episode.protocol, "PW-CHECK-IN", Level.UNKNOWN, "The patient has not checked in for this session.", act="Check the patient in.",
            subject=str(visit.id), waits_for=("check-in",),
        )  # fmt: skip


def ready(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """The checklist of the place with the people it needs, and an escort by name and phone; at home the adult monitor is both."""
    protocol, subject, number = episode.protocol, str(visit.id), episode.dose_number(visit)
    at_home = protocol.place_of(number) is Setting.HOME
    record = visit.setting
    if record is None:
        yield say(
            protocol, "PW-SETTING", Level.UNKNOWN, "The room, people and equipment have not been checked.", act="Go through the checklist.",
            subject=subject, waits_for=("setting check",),
        )  # fmt: skip
    else:
        fact = record.fact
        missing = [item for item in protocol.checklist_of(number) if item not in fact.ready] + list(fact.missing)
        missing += [] if fact.prescriber_available else [f"prescriber within {span_words(protocol.staffing.prescriber_within)}"]
        missing += [] if fact.monitor_present else ["adult monitor with the patient" if at_home else "monitoring clinician"]
        watched = fact.patients_of_monitor
        if watched is not None and watched > protocol.staffing.patients_per_monitor:
            missing.append(
                f"a monitoring clinician with at most {protocol.staffing.patients_per_monitor} patients (now {watched})"
            )
        missing += (
            ["therapist on video" if at_home else "therapist in the room"]
            if protocol.staffing.therapist_in_room and not fact.therapist_present
            else []
        )
        if missing:
            named = ", ".join(dict.fromkeys(item.replace("_", " ") for item in missing))
            yield say(
                protocol, "PW-SETTING", Level.HOLD, f"Not ready: {named}.", act="Make it ready and check again.", subject=subject, facts=(record.id,),
                value=named,
            )  # fmt: skip
    arrived = visit.check_in
    if arrived is not None and not (arrived.fact.escort_name.strip() and arrived.fact.escort_phone.strip()):
        yield say(
            protocol, "PW-ESCORT", Level.UNKNOWN, f"No {'adult monitor' if at_home else 'escort'} is named with a phone number for today.",
            act=f"Ask who {'stays with the patient' if at_home else 'takes the patient home'}, and their phone.",
            subject=subject, waits_for=("escort name and phone",), facts=(arrived.id,),
        )  # fmt: skip


def order(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """The order in force and what the programme's limits say about it."""
    subject, record = str(visit.id), visit.order
    if record is None:
        yield say(
            episode.protocol, "PW-ORDER", Level.UNKNOWN, "No order is signed for this session.", act="Sign an order.", subject=subject,
            waits_for=("signed order",),
        )  # fmt: skip
        return
    if not has_role(record, Role.PRESCRIBER):
        yield say(
            episode.protocol, "PW-ORDER", Level.HOLD, "The order was not signed by a prescriber.", act="Have a prescriber sign the order.",
            subject=subject, facts=(record.id,),
        )  # fmt: skip
    weight = episode.facts.latest(WeightMeasured)
    yield from judge_order(
        episode.protocol, record, weight, episode.now, given_mg=visit.total_mg - visit.boosted_mg, boosted_mg=visit.boosted_mg,
        is_first=episode.dose_number(visit) == 1,
    )  # fmt: skip


def checks(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """Two different people have read the dose against the order, and both found the same."""
    if visit.order is None:
        return
    subject, needed = str(visit.id), episode.protocol.staffing.dose_checkers
    agreeing = [record for record in visit.checks if abs(record.fact.dose_mg - visit.order.fact.dose_mg) < 0.05]
    differing = [record for record in visit.checks if record not in agreeing]
    people = {record.by for record in agreeing if record.by is not None and any(has_role(record, role) for role in _CHECKERS)}
    if differing:
        read = differing[-1]
        yield say(
            episode.protocol, "PW-DOSE-CHECK", Level.STOP,
            f"{read.by_name or 'One person'} read {read.fact.dose_mg:g} mg; the order says {visit.order.fact.dose_mg:g} mg.",
            act="Find out which is right; correct the reading or write the order anew.", subject=subject, facts=(read.id, visit.order.id),
            value=f"{read.fact.dose_mg:g} mg", limit=f"{visit.order.fact.dose_mg:g} mg",
        )  # fmt: skip
    elif len(people) < needed:
        yield say(
            episode.protocol, "PW-DOSE-CHECK", Level.UNKNOWN, f"{len(people)} of {needed} people have checked the dose.",
            act="Let another person read the dose against the order.", subject=subject, waits_for=("dose check by a second person",),
            facts=tuple(record.id for record in agreeing), value=str(len(people)), limit=str(needed),
        )  # fmt: skip


# -- vitals on time -------------------------------------------------------------------------------------------------


def next_vitals_at(visit: Visit, *, repeat: bool = False) -> datetime | None:
    """When the next blood pressure of a running session is due. `repeat`: the last one was out of range."""
    if not visit.is_running or visit.started_at is None or visit.ended_at is None:
        return None
    plan = visit.protocol.monitoring
    taken = [
        record.at
        for record in visit.vitals
        if record.fact.systolic_mmhg is not None and record.at >= visit.started_at - plan.grace
    ]
    last = taken[-1] if taken else None
    due = _next_point(visit, visit.started_at, visit.ended_at, last)
    return min(due, last + plan.repeat_out_of_range) if repeat and last is not None else due


def _next_point(visit: Visit, start: datetime, end: datetime, last: datetime | None) -> datetime:
    """The first scheduled time the last reading does not cover. A reading covers the times up to `grace` after it."""
    plan = visit.protocol.monitoring
    covered = start if last is None else last + plan.grace
    points: Sequence[datetime]
    if plan.during_every is not None:
        during = _following(start, plan.during_every, covered)
        if during < end:
            return during
        points, tail = (end,), end
    else:
        points = tuple(start + offset for offset in plan.at or ())
        tail = points[-1] if points else start
    return next((point for point in points if point > covered), None) or _following(tail, plan.then_every, covered)


def _following(origin: datetime, every: timedelta, covered: datetime) -> datetime:
    """The first of origin + every, origin + 2 every, ... after `covered`."""
    steps = max(0, (covered - origin) // every) if covered > origin else 0
    return origin + (steps + 1) * every


def vitals_overdue(episode: Episode, visit: Visit, due: datetime | None) -> Iterator[Finding]:
    if due is None:
        return
    late = due + episode.protocol.monitoring.grace
    if episode.now >= late:
        yield say(
            episode.protocol, "PW-VITALS-OVERDUE", Level.HOLD, f"Blood pressure was due at {due:%H:%M} and has not been taken.",
            act="Take vitals now.", subject=str(visit.id), waits_for=("vitals",), due=due,
        )  # fmt: skip


# -- alarms are answered --------------------------------------------------------------------------------------------

_ALARMS = {Level.CAUTION, Level.STOP}
"""Amber and red. An emergency is acted on, not answered; what is unknown has its own alarm."""
_ONE_PRESSURE = ("MON-A2", "MON-A1", "MON-A3", "MON-A4")
"""From mild to grave. They stand in one band under the gravest, so one answer is given to all of them."""


def answer_to(finding: Finding, visit: Visit, facts: Facts) -> Record[SessionEvent] | None:
    """The latest answer to an alarm, or to a graver one of the same pressure, if it came no earlier than what raised it."""
    raised = max((record.at for record in map(facts.get, finding.facts) if record is not None), default=None)
    same = _ONE_PRESSURE[_ONE_PRESSURE.index(finding.rule) :] if finding.rule in _ONE_PRESSURE else (finding.rule,)
    for record in reversed(visit.of(SessionEvent)):
        if record.fact.event == ALARM_ANSWERED and record.fact.remarks in same:
            return record if raised is not None and record.at >= raised else None
    return None


def unanswered_alarms(episode: Episode, visit: Visit, findings: Iterable[Finding]) -> Iterator[Finding]:
    """An amber or red alarm of the session that nobody has answered in its time; before that, when the time is over."""
    for finding in findings:
        if not finding.rule.startswith("MON-A") or finding.level not in _ALARMS or finding.due is None:
            continue
        if answer_to(finding, visit, episode.facts) is not None:
            continue
        red, late = finding.level is Level.STOP, episode.now > finding.due
        yield say(
            episode.protocol, "PW-ALARM-ANSWER", (Level.HOLD if red else Level.CAUTION) if late else Level.NOTE,
            f"{finding.title}: nobody has answered the {'red' if red else 'amber'} alarm{' in time' if late else ' yet'}.",
            act="Go to the patient and answer the alarm." if late else "", subject=f"{visit.id}:{finding.rule}", facts=finding.facts,
            due=finding.due, changes_at=None if late else finding.due + timedelta(seconds=1),
        )  # fmt: skip
