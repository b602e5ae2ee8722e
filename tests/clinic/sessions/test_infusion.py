"""An infusion that is paused, goes on and ends: totals, who may, and what a red alarm forbids."""

import pytest

from cast import Clinic, a_clinic
from clinic.sessions.lives import MINUTE, a_life
from clinic.sessions.test_visit import Room
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import DoseGiven, DosePaused, DoseResumed, DoseStopped, OrderSigned
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def dosed(clinic: Clinic) -> Room:
    """A quarter of an hour into an infusion of 40 min."""
    room = Room(clinic, a_life(clinic, phase=Phase.ORDERED))
    order = facts_of(room.life.episode).of(OrderSigned)[-1]
    given = DoseGiven(
        session=room.life.session, order=order.id, drug=order.fact.drug, route=order.fact.route, dose_mg=order.fact.dose_mg, amount_as=order.fact.amount_as,
        infusion_min=40,
    )  # fmt: skip
    with clock.stopped_at(room.now):
        actions.record(episode=room.life.episode, facts=(given,), by=clinic.mira, at=room.now)
    room.now += 15 * MINUTE
    return room


def dose_of(room: Room) -> str:
    return str(facts_of(room.life.episode).of(DoseGiven)[-1].id)


def test_it_is_paused_with_what_went_in_and_goes_on(clinic: Clinic, dosed: Room) -> None:
    words = dosed.send(
        clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="12", pause__reason="pressure rises", part="during"
    )
    assert "The infusion is paused" in words
    assert "Paused since" in words
    assert "12 <small>of" in words

    words = dosed.send(clinic.mira, "resume/", resume__dose=dose_of(dosed), part="during", after=6 * MINUTE)

    assert "The infusion goes on" in words
    assert [fact.given_mg for fact in dosed.of(DosePaused)] == [12]  # type: ignore[attr-defined]  # DosePaused
    assert len(dosed.of(DoseResumed)) == 1


def test_the_observation_is_longer_by_the_pause(clinic: Clinic, dosed: Room) -> None:
    def may_leave() -> object:
        return assessment_of(dosed.life.episode, dosed.now).sessions[-1].may_leave_at

    before = may_leave()
    dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="5", part="during")
    dosed.send(clinic.mira, "resume/", resume__dose=dose_of(dosed), part="during", after=120 * MINUTE)

    assert may_leave() > before  # type: ignore[operator]  # both are moments


def test_what_cannot_be_is_refused(clinic: Clinic, dosed: Room) -> None:
    dosed.send(clinic.mira, "resume/", resume__dose=dose_of(dosed), part="during")
    assert dosed.status != 200 or not dosed.of(DoseResumed), "it is not paused"
    dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="500", part="during")
    assert not dosed.of(DosePaused), "more than was started"
    dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="12", part="during")
    dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="13", part="during")
    assert len(dosed.of(DosePaused)) == 1, "it is paused already"
    dosed.send(clinic.sol, "resume/", resume__dose=dose_of(dosed), part="during")
    assert not dosed.of(DoseResumed), "the therapist gives no drug"


def test_a_red_alarm_lets_nothing_more_in(clinic: Clinic, dosed: Room) -> None:
    dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="12", part="during")
    for _ in range(2):
        dosed.send(clinic.mira, "vitals/", systolic_mmhg=192, diastolic_mmhg=112, part="during", after=2 * MINUTE)

    words = dosed.send(clinic.mira, "resume/", resume__dose=dose_of(dosed), part="during", after=MINUTE)

    assert "does not go on while this stands" in words
    assert not dosed.of(DoseResumed)
    dosed.send(clinic.mira, "stop/", stop__dose=dose_of(dosed), stop__given_mg="12", stop__reason="hypertension", part="during")
    assert [fact.given_mg for fact in dosed.of(DoseStopped)] == [12]  # type: ignore[attr-defined]  # DoseStopped


def test_sending_a_pause_twice_is_one_pause(clinic: Clinic, dosed: Room) -> None:
    key = "6a1c1a52-58a3-4d0e-9f5e-0c6a7f1e2d3b"
    for _ in range(2):
        dosed.send(clinic.mira, "pause/", pause__dose=dose_of(dosed), pause__given_mg="12", part="during", key=key)

    assert len(dosed.of(DosePaused)) == 1
