"""Alma with one thing changed, and what the rules of liver, airway, home, indications and the work-up make of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kapstone.facts import AmountAs, Answer, DoseGiven, Drug, Facts, HomeSettingChecked, MeasureAnswered, Record, Route
from kapstone.findings import Level, Override, worst
from kapstone.rules import all_rules
from kapstone.rules.report import screen
from library.rules.screening.described import NOW, alma, cssrs, finding, lab, phq9, read, report, scales


def labs(**values: float) -> list[dict[str, Any]]:
    """Alma's results with some replaced."""
    return [each | {"value": values.get(each["analyte"], each["value"])} for each in alma()["labs"]]


@pytest.mark.parametrize(
    "alt, moderate, raised",
    [
        (45, Level.CLEAR, Level.CLEAR),
        (46, Level.CLEAR, Level.CAUTION),
        (134, Level.CLEAR, Level.CAUTION),
        (135, Level.REVIEW, Level.CLEAR),
    ],
)
def test_liver_enzymes_are_read_against_the_laboratorys_own_limit(alt: float, moderate: Level, raised: Level) -> None:
    found = {f.rule: f.level for f in report(alma(labs=labs(alt=alt))).findings}

    assert found["HE-02"] is moderate
    assert found["HE-03"] is raised, "from three times on only the rule that asks for the prescriber speaks"


def test_a_liver_result_without_its_limit_says_nothing() -> None:
    body = alma(labs=[*labs()[1:], lab("alt", 22, "U/L")])

    assert finding(body, "HE-02").level is Level.UNKNOWN
    assert finding(body, "HE-02").waits_for == ("ALT",)
    assert not report(body).blocks_dose, "only rules marked so keep the gate closed while something is missing"


def test_liver_results_lapse_before_the_first_dose_and_not_behind_it() -> None:
    patient = read(alma(labs=[each | {"at": "2026-09-01"} for each in labs()]))
    later = replace(patient, as_of=NOW + timedelta(days=20))
    dose = DoseGiven(
        session=UUID(int=1), order=UUID(int=2), drug=Drug.KETAMINE, route=Route.IV, dose_mg=35, amount_as=AmountAs.BASE
    )
    began = Record(id=UUID(int=3), fact=dose, at=NOW + timedelta(days=1), recorded_at=NOW + timedelta(days=1))
    treated = replace(later, facts=later.facts.plus(began))

    levels = [worst(all_rules()["HE-02"].judge(each.chart())) for each in (patient, later, treated)]

    assert levels == [Level.CLEAR, Level.UNKNOWN, Level.CLEAR]


def test_a_stroke_long_ago_asks_for_cardiology_as_well() -> None:
    body = alma(history={"stroke_or_tia": {"answer": "yes", "on": "2019-01-01"}})

    assert finding(body, "CV-11").key == "CV-11:earlier"
    assert finding(body, "CV-11").override is Override.PRESCRIBER


def test_a_long_qtc_is_seen_even_when_the_heart_is_said_to_be_well() -> None:
    assert finding(alma(ecg={"qtc_ms": 512}), "CV-11").value == "512 ms"
    assert finding(alma(ecg={"qtc_ms": 499}), "CV-11").level is Level.CLEAR


@pytest.mark.parametrize("rate, level", [(110, Level.CLEAR), (111, Level.REVIEW), (45, Level.CLEAR), (44, Level.REVIEW)])
def test_the_resting_pulse(rate: int, level: Level) -> None:
    vitals = [each | {"heart_rate_per_min": rate} for each in alma()["vitals"]]

    assert finding(alma(vitals=vitals), "CV-12").level is level


def test_sugar_of_today_holds_for_a_day() -> None:
    low = [*labs(), {"at": "2026-11-21T14:00:00Z", "analyte": "glucose", "value": 3.2, "unit": "mmol/L"}]

    found = finding(alma(labs=low), "EN-04")

    assert found.level is Level.HOLD
    assert found.changes_at == datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def test_body_mass_index_of_35_goes_to_the_prescriber() -> None:
    assert finding(alma(weight_kg=98, height_cm=168), "RS-02").level is Level.CLEAR
    assert finding(alma(weight_kg=99, height_cm=168), "RS-02").value == "35.1 kg/m2"


def test_esketamine_rules_are_only_asked_with_esketamine() -> None:
    racemic = {f.rule for f in report(alma()).findings}
    labelled = {f.rule for f in report(alma(drug="esketamine", route="nasal")).findings}

    assert labelled - racemic == {"CV-13", "SK-01"}


def test_one_bipolar_screen_is_enough() -> None:
    mdq = {"mdq_together": 1, "mdq_problem": 2} | {f"mdq_{number}": int(number <= 7) for number in range(1, 14)}
    others = [each for each in scales() if each["instrument"] != "rms"]
    neither = alma(measures=[phq9(), cssrs(), *others])
    patient = read(neither)
    answered = MeasureAnswered(instrument="mdq", instrument_version="1", answers=mdq)
    with_mdq = Facts((*patient.facts.history, Record(id=UUID(int=9), fact=answered, at=NOW, recorded_at=NOW)))

    found = {f.rule: f.level for f in screen(replace(patient, facts=with_mdq).chart()).findings}

    assert {finding(neither, rule).level for rule in ("SC-04", "SC-05")} == {Level.UNKNOWN}
    assert found["SC-04"] is Level.CLEAR, "the other one asks the same"
    assert found["SC-05"] is Level.REVIEW


def test_a_questionnaire_known_by_its_items_is_added_up() -> None:
    gad7 = {"at": "2026-11-20", "instrument": "gad7", "answers": {f"gad7_{number}": 2 for number in range(1, 8)}}
    others = [each for each in scales() if each["instrument"] != "gad7"]

    assert finding(alma(measures=[phq9(), cssrs(), gad7, *others]), "SC-09").value == "14 points"


def test_a_trauma_screen_that_is_negative_spares_the_pcl5() -> None:
    others = [each for each in scales() if each["instrument"] != "pcl5"]
    negative = {"at": "2026-11-20", "instrument": "pcptsd5", "total_only": 1}
    positive = negative | {"total_only": 4}

    def rules(asked: dict[str, Any]) -> dict[str, Level]:
        found = report(alma(measures=[phq9(), cssrs(), asked, *others])).findings
        return {f.rule: f.level for f in found if f.rule in {"SC-07", "SC-08"}}

    assert rules(negative) == {"SC-07": Level.CLEAR, "SC-08": Level.CLEAR}
    assert rules(positive) == {"SC-07": Level.NOTE, "SC-08": Level.UNKNOWN}


# -- at home ----------------------------------------------------------------------------------------------------------

HOME = {
    "route": "sublingual", "place": "home", "dispensed": [{"at": "2026-11-20", "doses": 2, "dose_mg": 100}],
    "home": {"monitor_present": "yes", "readings_transmitted": "yes", "location_confirmed": "yes", "children_alone": "no",
             "firearms_unsecured": "no", "fall_or_water_hazard": "no"},
}  # fmt: skip


def test_a_home_in_order_leaves_only_the_first_dose_to_decide() -> None:
    found = report(alma(**HOME))

    assert [f.rule for f in found.findings if f.level >= Level.UNKNOWN] == ["HM-03"]
    assert "FDA-NOTICE" in {f.rule for f in found.findings if f.level is Level.NOTE}


@pytest.mark.parametrize(
    "changes, rule, level",
    [
        ({"route": "im"}, "HM-02", Level.STOP),
        ({"route": "sc"}, "HM-02", Level.REVIEW),
        ({"home": HOME["home"] | {"monitor_present": "no"}}, "HM-01", Level.STOP),  # type: ignore[operator]  # a mapping of answers
        ({"home": None}, "HM-01", Level.UNKNOWN),
        ({"home": HOME["home"] | {"readings_transmitted": "no"}}, "HM-05", Level.HOLD),  # type: ignore[operator]  # as above
        ({"home": HOME["home"] | {"firearms_unsecured": "yes"}}, "HM-07", Level.REVIEW),  # type: ignore[operator]  # as above
        ({"history": {"hypertension_on_two_drugs": "yes"}}, "HM-04", Level.STOP),
        ({"birth_date": "1960-01-01"}, "HM-04", Level.STOP),
        ({"dispensed": [{"at": "2026-11-20", "doses": 5, "dose_mg": 100}]}, "HM-08", Level.HOLD),
        ({"dispensed": [{"at": "2026-11-20", "doses": 2, "dose_mg": 100, "missing_since": 1}]}, "HM-08", Level.HOLD),
        ({"dispensed": [{"at": f"2026-11-{day}", "doses": 2, "dose_mg": 100} for day in (17, 20)]}, "HM-08", Level.HOLD),
    ],
)
def test_at_home_more_stands_in_the_way(changes: dict[str, Any], rule: str, level: Level) -> None:
    body = alma(**(HOME | changes))

    assert finding(body, rule).level is level
    assert rule not in {f.rule for f in report(body | {"place": "clinic"}).findings}


def test_before_a_dose_at_home_what_was_checked_last_week_does_not_count() -> None:
    chart = replace(read(alma(**HOME)).chart(), session=UUID(int=5), now=NOW)
    week_ago = Record(
        id=UUID(int=6),
        fact=HomeSettingChecked(monitor_present=Answer.YES),
        at=NOW - timedelta(days=7),
        recorded_at=NOW - timedelta(days=7),
    )
    old = replace(chart, facts=Facts([week_ago]))
    rule = all_rules()["HM-01"]

    assert worst(rule.judge(chart)) is Level.CLEAR
    (held,) = rule.judge(old)
    assert held.level is Level.HOLD
    assert held.override is Override.NEVER


# -- indications ------------------------------------------------------------------------------------------------------


def test_getting_better_takes_nobodys_entry_away() -> None:
    patient = read(alma())
    dose = DoseGiven(
        session=UUID(int=1), order=UUID(int=2), drug=Drug.KETAMINE, route=Route.IV, dose_mg=35, amount_as=AmountAs.BASE
    )
    began = Record(id=UUID(int=3), fact=dose, at=NOW, recorded_at=NOW)
    better = MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=4)
    week = Record(id=UUID(int=4), fact=better, at=NOW + timedelta(days=7), recorded_at=NOW + timedelta(days=7))
    chart = replace(patient, facts=patient.facts.plus(began, week), as_of=NOW + timedelta(days=8)).chart()

    assert worst(all_rules()["IND-DEPRESSION"].judge(chart)) is Level.CLEAR


def test_a_mild_depression_is_for_the_prescriber_to_weigh() -> None:
    mild = {"at": "2026-11-20", "instrument": "phq9", "answers": {f"phq9_{n}": 1 for n in range(1, 9)} | {"phq9_9": 0}}

    found = finding(alma(measures=[mild, cssrs(), *scales()]), "IND-DEPRESSION")

    assert found.level is Level.REVIEW
    assert found.limit == "PHQ-9 15 or QIDS-SR 11 or MADRS 20"


def test_the_programme_for_alcohol_use_disorder_is_exempt_from_its_exclusion() -> None:
    drinks = {"other_substance_use_disorder": "yes", "severe_alcohol_use_disorder": "yes"}

    assert finding(alma(history=drinks, indication="alcohol_use_disorder"), "SU-02").level is Level.REVIEW
    assert finding(alma(history=drinks), "SU-02").level is Level.STOP
    assert "IND-ALCOHOL" not in {f.rule for f in report(alma(history=drinks)).findings}


def test_a_diagnosis_of_something_else_is_no_entry() -> None:
    body = alma(indication="ptsd")

    assert {f.key: f.level for f in report(body).findings if f.rule == "IND-PTSD"} == {
        "IND-PTSD:diagnosis": Level.UNKNOWN,
        "IND-PTSD:severity": Level.REVIEW,
    }


# -- the work-up ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes, rule, level",
    [
        ({"evaluations": None}, "WU-INTERVIEW", Level.UNKNOWN),
        ({"evaluations": None}, "WU-EXAMINATION", Level.UNKNOWN),
        ({"medications_reconciled": {"at": "2026-11-10", "count": 1}}, "WU-MEDICINES", Level.UNKNOWN),
        ({"height_cm": None}, "WU-BODY", Level.UNKNOWN),
        ({"birth_date": "1970-01-01"}, "WU-ECG", Level.UNKNOWN),
        ({"history": {"stable_heart_disease": "yes"}}, "WU-ECG", Level.UNKNOWN),
        ({"labs": labs()[:2]}, "WU-LIVER", Level.UNKNOWN),
        ({"labs": labs()[:4]}, "WU-BLOODS", Level.NOTE),
        ({"urinalysis": {"at": "2026-11-19", "result": "positive", "remarks": "blood"}}, "WU-URINALYSIS", Level.CAUTION),
        ({"birth_date": "1962-01-01"}, "WU-COGNITION", Level.UNKNOWN),
        ({"measures": [phq9(), cssrs()]}, "WU-QUESTIONNAIRES", Level.NOTE),
    ],
)
def test_the_work_up_says_what_is_missing_or_old(changes: dict[str, Any], rule: str, level: Level) -> None:
    assert finding(alma(), rule).level is Level.CLEAR
    assert finding(alma(**changes), rule).level is level


def test_a_long_course_has_cognition_tested() -> None:
    chart = read(alma()).chart(limits={"WU-COGNITION": {"planned_doses": 9}})

    assert worst(all_rules()["WU-COGNITION"].judge(chart)) is Level.UNKNOWN
