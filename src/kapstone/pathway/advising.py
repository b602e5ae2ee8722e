"""What the course so far speaks for at the next dose: the last session and the main measure, turned into advice. Never an order."""

from datetime import datetime, timedelta

from kapstone.dosing import Advice, Course, Past, Span, advise
from kapstone.facts import AdverseEventSeen, Facts, Implausible, MeasureAnswered, SessionEvent, StateObserved
from kapstone.instruments import score_of
from kapstone.pathway._episode import Episode, Visit
from kapstone.protocols import Protocol

__all__ = ["advice_for", "given_so_far", "improvement_percent"]

_YEAR = timedelta(days=365.25)
_PANIC = ("panic", "agitation")


def advice_for(protocol: Protocol, facts: Facts, now: datetime) -> Advice:
    """Advice for the session after those given so far."""
    episode = Episode(protocol, facts, now)
    dose = protocol.dose
    past = tuple(past for visit in episode.dosed if not visit.is_running and (past := _past(episode, visit)) is not None)
    return advise(
        Course(
            route=protocol.route, band=Span(dose.low, dose.high, dose.unit), start=dose.start, step=dose.step, stop_above=dose.stop_above,
            planned=protocol.course.induction_doses, sessions=past, improvement_percent=improvement_percent(episode),
        )
    )  # fmt: skip


def given_so_far(protocol: Protocol, facts: Facts, now: datetime) -> str:
    """The running total: milligrams and sessions under this programme, and sessions of the last twelve months. Empty before the first dose."""
    dosed = Episode(protocol, facts, now).dosed
    if not dosed:
        return ""
    recent = sum(visit.started_at is not None and now - visit.started_at <= _YEAR for visit in dosed)
    return f"{sum(visit.total_mg for visit in dosed):g} mg in {len(dosed)} sessions, {recent} in the last 12 months"


def improvement_percent(episode: Episode) -> float | None:
    """By how much the main measure has fallen since its last answers before the first dose; None without answers on both sides, or with a baseline of 0."""
    if not episode.dosed or episode.dosed[0].started_at is None:
        return None
    first_dose = episode.dosed[0].started_at
    answered = episode.facts.of(MeasureAnswered, lambda fact: fact.instrument == episode.protocol.primary_measure)
    before = [total for record in answered if record.at <= first_dose and (total := _total(record.fact)) is not None]
    after = [total for record in answered if record.at > first_dose and (total := _total(record.fact)) is not None]
    return (before[-1] - after[-1]) / before[-1] * 100 if before and after and before[-1] > 0 else None


def _total(answers: MeasureAnswered) -> float | None:
    try:
        return score_of(answers).total
    except Implausible:
        return None


def _past(episode: Episode, visit: Visit) -> Past | None:
    """How a session went; None when the dose cannot be said in the programme's unit."""
    order = visit.order
    dose = visit.total_mg
    if episode.protocol.dose.unit == "mg/kg":
        if order is None or not order.fact.weight_kg:
            return None
        dose = visit.total_mg / order.fact.weight_kg
    if dose <= 0:
        return None
    started = visit.started_at
    vitals = [record.fact for record in visit.vitals if started is not None and record.at > started]
    states = [record.fact for record in visit.of(StateObserved) if started is not None and record.at > started]
    events = [record.fact.event.casefold() for record in visit.of(SessionEvent)]
    terms = [record.fact for record in visit.of(AdverseEventSeen)]
    return Past(
        dose=dose,
        peak_systolic_mmhg=max((fact.systolic_mmhg for fact in vitals if fact.systolic_mmhg is not None), default=None),
        peak_diastolic_mmhg=max((fact.diastolic_mmhg for fact in vitals if fact.diastolic_mmhg is not None), default=None),
        lowest_moaas=min((fact.moaas for fact in states if fact.moaas is not None), default=None),
        most_distress_0_10=max((fact.distress_0_10 for fact in states if fact.distress_0_10 is not None), default=None),
        vomited=events.count("vomiting"),
        panicked=any(word in event for event in events for word in _PANIC)
        or any(word in fact.term.casefold() for fact in terms for word in _PANIC),
        was_serious=any(fact.is_serious for fact in terms),
    )
