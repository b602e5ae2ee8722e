"""Facts in, findings out: everything concluded about one episode at one moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from kapstone.chart import Chart
from kapstone.facts import EligibilityDecided, Facts, StateObserved, digest_of
from kapstone.findings import Finding, Level
from kapstone.pathway import aftercare, boosting, devices, groundwork, home, rems
from kapstone.pathway import visit as around
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say
from kapstone.pathway._types import Assessment, Due, Gate, SessionView, Stage, Step
from kapstone.pathway._words import on_day
from kapstone.pathway.due import due_work
from kapstone.pathway.gates import SIGNED, Judged, all_gates
from kapstone.pathway.overrides import set_aside
from kapstone.pathway.ribbon import ribbon_of
from kapstone.pathway.stages import current_stage, suspension
from kapstone.protocols import Protocol
from kapstone.rules import Moment, all_rules, rules_for
from kapstone.rules.long_term import PREFIX
from kapstone.rules.report import ARRANGEMENTS

__all__ = ["assess", "before_dose", "chart_of", "due", "gates", "knowledge_digest", "ribbon", "screen", "sessions", "stage"]

_PRE_DOSE_OPENS = timedelta(hours=24)
"""How long before a planned visit the pre-dose rules begin to ask; before that everything would only be missing."""

_SUPERSEDED = {
    "LO-02": {"PW-CONSENT", "PW-TEACH-BACK"},
    "LO-03": {"PW-THERAPIST"},
    "HM-08": {"PW-DISPENSING"},
    "WU-INTERVIEW": {"PW-PSYCHIATRIC"},
    "WU-EXAMINATION": {"PW-MEDICAL"},
    "MON-P10": {"PW-CHECK-IN"},
    "DELTA-CONSENT": {"PW-CONSENT", "PW-TEACH-BACK"},
    "DELTA-ESCORT": {"PW-ESCORT"},
    "DELTA-ADVERSE-EVENTS": {"PW-ADVERSE-EVENT"},
}
"""Rules that say what the pathway says with more detail: shown only where the pathway itself does not keep the gate closed."""


def assess(protocol: Protocol, facts: Facts, now: datetime) -> Assessment:
    """Everything concluded from `facts` under `protocol` at `now`. Pure: the same inputs always give the same answer."""
    episode = Episode(protocol, facts, now)
    judged, lapses, vitals_at = _judge(episode)
    found = sorted(judged.all(), key=lambda finding: (-finding.level, finding.rule, finding.subject))
    suspended = next((finding for finding in judged.state if finding.rule == "PW-SUSPENDED"), None)
    at = current_stage(episode, suspended)
    passages = all_gates(episode, judged)
    work = due_work(episode, at, found, vitals_at)
    return Assessment(
        stage=at,
        now=now,
        findings=tuple(found),
        gates=passages,
        due=work,
        ribbon=ribbon_of(episode, at, judged, passages),
        sessions=tuple(_view(episode, visit, vitals_at.get(visit.id)) for visit in episode.visits.values()),
        next_change_at=_next_change(episode, lapses, work),
        knowledge=knowledge_digest(protocol),
    )


def stage(protocol: Protocol, facts: Facts, now: datetime) -> Stage:
    return assess(protocol, facts, now).stage


def gates(protocol: Protocol, facts: Facts, now: datetime) -> tuple[Gate, ...]:
    return assess(protocol, facts, now).gates


def due(protocol: Protocol, facts: Facts, now: datetime) -> tuple[Due, ...]:
    return assess(protocol, facts, now).due


def ribbon(protocol: Protocol, facts: Facts, now: datetime) -> tuple[Step, ...]:
    return assess(protocol, facts, now).ribbon


def sessions(protocol: Protocol, facts: Facts, now: datetime) -> tuple[SessionView, ...]:
    return assess(protocol, facts, now).sessions


def screen(protocol: Protocol, facts: Facts, now: datetime) -> tuple[Finding, ...]:
    """The eligibility report: every screening finding, worst first, with overrides applied."""
    episode = Episode(protocol, facts, now)
    found = set_aside(episode, _run(episode, Moment.SCREENING))
    return tuple(sorted(found, key=lambda finding: (-finding.level, finding.rule, finding.subject)))


def before_dose(protocol: Protocol, facts: Facts, now: datetime, session: UUID) -> tuple[Finding, ...]:
    """What the pre-dose rules alone say about one session, worst first, with overrides applied. KeyError when there is no such session."""
    episode = Episode(protocol, facts, now)
    visit = episode.visits[session]
    found = set_aside(episode, _run(episode, Moment.PRE_DOSE, visit), session=session)
    return tuple(sorted(found, key=lambda finding: (-finding.level, finding.rule, finding.subject)))


def knowledge_digest(protocol: Protocol) -> str:
    """The rules and the protocol that conclude."""
    return digest_of([_rules_digest(), protocol.digest])


@cache
def _rules_digest() -> str:
    return digest_of([
        [rule.id, rule.title, rule.says, sorted((name, limit.value, limit.unit) for name, limit in rule.limits.items()),
         rule.standing.value, rule.review.reviewed_on.isoformat()]
        for _, rule in sorted(all_rules().items())
    ])  # fmt: skip


# -- judging --------------------------------------------------------------------------------------------------------


def _judge(episode: Episode) -> tuple[Judged, list[datetime], dict[UUID, datetime]]:
    """All findings, the moments at which any of them would change, and when vitals are next due."""
    judged, raw = Judged(), _Raw(episode)
    judged.screening = raw.take(_run(episode, Moment.SCREENING))
    last = episode.last_dosed
    followed = _run(episode, Moment.FOLLOW_UP, last) if last else ()
    judged.follow_up = [
        *raw.take((finding for finding in followed if not finding.rule.startswith(PREFIX)), session=last),
        *raw.take(
            finding for finding in followed if finding.rule.startswith(PREFIX)
        ),  # about the whole course, not the last dose
    ]
    judged.entry = raw.take(groundwork.before_evaluation(episode))
    judged.evaluations = raw.take(groundwork.evaluations(episode))
    judged.decision = raw.take([groundwork.decided(episode), *_got_worse(episode, judged.screening)])
    judged.therapist = raw.take(groundwork.therapist(episode))
    judged.consents = raw.take(groundwork.consents(episode))
    judged.ready = raw.take([*groundwork.goals(episode), *groundwork.preparation(episode)])
    judged.course = raw.take(
        [*aftercare.course(episode), *rems.enrolment(episode), *rems.forms(episode), *home.dispensing(episode)]
    )
    judged.after = raw.take([*aftercare.after_doses(episode), *aftercare.adverse_events(episode)])
    judged.timing = raw.take([*groundwork.preparation_window(episode), *aftercare.spacing(episode)])
    judged.state = raw.take(_state(episode, judged.screening))
    vitals_at = _judge_sessions(episode, judged, raw)
    _drop_superseded(judged)
    return judged, raw.lapses, vitals_at


class _Raw:
    """Applies overrides, and remembers when findings lapse (before an override hides it)."""

    def __init__(self, episode: Episode) -> None:
        self.episode = episode
        self.lapses: list[datetime] = []

    def take(self, findings: Iterable[Finding], *, session: Visit | None = None) -> list[Finding]:
        found = list(findings)
        self.lapses += [finding.changes_at for finding in found if finding.changes_at is not None]
        self.lapses += [moment for finding in found if session is not None for moment in self._goes_stale(finding)]
        return set_aside(self.episode, found, session=session.id if session else None)

    def _goes_stale(self, finding: Finding) -> Iterator[datetime]:
        """When the readings a session's finding rests on grow too old, for the rules that let them age."""
        rule = all_rules().get(finding.rule)
        limit = rule.limits.get("max_age_min") if rule else None
        if limit is not None:
            age = timedelta(minutes=self.episode.limits.get(finding.rule, {}).get("max_age_min", limit.value), seconds=1)
            yield from (record.at + age for record in map(self.episode.facts.get, finding.facts) if record is not None)


def _judge_sessions(episode: Episode, judged: Judged, raw: _Raw) -> dict[UUID, datetime]:
    vitals_at: dict[UUID, datetime] = {}
    for visit in episode.visits.values():
        if visit.is_preparing:
            asked = _asks_now(episode, visit)
            rules = _run(episode, Moment.PRE_DOSE, visit) if asked else ()
            judged.before_dose[visit.id] = raw.take([*around.check_in(episode, visit), *rules], session=visit)
            here = visit.check_in is not None
            judged.setting[visit.id] = raw.take(around.ready(episode, visit), session=visit) if here else []
            ordering = [*around.order(episode, visit), *around.checks(episode, visit)] if here or visit.order else []
            judged.orders[visit.id] = raw.take(ordering, session=visit)
        elif visit.is_running:
            judged.orders[visit.id] = raw.take(around.order(episode, visit), session=visit)
            seen = _run(episode, Moment.IN_SESSION, visit)
            due_at = around.next_vitals_at(visit, repeat=_is_out_of_range(visit, seen))
            late = [*around.vitals_overdue(episode, visit, due_at), *around.unanswered_alarms(episode, visit, seen)]
            judged.running[visit.id] = raw.take([*seen, *late, *devices.silent(episode, visit)], session=visit)
            judged.boosters[visit.id] = raw.take([*boosting.booster(episode, visit), *_was_red(episode, visit)], session=visit)
            judged.leaving[visit.id] = raw.take(_run(episode, Moment.DISCHARGE, visit), session=visit)
            if due_at is not None:
                vitals_at[visit.id] = due_at
        elif visit is episode.last_dosed:
            left = [finding for finding in _run(episode, Moment.DISCHARGE, visit) if finding.rule == SIGNED]
            judged.leaving[visit.id] = raw.take(left, session=visit)
    return vitals_at


def _was_red(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """A booster does not follow a red alarm of the same session, however the patient is now."""
    if visit.order is None or not visit.order.fact.booster_max_mg:
        return
    told = [record for records in visit.facts.values() for record in records]
    for seen in sorted((*visit.vitals, *visit.of(StateObserved)), key=lambda record: record.at):
        then = Episode(episode.protocol, Facts(record for record in told if record.at <= seen.at), seen.at)
        red = [finding for finding in _run(then, Moment.IN_SESSION, visit) if finding.level >= Level.STOP]
        if red:
            yield say(
                episode.protocol, "PW-BOOSTER", Level.HOLD, f"There was a red alarm in this session: {red[0].because}",
                act="No more drug in this session.", subject=f"{visit.id}:red", facts=red[0].facts,
            )  # fmt: skip
            return


def _asks_now(episode: Episode, visit: Visit) -> bool:
    if visit.check_in is not None:
        return True
    return visit in episode.preparing and visit.planned_at is not None and episode.now >= visit.planned_at - _PRE_DOSE_OPENS


def _is_out_of_range(visit: Visit, findings: Iterable[Finding]) -> bool:
    """Whether the last reading of the session is one that a rule found out of range."""
    last = visit.vitals[-1].id if visit.vitals else None
    return any(last in finding.facts for finding in findings if finding.level >= Level.CAUTION)


def chart_of(protocol: Protocol, facts: Facts, now: datetime) -> Chart:
    """The chart that screening rules read under this protocol."""
    return _chart(Episode(protocol, facts, now))


def _chart(episode: Episode, visit: Visit | None = None) -> Chart:
    protocol = episode.protocol
    return Chart(
        facts=episode.facts,
        now=episode.now,
        indication=protocol.indication,
        route=protocol.route,
        drug=protocol.drug,
        place=(protocol.place_of(episode.dose_number(visit)) if visit else protocol.place).value,
        session=visit.id if visit else None,
        limits=episode.limits,
    )


def _run(episode: Episode, moment: Moment, visit: Visit | None = None) -> tuple[Finding, ...]:
    chart = _chart(episode, visit)
    return tuple(finding for rule in rules_for(moment) for finding in rule.judge(chart))


def _state(episode: Episode, screening: list[Finding]) -> Iterator[Finding]:
    closed = episode.closed
    if closed is not None:
        yield say(
            episode.protocol, "PW-CLOSED", Level.STOP, f"The episode was closed on {on_day(closed.at)}: {closed.fact.outcome.value.replace('_', ' ')}.",
            facts=(closed.id,),
        )  # fmt: skip
    suspended = suspension(episode, screening)
    if suspended is not None:
        yield suspended


def _got_worse(episode: Episode, screening: list[Finding]) -> Iterator[Finding]:
    """A decision speaks for the report it was made on: what has become worse since needs a new one.

    Asked only when something blocks now, so that the report of that day is judged again only when it matters.
    """
    decision = episode.latest(EligibilityDecided)
    blocking = [finding for finding in screening if finding.level >= Level.REVIEW and finding.rule not in ARRANGEMENTS]
    if decision is None or not blocking:
        return
    then = Episode(episode.protocol, episode.facts.until(decision.recorded_at), decision.at)
    known = {finding.key: finding.level for finding in set_aside(then, _run(then, Moment.SCREENING))}
    worse = [finding for finding in blocking if finding.level > known.get(finding.key, Level.CLEAR)]
    if worse:
        yield say(
            episode.protocol, "PW-ELIGIBILITY-WORSE", Level.HOLD,
            f"Since the decision of {on_day(decision.at)} the report has become worse: {', '.join(finding.title for finding in worse)}.",
            act="Read the report and decide again.", facts=tuple(fact for finding in worse for fact in finding.facts),
        )  # fmt: skip


def _drop_superseded(judged: Judged) -> None:
    """Leave out a rule's finding where the pathway keeps the same gate closed and says more."""
    holding = {finding.rule for finding in judged.all() if finding.rule.startswith("PW-") and finding.blocks_dose}
    doubled = {rule for rule, by in _SUPERSEDED.items() if by & holding}
    for part in (judged.screening, *judged.before_dose.values()):
        part[:] = [finding for finding in part if finding.rule not in doubled]


# -- what is shown --------------------------------------------------------------------------------------------------


def _view(episode: Episode, visit: Visit, vitals_at: datetime | None) -> SessionView:
    return SessionView(
        id=visit.id,
        number=episode.number(visit),
        phase=visit.phase,
        planned_at=visit.planned_at,
        room=visit.plan.fact.room if visit.plan else "",
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        discharged_at=visit.discharge.at if visit.discharge else None,
        total_mg=visit.total_mg,
        next_vitals_at=vitals_at,
        may_leave_at=visit.may_leave_at,
    )


def _next_change(episode: Episode, lapses: list[datetime], work: tuple[Due, ...]) -> datetime | None:
    moments = [*lapses, *(moment for item in work for moment in (item.opens_at, item.due_at))]
    moments += [visit.recovers_at for visit in episode.running if visit.recovers_at is not None]
    moments += [visit.planned_at - _PRE_DOSE_OPENS for visit in episode.preparing if visit.planned_at is not None]
    moments += aftercare.turns_at(episode)
    return min((moment for moment in moments if moment > episode.now), default=None)
