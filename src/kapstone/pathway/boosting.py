"""Whether a booster may follow now: allowed and ordered, in its window, the only one, the patient awake and steady."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.dosing import BoosterLimits, room_left_mg
from kapstone.dosing.boosters import is_awake, is_steady, window
from kapstone.facts import StateObserved
from kapstone.findings import Finding, Level
from kapstone.pathway._episode import Episode, Visit
from kapstone.pathway._says import say
from kapstone.pathway._words import span_words
from kapstone.protocols import Protocol

__all__ = ["booster", "limits_of"]


def limits_of(protocol: Protocol) -> BoosterLimits:
    """The programme's conditions. AssertionError for a programme without boosters: ask it first."""
    plan = protocol.booster
    given = {name: getattr(plan, name) for name in BoosterLimits.__dataclass_fields__}
    assert plan.allowed, "a programme that allows no booster has no conditions for one"
    assert None not in given.values(), "a protocol that allows boosters states every condition; its parser holds that"
    return BoosterLimits(**given)


def booster(episode: Episode, visit: Visit) -> Iterator[Finding]:
    """Whether a booster may follow now: allowed and ordered, in its window, the only one, the patient awake and steady."""
    protocol, plan, subject = episode.protocol, episode.protocol.booster, str(visit.id)
    boosted = [dose for dose in visit.doses if dose.fact.is_booster]
    if not plan.allowed or visit.order is None or not visit.order.fact.booster_max_mg or boosted or visit.started_at is None:
        why = (
            "the programme allows no booster" if not plan.allowed
            else "a booster was given" if boosted
            else "the order allows no booster"
        )  # fmt: skip
        yield say(protocol, "PW-BOOSTER", Level.HOLD, f"No booster: {why}.", subject=f"{subject}:allowed")
        return
    limits = limits_of(protocol)
    opens, closes = (visit.started_at + offset for offset in window(limits))
    if not opens <= episode.now < closes:
        early = episode.now < opens
        yield say(
            protocol, "PW-BOOSTER", Level.HOLD,
            f"A booster may follow from {span_words(limits.not_before)} to {span_words(limits.not_after)} after the dose.",
            subject=f"{subject}:time", changes_at=opens if early else None, origin="booster.not_before" if early else "booster.not_after",
        )  # fmt: skip
    else:
        yield say(
            protocol, "PW-BOOSTER", Level.CLEAR, f"A booster may be given until {span_words(limits.not_after)} after the dose.", subject=f"{subject}:time",
            changes_at=closes, origin="booster.not_after",
        )  # fmt: skip
    yield _awake(episode, visit, limits)
    yield _steady(episode, visit, limits)
    if room_left_mg(protocol.dose.session_cap_mg, visit.total_mg) < visit.order.fact.booster_max_mg:
        yield say(
            protocol, "PW-DOSE-CAP", Level.HOLD, f"{visit.total_mg:g} mg were given; a booster of {visit.order.fact.booster_max_mg:g} mg would pass {protocol.dose.session_cap_mg:g} mg.",
            subject=f"{subject}:booster", value=f"{visit.total_mg:g} mg", limit=f"{protocol.dose.session_cap_mg:g} mg",
        )  # fmt: skip


def _awake(episode: Episode, visit: Visit, limits: BoosterLimits) -> Finding:
    subject = f"{visit.id}:awake"
    seen = [record for record in visit.of(StateObserved) if record.fact.moaas is not None]
    recent = _recent(seen[-1].at if seen else None, limits.vitals_within, episode.now)
    if not seen or not recent:
        return say(
            episode.protocol, "PW-BOOSTER", Level.UNKNOWN, f"Sedation was not observed in the last {span_words(limits.vitals_within)}.",
            act="Observe and record MOAA/S.", subject=subject, waits_for=("MOAA/S",), origin="booster.vitals_within",
        )  # fmt: skip
    value = seen[-1].fact.moaas
    assert value is not None
    level = Level.CLEAR if is_awake(limits, value) else Level.HOLD
    return say(
        episode.protocol, "PW-BOOSTER", level, f"MOAA/S is {value}; a booster needs at least {limits.min_moaas}.", subject=subject, facts=(seen[-1].id,),
        value=str(value), limit=str(limits.min_moaas), changes_at=seen[-1].at + limits.vitals_within, origin="booster.min_moaas",
    )  # fmt: skip


def _steady(episode: Episode, visit: Visit, limits: BoosterLimits) -> Finding:
    subject = f"{visit.id}:vitals"
    full = [record for record in visit.vitals if record.fact.systolic_mmhg is not None and record.fact.spo2_percent is not None]
    after = [record for record in full if visit.started_at is not None and record.at > visit.started_at]
    if not after or not _recent(after[-1].at, limits.vitals_within, episode.now):
        return say(
            episode.protocol, "PW-BOOSTER", Level.UNKNOWN,
            f"Blood pressure and oxygen were not taken in the last {span_words(limits.vitals_within)} since the dose.",
            act="Take vitals.", subject=subject, waits_for=("vitals",), origin="booster.vitals_within",
        )  # fmt: skip
    fact = after[-1].fact
    assert fact.systolic_mmhg is not None
    assert fact.diastolic_mmhg is not None
    assert fact.spo2_percent is not None
    steady = is_steady(
        limits, systolic_mmhg=fact.systolic_mmhg, diastolic_mmhg=fact.diastolic_mmhg, spo2_percent=fact.spo2_percent
    )
    return say(
        episode.protocol, "PW-BOOSTER", Level.CLEAR if steady else Level.HOLD,
        f"Latest vitals {fact.systolic_mmhg:g}/{fact.diastolic_mmhg:g} mmHg, oxygen {fact.spo2_percent:g} %.", subject=subject, facts=(after[-1].id,),
        limit=f"at most {limits.max_systolic_mmhg:g}/{limits.max_diastolic_mmhg:g} mmHg, at least {limits.min_spo2_percent:g} %",
        changes_at=after[-1].at + limits.vitals_within, origin="booster.max_systolic_mmhg",
    )  # fmt: skip


def _recent(at: datetime | None, within: timedelta, now: datetime) -> bool:
    return at is not None and now < at + within
