"""Around the dosing day: planning and rooms, preparation, the call of the next day, integration, the review."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import DAY, HOUR, Life, a_life
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.models import Booking, HeldSlot
from kapstone.facts import (
    DoseGiven,
    IntegrationDone,
    MeasureAnswered,
    NextDayContacted,
    PreparationDone,
    ReviewDecided,
    VisitCancelled,
    VisitPlanned,
)
from kapstone.pathway import GateId, Phase, Stage

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def send(life: Life, who: Actor, where: str, at: datetime, **form: object) -> HttpResponse:
    data = {"key": str(uuid4()), "seen": max(r.sequence for r in facts_of(life.episode).history), **form}
    with clock.stopped_at(at):
        return browser_of(who).post(f"/episodes/{life.episode.id}/sessions/{where}", data, follow=True)  # type: ignore[return-value]  # Django's test response


def local(at: datetime) -> str:
    return at.astimezone(NEW_YORK).strftime("%Y-%m-%dT%H:%M")


def nine_o_clock(after: datetime, days: int) -> datetime:
    day = (after + timedelta(days=days)).astimezone(NEW_YORK)
    return day.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(UTC)


# -- planning -------------------------------------------------------------------------------------------------------


def test_a_visit_is_planned_and_its_room_held(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)
    starts = nine_o_clock(life.now, 3)

    send(life, clinic.cato, "plan/", life.now, starts_at=local(starts), room=clinic.room.id)

    booked = Booking.objects.get(episode=life.episode)
    assert booked.starts_at == starts
    assert booked.slots.count() >= 12
    assert facts_of(life.episode).of(VisitPlanned)[-1].fact.room == "Blue room"


def test_a_room_is_never_held_twice_and_the_free_times_are_named(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)
    starts = nine_o_clock(life.now, 3)
    send(life, clinic.cato, "plan/", life.now, starts_at=local(starts), room=clinic.room.id)

    answer = send(life, clinic.cato, "plan/", life.now, starts_at=local(starts + 2 * HOUR), room=clinic.room.id)

    assert answer.status_code == 409
    assert "It is free on that day at" in answer.content.decode()
    assert Booking.objects.count() == 1
    slot = HeldSlot.objects.first()
    assert slot is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldSlot.objects.create(booking=slot.booking, room=slot.room, starts_at=slot.starts_at)


def test_sending_the_plan_twice_plans_once(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)
    starts, key = nine_o_clock(life.now, 3), str(uuid4())
    before = len(facts_of(life.episode).of(VisitPlanned))

    for _ in range(2):
        send(life, clinic.cato, "plan/", life.now, key=key, starts_at=local(starts), room=clinic.room.id)

    assert Booking.objects.count() == 1
    assert len(facts_of(life.episode).of(VisitPlanned)) == before + 1


def test_a_dose_is_not_scheduled_before_the_groundwork_and_the_reasons_are_shown(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.PREPARATION)

    answer = send(life, clinic.cato, "plan/", life.now, starts_at=local(nine_o_clock(life.now, 3)), room=clinic.room.id)

    assert "preparation sessions are done" in answer.content.decode()
    assert not Booking.objects.exists()
    assert not facts_of(life.episode).of(VisitPlanned)


def test_a_cancelled_visit_gives_its_room_back(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)
    send(life, clinic.cato, "plan/", life.now, starts_at=local(nine_o_clock(life.now, 3)), room=clinic.room.id)
    session = Booking.objects.get().session

    send(life, clinic.cato, f"{session}/cancel-plan/", life.now, reason="She has a cold.")

    assert facts_of(life.episode).of(VisitCancelled)[0].fact.reason == "She has a cold."
    assert not HeldSlot.objects.exists()


# -- preparation ----------------------------------------------------------------------------------------------------


def test_the_therapist_records_preparation(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.PREPARATION)

    send(
        life, clinic.sol, "prepare/", life.now, topics=["history", "support"], minutes="55", touch="none", intention="To rest."
    )

    (done,) = facts_of(life.episode).of(PreparationDone)
    assert done.fact.topics == ("history", "support")
    assert send(life, clinic.mira, "prepare/", life.now, topics=["history"], minutes="50", touch="none").status_code == 403


# -- after a dose ---------------------------------------------------------------------------------------------------


def test_the_call_and_the_screening_are_one_record(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.NEXT_DAY)
    said = {"reached": "yes", "feels_safe": "yes", "slept": "no", "mood_unusually_high": "no", "concerns": "Vivid dreams."}

    half = send(life, clinic.mira, f"{life.session}/next-day/", life.now + DAY, **said, cssrs_1="0")
    assert half.status_code == 422
    assert not facts_of(life.episode).of(NextDayContacted)

    send(life, clinic.mira, f"{life.session}/next-day/", life.now + DAY, **said, cssrs_1="0", cssrs_2="0", cssrs_6="0")
    called = facts_of(life.episode).of(NextDayContacted)[-1]
    screened = facts_of(life.episode).latest(MeasureAnswered)
    assert called.fact.reached
    assert screened is not None
    assert screened.fact.moment == "next_day"
    assert screened.sequence == called.sequence + 1


def test_a_second_dose_is_refused_before_integration(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.INTEGRATION)
    assessment = assessment_of(life.episode, life.now + 2 * DAY)

    page = browser_of(clinic.sol).get(f"/episodes/{life.episode.id}/sessions/").content.decode()

    assert not assessment.gate(GateId.REPEAT).is_open
    assert any(finding.rule == "PW-INTEGRATION" for finding in assessment.gate(GateId.REPEAT).closed_by)
    assert "needed before the next dose" in page


def test_integration_rates_goals_in_the_same_record(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.INTEGRATION)
    page = browser_of(clinic.sol).get(f"/episodes/{life.episode.id}/sessions/{life.session}/integrate/").content.decode()
    goal = page.split('name="goal-')[1].split('"')[0]

    send(
        life, clinic.sol, f"{life.session}/integrate/", life.now + DAY, minutes="50", themes=["calm"], practices="walk, write", safe="yes",
        **{f"goal-{goal}": "1"},
    )  # fmt: skip

    done = facts_of(life.episode).of(IntegrationDone)[-1]
    assert done.fact.practices == ("walk", "write")
    assert facts_of(life.episode).history[-1].fact.attainment == 1  # type: ignore[attr-defined]  # a GoalRated


# -- review ---------------------------------------------------------------------------------------------------------


def test_the_review_decides_on_maintenance(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.REVIEW)
    decision = {
        "decision": "maintain",
        "reason": "Response held.",
        "benefit_documented": "on",
        "patient_preference": "Go on, seldom.",
    }

    incomplete = send(life, clinic.noor, "review/", life.now + 2 * DAY, **decision)
    assert incomplete.status_code == 422
    assert "Say when it is reviewed again." in incomplete.content.decode()

    review = (life.now + 60 * DAY).date().isoformat()
    send(life, clinic.noor, "review/", life.now + 2 * DAY, **decision, interval_days="28", next_review=review)
    (decided,) = facts_of(life.episode).of(ReviewDecided)
    assert decided.fact.interval_days == 28
    assert assessment_of(life.episode, life.now + 2 * DAY).stage is Stage.MAINTENANCE


def test_an_induction_is_extended_by_no_more_than_the_programme_allows(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.REVIEW)

    answer = send(
        life, clinic.noor, "review/", life.now + DAY, decision="extend", reason="Partial response.", extra_sessions="3"
    )

    assert answer.status_code == 422
    assert not facts_of(life.episode).of(ReviewDecided)
    assert send(life, clinic.sol, "review/", life.now + DAY, decision="stop", reason="x").status_code == 403


@pytest.mark.parametrize("where", ["", "plan/", "prepare/", "next-day/", "integrate/", "review/"])
def test_every_page_of_the_course_opens_before_and_after_a_dose(clinic: Clinic, where: str) -> None:
    life = a_life(clinic, Stage.NEXT_DAY)

    with clock.stopped_at(life.now):
        assert browser_of(clinic.noor).get(f"/episodes/{life.episode.id}/sessions/{where}").status_code == 200


def test_the_board_shows_who_is_in_which_room(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)
    starts = nine_o_clock(life.now, 3)
    send(life, clinic.cato, "plan/", life.now, starts_at=local(starts), room=clinic.room.id)

    with clock.stopped_at(starts):
        board = browser_of(clinic.mira).get("/today/").content.decode()

    assert "Blue room" in board
    assert "Alma Reyes" in board


def test_no_dose_was_given_by_planning(clinic: Clinic) -> None:
    life = a_life(clinic, Stage.DOSING, phase=Phase.PLANNED)

    assert not facts_of(life.episode).of(DoseGiven)
