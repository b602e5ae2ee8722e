"""Dosing visits: planned, checked in, ordered, read by two people, given, watched, and the way home."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.clinic.config.demo import measuring
from kapstone.clinic.config.demo.duties import is_next_at_home, make_ready_at_home
from kapstone.clinic.config.demo.groundwork import monitoring_checks, pregnancy_test, resting_vitals, weigh
from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.config.demo.watching import observe, watch
from kapstone.clinic.journal import clock
from kapstone.clinic.people.models import Room
from kapstone.clinic.sessions import actions as sessions
from kapstone.clinic.sessions.errors import RoomTaken
from kapstone.drugs.arithmetic import order_volume_ml
from kapstone.facts import (
    AdverseEventSeen,
    Answer,
    CheckedIn,
    Discharged,
    DoseGiven,
    DrugScreened,
    EscortArrived,
    Fact,
    MeasureAnswered,
    OrderSigned,
    PregnancyTested,
    RecoveryAssessed,
    SessionEvent,
    SettingChecked,
    WeightMeasured,
)
from kapstone.instruments import instrument_called
from kapstone.synthetic.lives import Twist

__all__ = ["check_in", "dosing_visit", "plan", "renew"]

_BEFORE = timedelta(minutes=50)
_MIN = timedelta(minutes=1)
_FEELINGS = ("calm", "tearful", "joy", "talking", "silent", "music changed", "anxious")


def plan(life: Life, dose_at: datetime) -> UUID:
    """Plan a visit in the first room that is free then, or at home."""
    if is_next_at_home(life):
        return sessions.plan_visit(
            episode=life.episode, starts_at=dose_at - _BEFORE, room=None, by=life.coordinator, at=clock.now()
        )
    for number, room in enumerate(_rooms(life)):
        try:
            return sessions.plan_visit(
                episode=life.episode, starts_at=dose_at - _BEFORE, room=room, by=life.coordinator, at=clock.now()
            )
        except RoomTaken:
            if number == len(life.house.rooms) - 1:
                raise
    raise AssertionError("a clinic has rooms")


def _rooms(life: Life) -> list[Room]:
    first = life.rng.randrange(len(life.house.rooms))
    return [*life.house.rooms[first:], *life.house.rooms[:first]]


def dosing_visit(life: Life, dose_at: datetime) -> Iterator[datetime]:
    """A whole visit, or as much of it as there is time for until now."""
    number = len(life.sessions) + 1
    is_last = number == len(life.dose_times)
    yield dose_at - timedelta(hours=20)
    yield from renew(life)
    session = plan(life, dose_at)
    yield from check_in(life, session, dose_at)
    yield dose_at - 2 * _MIN
    observe(life, session, rise=2)
    _order(life, session)
    yield dose_at
    given = sessions.give_dose(episode=life.episode, session=session, by=life.monitor, at=clock.now())
    life.sessions.append(session)
    dose = given.first.fact
    assert isinstance(dose, DoseGiven)
    end = dose_at + timedelta(minutes=dose.infusion_min or 0)
    early = is_last and life.has(Twist.LEFT_EARLY)
    leave = dose_at + timedelta(minutes=70) if early else _may_leave(life, dose_at, end)
    live_now = is_last and life.has(Twist.RUNNING)
    yield from watch(life, session, dose_at, min(end, life.now) if live_now else end, one_by_one=live_now)
    if live_now and life.now < end:
        return
    if dose.infusion_min:
        yield max(end, clock.now())
        sessions.stop_dose(
            episode=life.episode, session=session, dose=given.first.id, given_mg=dose.dose_mg, reason="", by=life.monitor, at=clock.now()
        )  # fmt: skip
    word = SessionEvent(session=session, event=life.rng.choice(_FEELINGS))
    sessions.note(episode=life.episode, fact=word, by=life.therapist, at=clock.now())
    if is_last and life.plan.twists & {Twist.SERIOUS_EVENT, Twist.EVENT_OPEN, Twist.EVENT_REVIEWED}:
        yield from _adverse_event(life, session, end)
    yield from watch(life, session, end, life.now if live_now else leave, since=dose_at, one_by_one=live_now)
    if live_now:
        return
    yield max(clock.now(), leave + 4 * _MIN)
    _go_home(life, session, early=early)


def check_in(life: Life, session: UUID, dose_at: datetime) -> Iterator[datetime]:
    """Everything that is asked and measured again before a dose."""
    yield dose_at - _BEFORE
    if is_next_at_home(life):
        make_ready_at_home(life, session)
    no, now = Answer.NO, clock.now()
    asked = CheckedIn(
        session=session, last_food_at=now - timedelta(hours=11), last_clear_fluid_at=now - timedelta(hours=4), new_medicines_or_allergies=no,
        sedative_or_stimulant_24h=no, alcohol_or_drugs_24h=no, mania_or_psychosis_signs=no, urinary_symptoms=no, unreviewed_adverse_event=no,
        could_be_pregnant=no, oedema=no, infection_signs=no, nasal_spray_1h=no, escort_name=life.person.escort, escort_phone=life.person.escort_phone,
        intention=life.rng.choice(("To soften.", "To be curious.", "To let it come.", "To rest.")),
    )  # fmt: skip
    sessions.note(episode=life.episode, fact=asked, by=life.monitor, at=now)
    measuring.mood(life)
    if _is_old(life, MeasureAnswered, 5, instrument="gad7"):
        measuring.anxiety(life)
    no_risk = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}
    sessions.measure(
        episode=life.episode,
        instrument="cssrs_since_last_contact",
        answers=no_risk,
        session=session,
        moment="pre_dose",
        by=life.monitor,
        at=clock.now(),
    )
    yield dose_at - 17 * _MIN
    observe(life, session)
    ready = SettingChecked(
        session=session,
        ready=life.protocol.checklist_of(len(life.sessions) + 1),
        prescriber_available=True,
        monitor_present=True,
        therapist_present=True,
    )
    sessions.note(episode=life.episode, fact=ready, by=life.monitor, at=clock.now())


def renew(life: Life) -> Iterator[datetime]:
    """What lapses with time is measured and asked again before a visit is planned."""
    if _is_old(life, WeightMeasured, 17):
        weigh(life)
    if _is_old(life, PregnancyTested, 17 if life.sessions else 5):
        pregnancy_test(life)
    if _is_old(life, DrugScreened, 17):
        monitoring_checks(life)
        resting_vitals(life)
        yield life.after(6)
        resting_vitals(life)


def _is_old(life: Life, kind: type[Fact], days: float, *, instrument: str = "") -> bool:
    latest = life.facts.latest(kind, lambda fact: not instrument or getattr(fact, "instrument", "") == instrument)
    return latest is None or clock.now() - latest.at > timedelta(days=days)


def _order(life: Life, session: UUID) -> None:
    """The prescriber orders, and two people read dose and volume."""
    protocol, weight = life.protocol, life.person.weight_kg
    step = len(life.sessions) >= 2 and life.plan.course.value != "responder"
    amount = protocol.dose.start + (protocol.dose.step if step else 0)
    per_kg = protocol.dose.unit == "mg/kg"
    milligrams = float(round(amount * weight)) if per_kg else float(amount)
    minutes = protocol.infusion.usual / _MIN if protocol.infusion else None
    order = OrderSigned(
        session=session, drug=protocol.drug, route=protocol.route, dose_mg=milligrams, amount_as=protocol.amount_as, dose_mg_per_kg=amount if per_kg else None,
        weight_kg=weight, infusion_min=minutes, concentration_mg_per_ml=1.0 if minutes else None,
    )  # fmt: skip
    signed = sessions.sign_order(
        episode=life.episode, order=order, by=life.prescriber, at=clock.now(), reason="Tolerated well so far; limited response."
    )
    for person in (life.monitor, life.prescriber):
        sessions.check_dose(
            episode=life.episode, session=session, order=signed.first.id, dose_mg=milligrams, volume_ml=order_volume_ml(order), lot="K1205", by=person, at=clock.now()
        )  # fmt: skip


def _may_leave(life: Life, start: datetime, end: datetime) -> datetime:
    monitoring = life.protocol.monitoring
    return max(start + monitoring.minimum_from_start, end + monitoring.minimum_from_end) + 6 * _MIN


def _adverse_event(life: Life, session: UUID, end: datetime) -> Iterator[datetime]:
    serious = life.has(Twist.SERIOUS_EVENT)
    yield end + 9 * _MIN
    event = AdverseEventSeen(
        term="Laryngospasm" if serious else "Nausea", grade=4 if serious else 2, serious=serious, session=session,
        action="Jaw thrust, oxygen, prescriber at the chair; resolved within two minutes." if serious else "Ondansetron 4 mg by mouth.",
        outcome="Resolved", detail="",
    )  # fmt: skip
    sessions.note(episode=life.episode, fact=event, by=life.monitor, at=clock.now())


def _go_home(life: Life, session: UUID, *, early: bool) -> None:
    """The criteria, the escort, the instructions, the signature."""
    yes = Answer.YES
    if early:
        left = Discharged(
            session=session, assessment="Insists on leaving after seventy minutes; walks steadily, escort present.", signature=life.monitor.name,
            against_advice=True, prescriber_informed=True,
        )  # fmt: skip
        sessions.leave_early(episode=life.episode, fact=left, by=life.monitor, at=clock.now())
        return
    observe(life, session, rise=1)
    for fact in (
        RecoveryAssessed(
            session=session,
            oriented=yes,
            steady_gait=yes,
            nausea_controlled=yes,
            fluids_tolerated=yes,
            dissociation_resolved=yes,
        ),
        EscortArrived(session=session, name=life.person.escort, signature=life.person.escort),
    ):
        sessions.note(episode=life.episode, fact=fact, by=life.monitor, at=clock.now())
    aldrete = {item.id: 2 for item in instrument_called("aldrete").items}
    sessions.measure(
        episode=life.episode,
        instrument="aldrete",
        answers=aldrete,
        session=session,
        moment="discharge",
        by=life.monitor,
        at=clock.now(),
    )
    sessions.give_instructions(episode=life.episode, session=session, by=life.monitor, at=clock.now())
    home = Discharged(session=session, assessment="Awake, oriented, steady and calm.", signature=life.monitor.name)
    sessions.discharge(episode=life.episode, fact=home, by=life.monitor, at=clock.now())
