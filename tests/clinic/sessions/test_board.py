"""The board on the wall: who is where, what is due, red first; and what it says without a running visit."""

from datetime import timedelta

import pytest

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.episodes import actions
from kapstone.clinic.journal import clock
from kapstone.clinic.people import actions as people
from kapstone.clinic.sessions import booking
from kapstone.clinic.sessions.actions import acknowledge
from kapstone.clinic.sessions.board import Place, places
from kapstone.facts import StateObserved, VitalsTaken
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def life(clinic: Clinic) -> Life:
    """Alma in the blue room, her dose running, and a second room with nobody in it."""
    life = a_life(clinic, phase=Phase.DOSED)
    people.add_room(site=clinic.site, name="Amber room", by=clinic.dara, at=life.now)
    booking.hold(
        booking=life.session, episode=life.episode, session=life.session, room=clinic.room, starts_at=life.now - timedelta(hours=1),
        length=timedelta(hours=4), by=clinic.mira, at=life.now,
    )  # fmt: skip
    return life


def board(clinic: Clinic, life: Life, after: timedelta = MINUTE) -> list[Place]:
    return places(clinic.mira, life.now + after)


def vitals(clinic: Clinic, life: Life, systolic: int, diastolic: int = 80, after: timedelta = MINUTE) -> None:
    taken = VitalsTaken(
        session=life.session, systolic_mmhg=systolic, diastolic_mmhg=diastolic, heart_rate_per_min=80, spo2_percent=97
    )
    with clock.stopped_at(life.now + after):
        actions.record(episode=life.episode, facts=(taken,), by=clinic.mira, at=life.now + after)


def test_every_room_is_there_the_one_with_a_patient_first(clinic: Clinic, life: Life) -> None:
    blue, amber = board(clinic, life)

    assert (blue.room, amber.room) == ("Blue room", "Amber room")
    assert blue.booking is not None
    assert blue.booking.episode.patient.name == "Alma Reyes"
    assert amber.here is None
    assert amber.due == []


def test_what_is_due_first_stands_first(clinic: Clinic, life: Life) -> None:
    vitals(clinic, life, 124)
    blue = board(clinic, life, 2 * MINUTE)[0]

    assert blue.first is not None
    moments = [due.at for due in blue.due if due.at]
    assert moments == sorted(moments)
    assert "Vitals" in {due.what for due in blue.due}
    assert "Mira Santos" in blue.people


def test_vitals_that_were_forgotten_turn_the_room_amber_then_red(clinic: Clinic, life: Life) -> None:
    vitals(clinic, life, 124)
    due = board(clinic, life, 2 * MINUTE)[0].here.view.next_vitals_at  # type: ignore[union-attr]  # Alma is there
    assert due is not None
    late = due - life.now

    assert [board(clinic, life, late + span)[0].level for span in (-MINUTE, MINUTE, 6 * MINUTE)] == ["", "caution", "stop"]


def test_an_alarm_is_said_with_who_answered_it(clinic: Clinic, life: Life) -> None:
    vitals(clinic, life, 171, 104)
    browser = browser_of(clinic.noor)

    def page(after: timedelta) -> str:
        with clock.stopped_at(life.now + after):
            return browser.get("/board/").content.decode()

    assert "to be answered" in page(2 * MINUTE)
    assert "nobody has answered" in page(4 * MINUTE)
    with clock.stopped_at(life.now + 5 * MINUTE):
        alarm = board(clinic, life, 5 * MINUTE)[0].alarm
        assert alarm is not None
        acknowledge(
            episode=life.episode, session=life.session, alarm=alarm.finding.rule, by=clinic.mira, at=life.now + 5 * MINUTE
        )
    assert "Mira Santos is with the patient" in page(6 * MINUTE)


def test_red_comes_before_amber_and_both_before_quiet(clinic: Clinic, life: Life) -> None:
    quiet, amber, red = Place(room="A", now=life.now), board(clinic, life)[0], board(clinic, life)[0]
    with clock.stopped_at(life.now + 2 * MINUTE):
        deep = StateObserved(session=life.session, moaas=1)
        actions.record(episode=life.episode, facts=(deep,), by=clinic.mira, at=life.now + 2 * MINUTE)
    red = board(clinic, life, 3 * MINUTE)[0]

    assert red.level == "stop"
    assert red.order < amber.order < quiet.order


def test_the_therapist_sees_the_board_and_another_clinic_does_not_see_alma(clinic: Clinic, life: Life) -> None:
    from cast import another_clinic, ines

    with clock.stopped_at(life.now + MINUTE):
        assert "Alma Reyes" in browser_of(clinic.sol).get("/board/").content.decode()
        assert "Alma Reyes" not in browser_of(ines(another_clinic())).get("/board/").content.decode()
        assert '/board/"' in browser_of(clinic.mira).get("/today/").content.decode()
