"""The only writers of preparation, dosing visits, integration and review. Each goes through the spine with the form's key."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.errors import NotPlausible
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of, protocol_of
from kapstone.clinic.people.models import Room
from kapstone.clinic.sessions import booking
from kapstone.clinic.sessions import errors as no
from kapstone.clinic.sessions.checks import check_may_set_aside, check_signature
from kapstone.clinic.sessions.dosing import (
    check_dose,
    give_booster,
    give_dose,
    pause_dose,
    resume_dose,
    sign_order,
    stop_dose,
    withdraw_order,
)
from kapstone.clinic.sessions.home import place_planned
from kapstone.clinic.sessions.models import AT_HOME, Booking, Kind
from kapstone.clinic.sessions.writing import fact_of, is_running, lock, visit_of, was_sent, write
from kapstone.documents import document_called
from kapstone.facts import (
    Discharged,
    Fact,
    FindingOverridden,
    GoalRated,
    Implausible,
    Informant,
    InstructionsGiven,
    IntegrationDone,
    MeasureAnswered,
    NextDayContacted,
    ReviewDecided,
    SessionEvent,
    VisitCancelled,
    VisitPlanned,
    VitalsTaken,
)
from kapstone.findings import Finding, Level
from kapstone.instruments import instrument_called, score
from kapstone.pathway import Episode as Course
from kapstone.pathway import Gate, GateId
from kapstone.protocols import Setting
from kapstone.rules.session import ALARM_ANSWERED

__all__ = [
    "acknowledge", "book_follow_up", "cancel_visit", "check_dose", "contact_next_day", "decide_review", "discharge", "flagged", "give_booster",
    "give_dose", "give_instructions", "integrate", "leave_early", "mark_artefact", "measure", "note", "pause_dose", "plan_visit", "resume_dose", "set_aside", "sign_order", "stop_dose",
    "take_vitals", "withdraw_order",
]  # fmt: skip

INSTRUCTIONS = "discharge_instructions"


# -- planning -------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_visit(
    *,
    episode: Episode,
    starts_at: datetime,
    room: Room | None,
    by: Actor,
    at: datetime,
    session: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Plan a dosing visit, or with `session` move one; returns the session. The room is held, and nobody else can have it then.

    Without a room it is taken at home, which only a dose may be that the programme gives there.
    """
    planned = session or (uuid5(NAMESPACE_OID, f"{episode.id}:{key}") if key else uuid4())
    if key is None or not was_sent(episode, key):
        if starts_at < at - timedelta(minutes=30):
            raise no.InThePast
        if session is not None and not visit_of(episode, session, at).is_preparing:
            raise no.VisitIsOver("This visit can no longer be moved.")
        if room is None and place_planned(Course(protocol_of(episode), facts_of(episode), at), session) is not Setting.HOME:
            raise no.NotAtHome
        booking.hold(
            booking=uuid5(NAMESPACE_OID, f"booking:{planned}:{key}"), episode=episode, session=planned, room=room, starts_at=starts_at,
            length=booking.visit_length(protocol_of(episode)), by=by, at=at,
        )  # fmt: skip
    fact = VisitPlanned(session=planned, starts_at=starts_at, room=room.name if room else AT_HOME)
    episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, gate=GateId.SCHEDULE_DOSE)
    return planned


@transaction.atomic
def cancel_visit(*, episode: Episode, session: UUID, reason: str, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The visit does not take place; the room is free again."""
    if (key is None or not was_sent(episode, key)) and not visit_of(episode, session, at).is_preparing:
        raise no.VisitIsOver("A dose was given in this visit, or it is cancelled already.")
    booking.release(episode=episode, session=session, by=by, at=at)
    return write(episode, VisitCancelled(session=session, reason=reason), by, at, key)


def book_follow_up(*, episode: Episode, session: UUID, kind: Kind, starts_at: datetime, by: Actor, at: datetime) -> Booking:
    """Agree with the patient on the next-day call or the integration session, before they leave."""
    if starts_at < at:
        raise no.InThePast
    return booking.book_follow_up(episode=episode, session=session, kind=kind, starts_at=starts_at, by=by, at=at)


# -- in the room ----------------------------------------------------------------------------------------------------


def note(*, episode: Episode, fact: Fact, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """What was seen, asked or happened, and needs no gate: check-in, room, event, adverse event, recovery, escort, preparation, integration."""
    return write(episode, fact, by, at, key)


def take_vitals(
    *, episode: Episode, vitals: VitalsTaken | None, state: Fact | None, by: Actor, at: datetime, key: UUID | None = None
) -> Recorded:
    """One look at the patient: what was measured and how they are, at the moment it was measured."""
    facts = [fact for fact in (vitals, state) if fact is not None]
    if not facts:
        raise no.NothingEntered("at least one value", "systolic_mmhg")
    return episodes.record(episode=episode, facts=facts, by=by, at=at, key=key)


def mark_artefact(*, episode: Episode, reading: UUID, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The reading was false (a cuff slipped, a finger moved). It stays visible, crossed through, and no rule hears it."""
    record = facts_of(episode).get(reading)
    if record is None or not isinstance(record.fact, VitalsTaken):
        raise no.VisitIsOver("That reading is not part of this visit.")
    right = replace(record.fact, is_artefact=True)
    return episodes.correct(episode=episode, wrong=reading, right=right, by=by, at=record.at, key=key)


def acknowledge(*, episode: Episode, session: UUID, alarm: str, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """Somebody has seen the alarm and acts; their name stands beside it."""
    return write(episode, SessionEvent(session=session, event=ALARM_ANSWERED, remarks=alarm), by, at, key)


@transaction.atomic
def measure(
    *,
    episode: Episode,
    instrument: str,
    answers: Mapping[str, int | None],
    session: UUID,
    moment: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Recorded:
    """A scale answered at the chair, in full."""
    return write(episode, _answered(instrument, answers, session, moment), by, at, key)


# -- going home -----------------------------------------------------------------------------------------------------


def give_instructions(*, episode: Episode, session: UUID, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The written instructions were gone through and handed over, in the version of today."""
    document = document_called(INSTRUCTIONS)
    return write(episode, InstructionsGiven(session=session, document=document.id, digest=document.digest), by, at, key)


@transaction.atomic
def discharge(
    *, episode: Episode, fact: Discharged, by: Actor, at: datetime, key: UUID | None = None, seen: int | None = None
) -> Recorded:
    """The clinician has assessed the patient and lets them go; every criterion of the gate must hold."""
    check_signature(fact.signature, by)
    lock(episode)
    if (key is None or not was_sent(episode, key)) and is_running(visit_of(episode, fact.session, at)):
        raise no.InfusionStillRuns
    return episodes.record(
        episode=episode, facts=(replace(fact, against_advice=False),), by=by, at=at, key=key, seen=seen, gate=GateId.DISCHARGE, session=fact.session
    )  # fmt: skip


@transaction.atomic
def leave_early(*, episode: Episode, fact: Discharged, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The patient leaves against advice. Nobody is held; what is still owed to them is found and worked on."""
    check_signature(fact.signature, by)
    lock(episode)
    if key is None or not was_sent(episode, key):
        visit = visit_of(episode, fact.session, at)
        if not visit.is_running:
            raise no.VisitIsOver("The patient is not in a running session.")
        if is_running(visit):
            raise no.InfusionStillRuns
    return write(episode, replace(fact, against_advice=True), by, at, key)


@transaction.atomic
def contact_next_day(
    *,
    episode: Episode,
    fact: NextDayContacted,
    answers: Mapping[str, int | None] | None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Recorded:
    """The call of the next day, with the screening for suicidal thoughts in the same record when it was asked."""
    facts: list[Fact] = [fact]
    if answers is not None:
        facts.append(_answered("cssrs_since_last_contact", answers, fact.session, "next_day"))
    return episodes.record(episode=episode, facts=facts, by=by, at=at, key=key)


def integrate(
    *, episode: Episode, fact: IntegrationDone, ratings: Sequence[GoalRated], by: Actor, at: datetime, key: UUID | None = None
) -> Recorded:
    """An integration session, with the goals that were rated in it."""
    return episodes.record(episode=episode, facts=(fact, *ratings), by=by, at=at, key=key)


def decide_review(
    *, episode: Episode, fact: ReviewDecided, by: Actor, at: datetime, key: UUID | None = None, seen: int | None = None
) -> Recorded:
    """The prescriber's decision on what follows, on the course as they saw it."""
    if Role.PRESCRIBER not in by.roles:
        raise no.NotYours("The review", "a prescriber")
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, seen=seen, gate=GateId.REVIEW)


@transaction.atomic
def set_aside(
    *, episode: Episode, session: UUID, finding: str, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> Recorded:
    """Go on in this session in spite of one finding, with a reason that is kept; some need two people, one of them a prescriber."""
    lock(episode)
    facts = facts_of(episode)
    found = _closing(assessment_of(episode, at, facts).gates, session, finding)
    level = found.level.name if found else ""
    if key is not None and was_sent(episode, key):
        before = facts.latest(FindingOverridden, lambda fact: fact.finding == finding and fact.session == session)
        level = before.fact.level if before else level
    else:
        check_may_set_aside(found, facts, session, by)
    return write(episode, fact_of(FindingOverridden, finding=finding, level=level, reason=reason, session=session), by, at, key)


def flagged(recorded: Recorded) -> list[Finding]:
    """What the entry led to that a person should see at once: possible values that are out of range."""
    new = {record.id for record in recorded.records}
    return [
        f
        for f in recorded.assessment.findings
        if f.level >= Level.CAUTION and f.level is not Level.UNKNOWN and new & set(f.facts)
    ]


# -- helpers -----------------------------------------------------------------------------------------------------------


def _answered(instrument: str, answers: Mapping[str, int | None], session: UUID, moment: str) -> MeasureAnswered:
    scale = instrument_called(instrument)
    try:
        scored = score(scale, answers)
    except Implausible as error:
        raise NotPlausible(error) from None
    if not scored.is_complete:
        raise no.IncompleteAnswers(scale.short, scored.missing or scored.critical_missing or (scale.short,))
    return MeasureAnswered(
        instrument=scale.id, instrument_version=scale.version, answers=dict(answers), informant=Informant.CLINICIAN, moment=moment, session=session
    )  # fmt: skip


def _closing(gates: Sequence[Gate], session: UUID, key: str) -> Finding | None:
    about = (finding for gate in gates if gate.session == session for finding in (*gate.closed_by, *gate.cautions))
    return next((finding for finding in about if finding.key == key), None)
