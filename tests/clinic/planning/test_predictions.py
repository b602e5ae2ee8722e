"""Predictions are stored as they were shown, kept once, computed again to the same bytes, and handed to other rooms as data."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from cast import Clinic, a_clinic, browser_of
from clinic.planning.asking import Desk, a_desk
from clinic.sessions.lives import a_life
from kapstone.clinic.episodes import expectations
from kapstone.clinic.episodes.queries import patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.planning import actions, queries
from kapstone.clinic.planning.errors import AlreadyKept, CannotPredict, CannotRepeat, NothingToKeep
from kapstone.clinic.planning.models import KeptPlan, Prediction
from kapstone.clinic.planning.question import Question, Timed, Way
from kapstone.facts import DoseGiven, DosePaused, DoseResumed, DoseStopped, Facts, Record
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db

ASKED = Question(
    doses=(Timed(way=Way.INFUSION, mg=36, over_min=40),),
    substance="racemate",
    salt="base",
    minimum_min=80,
    weight_kg=72,
    age_years=42,
    people=200,
)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def desk(clinic: Clinic) -> Desk:
    return a_desk(clinic)


class TestTheSameAgain:
    def test_gives_the_same_bytes(self, desk: Desk, clinic: Clinic) -> None:
        row = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now, by=clinic.noor)

        assert actions.repeat(Prediction.objects.get(id=row.id))
        assert json.loads(row.result)["question"] == row.question

    def test_in_another_process_too(self, desk: Desk, clinic: Clinic) -> None:
        row = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now, by=clinic.noor)
        code = (
            "import json, sys; from kapstone.clinic.planning.forecast import answer; from kapstone.clinic.planning.question import Question;"
            "print(answer(Question.from_json(json.load(sys.stdin))).text, end='')"
        )

        said = subprocess.run(
            [sys.executable, "-c", code], input=json.dumps(row.question), capture_output=True, text=True, check=True
        )

        assert said.stdout == row.result

    def test_is_read_and_not_computed(self, desk: Desk, clinic: Clinic, django_assert_num_queries: Any) -> None:
        first = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now, by=clinic.noor)

        with django_assert_num_queries(1):
            again = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now + timedelta(days=1), by=clinic.mira)

        assert (again.id, again.asked_at, again.asked_by_id) == (first.id, first.asked_at, clinic.noor.user_id)

    def test_a_change_of_what_was_stored_is_noticed(self, desk: Desk, clinic: Clinic) -> None:
        row = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now, by=clinic.noor)
        row.result = row.result.replace("0", "1", 1)

        assert not actions.repeat(row)

    def test_another_model_or_software_is_said_and_not_compared(self, desk: Desk, clinic: Clinic) -> None:
        row = actions.predict(episode=desk.life.episode, question=ASKED, at=desk.now, by=clinic.noor)
        row.software = "0.0.1"
        with pytest.raises(CannotRepeat, match=r"0\.0\.1"):
            actions.repeat(row)

        row.model_digest = "0" * 64
        with pytest.raises(CannotRepeat, match="no longer the one"):
            actions.repeat(row)

    def test_another_seed_is_another_prediction(self, desk: Desk, clinic: Clinic) -> None:
        one, other = (
            actions.predict(episode=desk.life.episode, question=replace(ASKED, seed=seed), at=desk.now, by=clinic.noor)
            for seed in (1, 2)
        )

        assert one.result_digest != other.result_digest
        assert json.loads(one.result)["typical"] == json.loads(other.result)["typical"]

    def test_what_is_refused_is_not_stored(self, desk: Desk, clinic: Clinic) -> None:
        with pytest.raises(CannotPredict, match="Weight 190 kg"):
            actions.predict(episode=desk.life.episode, question=replace(ASKED, weight_kg=190.0), at=desk.now, by=clinic.noor)

        assert not Prediction.objects.exists()


class TestKeeping:
    def test_a_plan_is_kept_with_who_when_and_why(self, desk: Desk, clinic: Clinic) -> None:
        response = desk.keep(key=str(uuid4()), remarks="Tolerated well last time.")

        plan = KeptPlan.objects.select_related("first").get()
        assert response.status_code == 302
        assert (plan.kept_by_id, plan.kept_at, plan.remarks) == (clinic.noor.user_id, desk.now, "Tolerated well last time.")
        assert plan.first.model == "kamp2020"
        assert plan.second is None
        assert plan.patient_id == plan.first.patient_id == clinic.alma.id

    def test_a_second_press_keeps_it_once(self, desk: Desk) -> None:
        key = str(uuid4())

        first, second = desk.keep(key=key), desk.keep(key=key)

        assert first.headers["Location"] == second.headers["Location"]
        assert KeptPlan.objects.count() == 1

    def test_the_same_form_with_another_dose_is_a_conflict(self, desk: Desk) -> None:
        key = str(uuid4())
        desk.keep(key=key)

        assert desk.keep(key=key, a_dose="0.4").status_code == AlreadyKept.status
        assert KeptPlan.objects.count() == 1

    def test_two_side_by_side_are_kept_together(self, desk: Desk) -> None:
        desk.keep(key=str(uuid4()), b_way="nasal", b_dose="56", b_substance="S-ketamine", b_salt="base")

        plan = KeptPlan.objects.select_related("first", "second").get()
        assert plan.second is not None
        assert (plan.first.model, plan.second.model) == ("kamp2020", "perezruixo2021")

    def test_what_cannot_be_predicted_is_not_kept(self, desk: Desk) -> None:
        response = desk.keep(key=str(uuid4()), a_way="intramuscular", a_over="")

        assert response.status_code == 422
        assert "no validated model" in response.content.decode()
        assert not KeptPlan.objects.exists()

    def test_a_prediction_of_somebody_else_is_not_kept(self, desk: Desk, clinic: Clinic) -> None:
        theirs = a_life(a_clinic("Other Clinic", domain="other.example"))
        row = actions.predict(episode=theirs.episode, question=ASKED, at=desk.now, by=clinic.noor)

        with pytest.raises(NothingToKeep):
            actions.keep(episode=desk.life.episode, predictions=[row], by=clinic.noor, at=desk.now)

    def test_a_kept_plan_is_read_as_it_was_and_computed_again_on_request(self, desk: Desk, clinic: Clinic) -> None:
        where = desk.keep(key=str(uuid4())).headers["Location"]

        with clock.stopped_at(desk.now):
            page, again = (browser_of(clinic.mira).get(where + query).content.decode() for query in ("", "?again=1"))

        assert "Not before" in page
        assert "byte for byte" not in page
        assert "byte for byte" in again


class TestTheSessionsCurve:
    def test_there_is_none_before_the_first_dose_and_it_is_ready_then(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.ORDERED)

        assert queries.predicted_for(patient_page(life.episode, life.now), life.session) is None
        assert Prediction.objects.count() == 1

    def test_it_begins_with_the_dose_and_is_computed_once(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page = patient_page(life.episode, life.now)

        curve = expectations.curve_of(page, life.session)
        again = expectations.curve_of(page, life.session)

        assert curve is not None
        assert curve == again
        assert Prediction.objects.count() == 1
        assert curve.times[0] == page.facts.of(DoseGiven)[0].at
        assert all(later > earlier for earlier, later in zip(curve.times, curve.times[1:], strict=False))
        assert all(0 <= low <= middle <= high for low, middle, high in zip(curve.low, curve.median, curve.high, strict=True))
        assert "ng/mL" in curve.caption
        assert "kamp2020" in curve.caption

    def test_what_lies_in_the_record_is_not_asked_of_it_again(
        self, clinic: Clinic, django_capture_on_commit_callbacks: Any, django_assert_num_queries: Any
    ) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page, session = patient_page(life.episode, life.now), life.session
        with django_capture_on_commit_callbacks(execute=True):
            curve = queries.predicted_for(page, session)

        with django_assert_num_queries(0):
            assert queries.predicted_for(page, session) == curve

    def test_a_prediction_that_was_taken_back_is_asked_again(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page = patient_page(life.episode, life.now)
        with suppress(ZeroDivisionError), transaction.atomic():
            queries.predicted_for(page, life.session)
            raise ZeroDivisionError

        queries.predicted_for(page, life.session)

        assert Prediction.objects.count() == 1

    def test_an_infusion_that_was_stopped_early_reaches_less(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page = patient_page(life.episode, life.now)
        dose = page.facts.of(DoseGiven)[0]
        running = [record for record in page.facts.history if not isinstance(record.fact, DoseStopped)]
        at = dose.at + timedelta(minutes=10)
        stop = Record(
            id=uuid4(),
            fact=DoseStopped(session=life.session, dose=dose.id, given_mg=9.0),
            at=at,
            recorded_at=at,
            sequence=page.seen + 1,
        )

        whole = queries.predicted_for(replace(page, facts=Facts(running)), life.session)
        part = queries.predicted_for(replace(page, facts=Facts([*running, stop])), life.session)

        assert whole is not None
        assert part is not None
        assert max(part.median) < 0.8 * max(whole.median)

    def test_a_route_without_a_model_has_none(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED, protocol="im-kap-course")

        assert expectations.curve_of(patient_page(life.episode, life.now), life.session) is None
        assert not Prediction.objects.exists()

    def test_a_session_that_is_not_there_has_none(self, desk: Desk) -> None:
        assert queries.predicted_for(patient_page(desk.life.episode, desk.now), uuid4()) is None

    def test_a_fault_in_a_prediction_leaves_the_visit_on_the_screen(
        self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError

        life = a_life(clinic, phase=Phase.DOSED)
        monkeypatch.setattr(expectations, "_SOURCES", [broken])

        with clock.stopped_at(life.now):
            response = browser_of(clinic.mira).get(f"/episodes/{life.episode.id}/sessions/{life.session}/")

        assert response.status_code == 200
        assert clinic.alma.name not in caplog.text

    def test_doses_are_asked_about_as_they_were_given(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page = patient_page(life.episode, life.now)
        queries.predicted_for(page, life.session)

        given, stopped = page.facts.of(DoseGiven)[0], page.facts.of(DoseStopped)[0]
        asked = Question.from_json(Prediction.objects.get().question)
        ran = round((stopped.at - given.at) / timedelta(minutes=1))
        assert (asked.total_mg, asked.doses[0].over_min, asked.salt) == (stopped.fact.given_mg, ran, given.fact.amount_as.value)


class TestThePatientsPicture:
    def test_it_speaks_of_hours_and_never_of_concentrations(self, desk: Desk, clinic: Clinic) -> None:
        with clock.stopped_at(desk.now):
            page = browser_of(clinic.alma_herself).get("/me/prepare/").content.decode()

        assert "How the medicine comes and goes" in page
        assert "strongest at about" in page
        assert "most people are inside it" in page
        assert "It does not know your body" in page
        assert "ng/mL" not in page

    def test_a_route_without_a_model_has_no_picture(self, clinic: Clinic) -> None:
        desk = a_desk(clinic, protocol="im-kap-course")

        assert queries.patient_picture(patient_page(desk.life.episode, desk.now)) is None
        with clock.stopped_at(desk.now):
            assert "comes and goes" not in browser_of(clinic.alma_herself).get("/me/prepare/").content.decode()


def test_nothing_of_pharmacokinetics_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import django, sys; django.setup(); import kapstone.clinic.config.urls, kapstone.clinic.planning.views;"
        "assert 'kapstone.pk' not in sys.modules and 'numpy' not in sys.modules, 'too early'"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


class TestTheVisitsPicture:
    def test_the_expected_course_stands_behind_the_readings(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)

        with clock.stopped_at(life.now):
            page = (
                browser_of(clinic.mira)
                .get(f"/episodes/{life.episode.id}/sessions/{life.session}/", {"part": "during"})
                .content.decode()
            )

        assert "c-expected-band" in page
        assert "expected ketamine, ng/mL in arterial blood (kamp2020)" in page
        assert "Predicted" in page

    def test_a_pause_is_asked_about_as_two_stretches(self, clinic: Clinic) -> None:
        life = a_life(clinic, phase=Phase.DOSED)
        page = patient_page(life.episode, life.now)
        dose = page.facts.of(DoseGiven)[0]
        running = [record for record in page.facts.history if not isinstance(record.fact, DoseStopped)]
        turns = (
            (10, DosePaused(session=life.session, dose=dose.id, given_mg=9.0, reason="anxious")),
            (15, DoseResumed(session=life.session, dose=dose.id)),
        )
        told = [
            Record(id=uuid4(), fact=fact, at=at, recorded_at=at, sequence=page.seen + minutes)
            for minutes, fact in turns
            for at in [dose.at + timedelta(minutes=minutes)]
        ]

        queries.predicted_for(replace(page, facts=Facts([*running, *told]), now=dose.at + timedelta(minutes=20)), life.session)

        asked = Question.from_json(Prediction.objects.get().question)
        assert [(each.at_min, each.over_min, each.mg) for each in asked.doses] == [(0, 10, 9.0), (15, 30, 27.0)]
