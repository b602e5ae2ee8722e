"""Alma's screening, one thing changed at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kapstone.facts import AmountAs, ConcernResolved, DoseGiven, Drug, Facts, Record, Route
from kapstone.findings import Level, Override, Role
from kapstone.rules.report import screen
from kapstone.screening_input import Described
from library.rules.screening.described import NOW, alma, cssrs, finding, phq9, read, report, scales


def test_alma_is_well_described_and_no_rule_stands_in_the_way() -> None:
    found = report(alma())

    assert found.level is Level.NOTE, found.verdict
    assert [finding.rule for finding in found.findings if finding.level > Level.CLEAR] == ["SC-01"]
    assert found.verdict == "No rule stands in the way."
    assert not found.blocks_dose


@pytest.mark.parametrize(
    "item, rule",
    [
        ("aneurysmal_vascular_disease", "CV-01"),
        ("arteriovenous_malformation", "CV-02"),
        ("intracerebral_haemorrhage", "CV-03"),
        ("ketamine_hypersensitivity", "CV-04"),
    ],
)
def test_a_contraindication_of_the_label_is_never_set_aside_with_esketamine(item: str, rule: str) -> None:
    racemic = finding(alma(history={item: "yes"}), rule)
    labelled = finding(alma(history={item: "yes"}, drug="esketamine", route="nasal"), rule)

    assert racemic.level is labelled.level is Level.STOP
    assert racemic.override is Override.TWO_CLINICIANS
    assert labelled.override is Override.NEVER


def test_a_pressure_is_the_mean_of_two_readings_five_minutes_apart() -> None:
    vitals = [
        {"at": "2026-11-21T14:30:00Z", "systolic_mmhg": 150, "diastolic_mmhg": 86, "spo2_percent": 98},
        {"at": "2026-11-21T14:40:00Z", "systolic_mmhg": 138, "diastolic_mmhg": 84},
    ]

    found = finding(alma(vitals=vitals), "CV-06")

    assert found.level is Level.REVIEW
    assert found.value == "144/85 mmHg, mean of 2"
    assert found.limit == "140/90 mmHg"
    assert found.override is Override.PRESCRIBER


def test_readings_too_close_together_are_not_two() -> None:
    vitals = [
        {"at": "2026-11-21T14:36:00Z", "systolic_mmhg": 150, "diastolic_mmhg": 86, "spo2_percent": 98},
        {"at": "2026-11-21T14:40:00Z", "systolic_mmhg": 138, "diastolic_mmhg": 84},
    ]

    assert finding(alma(vitals=vitals), "CV-06").level is Level.UNKNOWN


def test_a_heart_attack_holds_until_six_weeks_have_passed() -> None:
    body = alma(history={"mi_or_unstable_angina": {"answer": "yes", "on": "2026-11-01"}})
    later = body | {"as_of": "2026-12-14T15:00:00Z"}

    now, then = finding(body, "CV-09"), finding(later, "CV-09")

    assert now.level is Level.HOLD
    assert now.changes_at == datetime(2026, 12, 13, tzinfo=UTC)
    assert then.level is Level.REVIEW


def test_one_missing_answer_is_not_hidden_by_another_finding_of_the_same_rule() -> None:
    body = alma(history={"mi_or_unstable_angina": {"answer": "yes", "on": "2025-01-01"}, "stroke_or_tia": "unknown"})

    levels = {found.key: found.level for found in report(body).findings if found.rule == "CV-09"}

    assert levels == {"CV-09:mi_or_unstable_angina": Level.REVIEW, "CV-09:stroke_or_tia": Level.UNKNOWN}


def test_a_pregnancy_test_lapses_after_a_week() -> None:
    found = finding(alma(pregnancy_test={"at": "2026-11-15T09:00:00Z", "result": "negative"}), "PR-01")

    assert found.level is Level.CLEAR
    assert found.changes_at == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert finding(alma(pregnancy_test={"at": "2026-11-14T09:00:00Z", "result": "negative"}), "PR-01").level is Level.UNKNOWN


def test_the_day_before_eighteen_is_too_early() -> None:
    tomorrow = finding(alma(birth_date="2008-11-22"), "AG-01")

    assert tomorrow.level is Level.STOP
    assert tomorrow.changes_at == datetime(2026, 11, 22, tzinfo=UTC)
    assert finding(alma(birth_date="2008-11-21"), "AG-01").level is Level.CLEAR


def test_someone_born_on_the_29th_of_february_has_a_birthday_every_year() -> None:
    found = finding(alma(birth_date="2008-02-29") | {"as_of": "2025-06-01T00:00:00Z", "vitals": [], "measures": [],
        "labs": [], "urinalysis": {"result": "negative"}, "medications_reconciled": {"count": 0}, "diagnoses": [], "evaluations": [],
        "pregnancy_test": {"result": "negative", "at": "2025-05-31"}, "drug_screen": {"result": "negative", "at": "2025-05-31"},
        "pdmp": {"at": "2025-05-31", "state": "OR", "result": "as_expected"}, "consent": {"at": "2025-05-31"}}, "AG-01")  # fmt: skip

    assert found.changes_at == datetime(2026, 3, 1, tzinfo=UTC)


def test_a_positive_self_harm_item_is_urgent_until_a_clinician_followed_it_up() -> None:
    alone = finding(alma(measures=[phq9(1), cssrs()]), "SC-02")
    resolved = phq9(1, follow_up={"found": "Passing thoughts.", "plan": "Safety plan.", "safe_to_continue": True})

    assert alone.level is Level.URGENT
    assert alone.owner is Role.PRESCRIBER
    assert alone.due == datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    assert alone.override is Override.NEVER
    assert finding(alma(measures=[resolved, cssrs()]), "SC-02").level is Level.CLEAR


def test_a_follow_up_counts_only_for_the_measure_it_names() -> None:
    other = cssrs(follow_up={"found": "Nothing new.", "plan": "None.", "safe_to_continue": True})

    assert finding(alma(measures=[phq9(1), other]), "SC-02").level is Level.URGENT


@pytest.mark.parametrize("role, level", [("patient", Level.URGENT), ("coordinator", Level.URGENT), ("therapist", Level.CLEAR)])
def test_only_a_clinician_follows_a_concern_up(role: str, level: Level) -> None:
    body = alma(measures=[phq9(1, follow_up={"found": "Passing.", "plan": "Plan.", "safe_to_continue": True}), cssrs()])
    patient = read(body)
    records = [replace(r, by_role=role) if isinstance(r.fact, ConcernResolved) else r for r in patient.facts.history]

    found = screen(replace(patient, facts=Facts(records)).chart())

    assert max(finding.level for finding in found.findings if finding.rule == "SC-02") is level


INTENT = {"cssrs_1": 1, "cssrs_2": 1, "cssrs_3": 0, "cssrs_4": 1, "cssrs_5": 0, "cssrs_6": 0}


def test_intent_is_urgent_within_the_hour() -> None:
    found = finding(alma(measures=[phq9(), cssrs(answers=INTENT)]), "SC-03")

    assert found.level is Level.URGENT
    assert found.due == datetime(2026, 11, 20, 19, 5, tzinfo=UTC)


@pytest.mark.parametrize("place, level", [("home", Level.STOP), ("clinic", Level.REVIEW)])
def test_intent_excludes_home_and_is_reviewed_in_the_clinic(place: str, level: Level) -> None:
    body = alma(measures=[phq9(), cssrs(answers=INTENT)], place=place)

    assert finding(body, "PS-05").level is level


def test_thoughts_without_intent_are_no_exclusion() -> None:
    answers = INTENT | {"cssrs_4": 0, "cssrs_3": 1}

    found = report(alma(measures=[phq9(), cssrs(answers=answers), *scales()]))

    assert found.level is Level.CAUTION
    assert found.verdict == "No rule stands in the way: one caution."


def test_dependence_is_only_asked_for_treatment_at_home() -> None:
    rules = {found.rule for found in report(alma()).findings}

    assert "SU-03" not in rules
    assert finding(alma(place="home", history={"opioid_use_disorder": "yes"}), "SU-03").level is Level.STOP


def test_consent_is_never_set_aside_and_lapses_after_a_year() -> None:
    fresh = finding(alma(), "LO-02")
    unsigned = finding(alma(consent={"at": "2026-11-20", "teach_back_percent": 90}), "LO-02")

    assert fresh.changes_at == datetime(2026, 11, 20, tzinfo=UTC) + timedelta(days=365)
    assert unsigned.level is Level.HOLD
    assert unsigned.override is Override.NEVER


def test_what_is_arranged_later_does_not_decide_eligibility() -> None:
    found = report(alma(consent=None, therapist=None))

    assert found.level is Level.NOTE
    assert found.blocks_dose
    assert found.verdict == "No rule stands in the way. Before the first dose: consent, therapist."


def test_the_verdict_counts_in_words() -> None:
    body = alma(history={"past_psychosis": "yes", "current_psychosis": "unknown"}, drug_screen=None)

    assert report(body).verdict == "Not yet: two things missing, one needs review."


def test_the_same_chart_has_the_same_digest_and_another_has_another() -> None:
    assert report(alma()).digest == report(alma()).digest
    assert report(alma()).digest != report(alma(weight_kg=40)).digest


def test_a_protocol_may_judge_by_its_own_numbers() -> None:
    patient = alma(vitals=[
        {"at": "2026-11-21T14:30:00Z", "systolic_mmhg": 136, "diastolic_mmhg": 82, "spo2_percent": 98},
        {"at": "2026-11-21T14:40:00Z", "systolic_mmhg": 136, "diastolic_mmhg": 80},
    ])  # fmt: skip
    from kapstone.rules.report import screen
    from library.rules.screening.described import read

    strict = screen(read(patient).chart(limits={"CV-06": {"systolic_mmhg": 130}}))

    assert {found.level for found in report(patient).findings if found.rule == "CV-06"} == {Level.CLEAR}
    assert strict.level is Level.REVIEW


def test_nothing_is_known_of_an_empty_description() -> None:
    found = report({"as_of": NOW.isoformat()})

    assert found.level is Level.UNKNOWN
    assert found.blocks_dose
    assert found.verdict.startswith("Not yet: ")


def test_the_screening_does_not_lapse_behind_a_treatment_that_has_begun() -> None:
    before = alma() | {"as_of": "2027-01-20T10:00:00Z"}
    patient = read(before)
    dose = DoseGiven(
        session=UUID(int=1),
        order=UUID(int=2),
        drug=Drug.KETAMINE,
        route=Route.IV,
        dose_mg=35,
        amount_as=AmountAs.BASE,
        infusion_min=40,
    )
    began = NOW + timedelta(days=3)
    treated = replace(patient, facts=patient.facts.plus(Record(id=UUID(int=3), fact=dose, at=began, recorded_at=began)))

    def levels(described: Described) -> dict[str, Level]:
        return {
            found.rule: found.level for found in screen(described.chart()).findings if found.rule in {"CV-06", "SU-06", "SC-03"}
        }

    assert set(levels(patient).values()) == {Level.UNKNOWN}
    assert set(levels(treated).values()) == {Level.CLEAR}
