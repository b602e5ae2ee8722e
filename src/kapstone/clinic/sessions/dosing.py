"""From the order to the end of the infusion: what a prescriber signs, what two people read, what goes in."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.sessions import errors as no
from kapstone.clinic.sessions.checks import check_reading
from kapstone.clinic.sessions.writing import fact_of, lock, visit_of, was_sent, write
from kapstone.facts import (
    DoseChecked,
    DoseGiven,
    DosePaused,
    DoseResumed,
    DoseStopped,
    FindingOverridden,
    Infusion,
    OrderSigned,
    OrderWithdrawn,
)
from kapstone.findings import Level, Override
from kapstone.pathway import GateId, Visit, rings

__all__ = ["check_dose", "give_booster", "give_dose", "pause_dose", "resume_dose", "sign_order", "stop_dose", "withdraw_order"]


@transaction.atomic
def sign_order(
    *,
    episode: Episode,
    order: OrderSigned,
    by: Actor,
    at: datetime,
    reason: str = "",
    key: UUID | None = None,
    seen: int | None = None,
) -> Recorded:
    """A prescriber's order. What the programme's limits forbid is refused; what they allow with a reason needs the reason."""
    if Role.PRESCRIBER not in by.roles:
        raise no.NotYours("The order", "a prescriber")
    recorded = episodes.record(
        episode=episode, facts=(order,), by=by, at=at, key=key, seen=seen, gate=GateId.ORDER, session=order.session
    )
    about = f"{recorded.first.id}"
    against = [finding for finding in recorded.assessment.findings if about in finding.subject and finding.blocks_dose]
    forbidden = [finding for finding in against if finding.override is not Override.PRESCRIBER]
    if forbidden or (against and not reason.strip()):
        raise no.OrderBeyondLimits(forbidden or against, needs_reason=not forbidden)
    for finding in against:
        aside = FindingOverridden(finding=finding.key, level=finding.level.name, reason=reason, session=order.session)
        again = uuid5(key, finding.rule) if key else None
        recorded = episodes.record(episode=episode, facts=(aside,), by=by, at=at, key=again)
    return recorded


def withdraw_order(
    *, episode: Episode, session: UUID, order: UUID, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> Recorded:
    """The order no longer holds; the checks made against it fall with it."""
    if Role.PRESCRIBER not in by.roles:
        raise no.NotYours("Withdrawing the order", "a prescriber")
    if (key is None or not was_sent(episode, key)) and visit_of(episode, session, at).is_dosed:
        raise no.VisitIsOver("The dose was given under this order.")
    return write(episode, OrderWithdrawn(session=session, order=order, reason=reason), by, at, key)


@transaction.atomic
def check_dose(
    *,
    episode: Episode,
    session: UUID,
    order: UUID,
    dose_mg: float,
    volume_ml: float | None,
    lot: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Recorded:
    """One of two people has read dose and volume against the order. Each is somebody else; a reading that differs is refused."""
    fact = fact_of(DoseChecked, session=session, order=order, dose_mg=dose_mg, volume_ml=volume_ml, lot=lot.strip())
    lock(episode)
    if key is not None and was_sent(episode, key):
        return write(episode, fact, by, at, key)
    visit = visit_of(episode, session, at)
    if visit.order is None:
        raise no.NoOrder
    if visit.order.id != order:
        raise no.AnotherOrder
    if visit.is_dosed:
        raise no.VisitIsOver("The dose of this session was given.")
    if any(record.by == by.user_id for record in visit.checks):
        raise no.SameChecker(by.name)
    check_reading(visit.order.fact, visit.checks, fact)
    return write(episode, fact, by, at, key)


@transaction.atomic
def give_dose(
    *, episode: Episode, session: UUID, by: Actor, at: datetime, swallowed: bool | None = None, hold_min: float | None = None,
    key: UUID | None = None, seen: int | None = None,
) -> Recorded:  # fmt: skip
    """The dose goes in, as ordered and checked; the gate must be open at this moment."""
    lock(episode)
    visit = visit_of(episode, session, at)
    if visit.order is None:
        raise no.NoOrder
    signed = visit.order.fact
    fact = fact_of(
        DoseGiven, session=session, order=visit.order.id, drug=signed.drug, route=signed.route, dose_mg=signed.dose_mg, amount_as=signed.amount_as,
        infusion_min=signed.infusion_min, swallowed=swallowed, hold_min=hold_min, lot=next((record.fact.lot for record in visit.checks), ""),
    )  # fmt: skip
    return episodes.record(
        episode=episode, facts=(fact,), by=by, at=at, key=key, seen=seen, gate=GateId.ADMINISTER, session=session
    )


@transaction.atomic
def give_booster(
    *,
    episode: Episode,
    session: UUID,
    dose_mg: float,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
    seen: int | None = None,
) -> Recorded:
    """A second, smaller dose within what the order and the booster gate allow."""
    lock(episode)
    visit = visit_of(episode, session, at)
    if visit.order is None:
        raise no.NoOrder
    signed = visit.order.fact
    if dose_mg > signed.booster_max_mg:
        raise no.TooMuch("dose_mg", f"{dose_mg:g} mg", f"the {signed.booster_max_mg:g} mg the order allows")
    fact = fact_of(
        DoseGiven, session=session, order=visit.order.id, drug=signed.drug, route=signed.route, dose_mg=dose_mg, amount_as=signed.amount_as,
        is_booster=True, lot=next((record.fact.lot for record in visit.checks), ""),
    )  # fmt: skip
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, seen=seen, gate=GateId.BOOST, session=session)


@transaction.atomic
def stop_dose(
    *,
    episode: Episode,
    session: UUID,
    dose: UUID,
    given_mg: float,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Recorded:
    """The infusion has ended; early, with how much had gone in and why."""
    fact = fact_of(DoseStopped, session=session, dose=dose, given_mg=given_mg, reason=reason.strip())
    lock(episode)
    if key is None or not was_sent(episode, key):
        visit = visit_of(episode, session, at)
        infusion = _open(visit, dose, given_mg)
        if given_mg < infusion.dose.fact.dose_mg * 0.995 and not fact.reason:
            raise no.SayWhy("it ended before all of it went in")
    return write(episode, fact, by, at, key)


@transaction.atomic
def pause_dose(
    *,
    episode: Episode,
    session: UUID,
    dose: UUID,
    given_mg: float,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Recorded:
    """The pump is halted with its dose unfinished; no gate, since halting is always safe."""
    fact = fact_of(DosePaused, session=session, dose=dose, given_mg=given_mg, reason=reason.strip())
    lock(episode)
    if (key is None or not was_sent(episode, key)) and _open(visit_of(episode, session, at), dose, given_mg).is_paused:
        raise no.VisitIsOver("This infusion is paused already.")
    return write(episode, fact, by, at, key)


@transaction.atomic
def resume_dose(*, episode: Episode, session: UUID, dose: UUID, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The paused infusion goes on at its rate. While a red alarm stands nobody lets more of the drug in."""
    lock(episode)
    if key is None or not was_sent(episode, key):
        if not _open(visit_of(episode, session, at), dose, 0).is_paused:
            raise no.VisitIsOver("This infusion is not paused.")
        red = [f for f in rings(assessment_of(episode, at, facts_of(episode)).findings, session) if f.level >= Level.STOP]
        if red:
            raise no.AlarmStands(red[0])
    return write(episode, DoseResumed(session=session, dose=dose), by, at, key)


def _open(visit: Visit, dose: UUID, given_mg: float) -> Infusion:
    """The infusion that runs or is paused, if it is this one and `given_mg` can have gone in."""
    infusion = visit.open_infusion
    if infusion is None or infusion.dose.id != dose:
        raise no.VisitIsOver("The end of this infusion is recorded already.")
    if given_mg > infusion.dose.fact.dose_mg * 1.005:
        raise no.TooMuch("given_mg", f"{given_mg:g} mg", f"the {infusion.dose.fact.dose_mg:g} mg that were started")
    return infusion
