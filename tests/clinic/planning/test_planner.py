"""The dose planner as prescribers use it: what is drawn, what is said beside it, what is refused and where, who may enter."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cast import Clinic, a_clinic, another_clinic, browser_of, ines
from clinic.planning.asking import ASKED, NASAL, Desk, a_desk
from kapstone.clinic.journal import clock
from kapstone.clinic.planning.models import KeptPlan, Prediction
from kapstone.clinic.planning.planner import monitoring_words
from kapstone.clinic.planning.question import WITHOUT_MODEL, Way
from kapstone.facts import PregnancyTested, WeightMeasured
from kapstone.facts.body import TestResult
from kapstone.findings import Level
from kapstone.pk import all_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def desk(clinic: Clinic) -> Desk:
    return a_desk(clinic)


def words(response: Any) -> str:  # Any: the test client's response
    return str(response.content.decode())


class TestWhatIsShown:
    def test_a_bare_address_shows_the_programmes_usual_dose(self, desk: Desk, clinic: Clinic) -> None:
        with clock.stopped_at(desk.now):
            page = words(browser_of(clinic.noor).get(desk.at))

        assert "36 mg over 40 min, intravenous infusion" in page
        assert "c-x-band" in page
        assert "c-x-edge" in page
        assert "programme: stay to 2:00" in page
        assert "Kamp 2020" in page
        assert "arterial blood" in page
        assert "never leave to go home" in page

    def test_the_return_is_never_earlier_than_the_programmes_minimum(self, desk: Desk) -> None:
        high, low = desk.shown(threshold="150"), desk.shown(threshold="10")

        assert high.sides[0].return_h == high.sides[0].minimum_h == 2.0
        assert "the programme's minimum, which is the longer" in high.sides[0].return_words
        later = low.sides[0].return_h
        assert later is None or later > 2.0

    def test_a_return_beyond_the_models_horizon_is_said_and_not_guessed(self, desk: Desk) -> None:
        (side,) = desk.shown(threshold="1").sides

        assert side.return_h is None
        assert "Not expected below 1 ng/mL within 8 h" in side.return_words
        assert "stand in any case" in side.return_words

    def test_two_regimens_stand_side_by_side_in_two_hues(self, desk: Desk) -> None:
        page = words(desk.page(b_way="nasal", b_dose="56", b_substance="S-ketamine", b_salt="base"))

        assert "c-x-line c-x1" in page
        assert "c-x-line c-x2" in page
        assert "Perez-Ruixo 2021" in page
        assert "Kamp 2020" in page
        assert "of ketamine" in page
        assert "of S-ketamine" in page

    def test_the_same_dose_in_the_same_patients_differs_only_by_what_was_changed(self, desk: Desk) -> None:
        shown = desk.shown(b_way="infusion", b_dose="0.25", b_unit="mg/kg", b_over="40", b_substance="racemate", b_salt="base")
        a, b = (side.forecast for side in shown.sides)

        assert b.question.total_mg * 2 == a.question.total_mg
        assert b.typical == pytest.approx([each / 2 for each in a.typical], rel=1e-9)
        assert b.peak == pytest.approx([each / 2 for each in a.peak], rel=1e-9)

    def test_the_monitoring_plan_and_the_dose_limits_are_those_of_the_protocol(self, desk: Desk) -> None:
        page, shown = words(desk.page(a_dose="0.9")), desk.shown(a_dose="0.9")

        assert all(value in page for _, value in monitoring_words(shown.protocol))
        assert "typical peak at 72 mg, the programme&#x27;s limit" in page
        assert [finding.level for finding in shown.sides[0].limits if "upper part of the band" in finding.because] == [
            Level.CAUTION
        ]

    def test_a_dose_above_the_programmes_limit_is_drawn_and_said_to_be_forbidden(self, desk: Desk) -> None:
        (side,) = desk.shown(a_dose="1.4").sides

        assert any(finding.level is Level.STOP and "above the programme's limit" in finding.because for finding in side.limits)

    def test_what_is_needed_to_compute_it_again_stands_on_the_page(self, desk: Desk) -> None:
        page, row = words(desk.page()), Prediction.objects.get()

        assert row.model_digest[:16] in page
        assert row.result_digest[:16] in page
        assert "1000, seed 20" in page
        assert row.software in page
        assert f"at most {desk.shown().sides[0].forecast.error_percent:g} % of the peak" in page

    def test_models_that_do_not_cover_it_say_why_and_none_unverified_is_among_those_drawn(self, desk: Desk) -> None:
        (side,) = desk.shown().sides
        hidden = [model for model in all_models().values() if not model.may_be_shown_to_clinicians]

        assert hidden
        page = words(desk.page())
        assert not [model.id for model in hidden if model.title in page or model.id in page]
        assert "otto2021" in dict(side.forecast.models_left_out)

    def test_what_was_not_said_is_unknown_and_not_passed_over(self, desk: Desk) -> None:
        assert (
            "unknown",
            "Not said: pregnancy, liver disease. The model does not hold in pregnancy, Child-Pugh C or intensive care.",
        ) in desk.shown().sides[0].forecast.cautions

    def test_outside_what_was_studied_is_a_caution_and_inside_is_said_too(self, desk: Desk) -> None:
        desk.record(PregnancyTested(result=TestResult.NEGATIVE))
        inside = words(desk.page(child_pugh="none"))
        outside = desk.shown(a_way="oral", a_dose="35", a_unit="mg", a_over="", a_substance="S-ketamine", a_model="ashraf2018")

        assert outside.sides[0].forecast.cautions
        assert "Patient and dose lie within" in inside


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "field, says, changed",
        [
            ("a_way", "no validated model in adults", {"a_way": "intramuscular", "a_over": ""}),
            ("a_way", "no validated model in adults", {"a_way": "subcutaneous", "a_over": ""}),
            ("a_way", "depends on the lozenge", {"a_way": "troche", "a_over": ""}),
            ("a_way", "nasal", {"a_way": "intramuscular", "a_over": "", "a_substance": "S-ketamine", "a_model": "perezruixo2021"}),
            ("a_way", "troche", {"a_way": "troche", "a_dose": "50", "a_unit": "mg", "a_over": "", "a_substance": "S-ketamine", "a_model": "simons2022"}),
            ("a_salt", "base or hydrochloride", {"a_salt": ""}),
            ("a_substance", "racemate or S-ketamine", {"a_substance": ""}),
            ("a_substance", "is not what this model is of", {"a_model": "otto2021"}),
            ("a_over", "is none", {"a_over": "0"}),
            ("a_over", "rate", {"a_dose": "0.5", "a_over": "1"}),
            ("a_over", "Only an infusion runs over time", NASAL | {"a_over": "40"}),
            ("a_dose", "28", NASAL | {"a_dose": "50"}),
            ("a_dose", "outside what the model may be used for", {"a_dose": "2.5"}),
            ("a_model", "not one of the available choices", {"a_model": "assembled_im"}),
            ("child_pugh", "Child-Pugh C", {"child_pugh": "C"}),
            ("a_dose", "Enter the dose", {"a_dose": ""}),
            ("threshold", "is not possible", {"threshold": "0"}),
        ],
    )  # fmt: skip
    def test_a_refusal_stands_at_its_field(self, desk: Desk, field: str, says: str, changed: dict[str, str]) -> None:
        refused = desk.refusal(**changed)

        assert says in refused[field], refused
        assert "Regimen(" not in str(refused)
        assert not Prediction.objects.exists()

    def test_a_weight_outside_the_model_is_refused_with_value_and_limit(self, desk: Desk) -> None:
        desk.record(WeightMeasured(kilograms=190))

        refused = desk.refusal()

        assert "190 kg" in refused["__all__"]
        assert "45 to 120 kg" in refused["__all__"]

    def test_a_child_is_refused(self, desk: Desk) -> None:
        patient = desk.life.episode.patient
        patient.birth_date = patient.birth_date.replace(year=desk.now.year - 9)

        assert "age 8" in desk.refusal()["__all__"].lower()

    def test_a_pregnant_patient_is_refused(self, desk: Desk) -> None:
        desk.record(PregnancyTested(result=TestResult.POSITIVE))

        assert "pregnancy" in desk.refusal()["__all__"]

    def test_without_a_weight_a_dose_by_weight_waits_for_it(self, clinic: Clinic) -> None:
        from cast import an_episode

        episode = an_episode(clinic)
        with clock.stopped_at(episode.opened_at):
            page = words(browser_of(clinic.noor).get(f"/episodes/{episode.id}/planner/"))

        assert "Weigh the patient first" in page
        assert "not measured" in page

    def test_one_refused_side_leaves_the_other_drawn(self, desk: Desk) -> None:
        shown = desk.shown(b_way="intramuscular", b_dose="35", b_substance="racemate", b_salt="base")

        assert [side.label for side in shown.sides] == ["A"]
        assert "no validated model" in str(shown.form.errors["b_way"])

    @pytest.mark.parametrize("way", sorted(WITHOUT_MODEL))
    def test_no_clinical_model_covers_what_is_said_to_have_none(self, way: Way) -> None:
        visible = [model for model in all_models().values() if model.may_be_shown_to_clinicians]

        assert not [
            model.id
            for model in visible
            for route in model.spec.structure.routes
            if route.route is way.route and (way is not Way.TROCHE or "troche" in route.formulations)
        ]


class TestWhoMayEnter:
    @pytest.mark.parametrize("name", ["cato", "dara"])
    def test_who_does_not_observe_sessions_is_kept_out(self, desk: Desk, clinic: Clinic, name: str) -> None:
        assert desk.page(getattr(clinic, name)).status_code == 403

    def test_monitor_and_therapist_look_and_keep_nothing(self, desk: Desk, clinic: Clinic) -> None:
        page = words(desk.page(clinic.mira))

        assert "Keep this plan" not in page
        assert "c-x-line" in page
        assert desk.keep(clinic.sol, key=str(uuid4())).status_code == 403
        assert not KeptPlan.objects.exists()

    def test_another_clinic_finds_nothing(self, desk: Desk) -> None:
        elsewhere = ines(another_clinic())

        assert desk.page(elsewhere).status_code == 404
        assert desk.keep(elsewhere, key=str(uuid4())).status_code == 404

    def test_a_session_of_somebody_else_is_no_page(self, desk: Desk, clinic: Clinic) -> None:
        with clock.stopped_at(desk.now):
            client = browser_of(clinic.noor)
            mine = client.get(f"/episodes/{desk.life.episode.id}/sessions/{desk.life.session}/planner/")

            assert mine.status_code == 200
            assert client.get(f"/episodes/{desk.life.episode.id}/sessions/{uuid4()}/planner/").status_code == 404

    def test_it_is_reached_from_the_course_and_from_the_order(self, desk: Desk, clinic: Clinic) -> None:
        with clock.stopped_at(desk.now):
            client: Client = browser_of(clinic.noor)
            course = words(client.get(f"/episodes/{desk.life.episode.id}/sessions/"))
            visit = words(client.get(f"/episodes/{desk.life.episode.id}/sessions/{desk.life.session}/", {"part": "before"}))

        assert desk.at in course
        assert f"/sessions/{desk.life.session}/planner/" in visit


def test_a_hostile_query_is_answered_and_not_broken(desk: Desk) -> None:
    for value in ("\0", "1e999999", "NaN", "9" * 5000, "<script>alert(1)</script>", "-1"):
        for name in ASKED:
            response = desk.page(**{name: value})

            assert response.status_code == 200, (name, value)
            assert "<script>alert(1)" not in words(response)


def test_looking_again_computes_nothing_and_asks_the_database_little(
    desk: Desk, clinic: Clinic, django_assert_max_num_queries: Any
) -> None:
    desk.page()
    client = browser_of(clinic.noor)

    with clock.stopped_at(desk.now), django_assert_max_num_queries(14):
        response = client.get(desk.at, ASKED)

    assert response.status_code == 200
    assert Prediction.objects.count() == 1
