"""Forms drawn from facts: every kind has one, what goes in comes out, and what cannot be stands beside its field."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kapstone.clinic.journal import clock
from kapstone.clinic.web.factforms import fact_form, initial_of, label_of, unit_of
from kapstone.facts import (
    KINDS,
    AllergyListed,
    Answer,
    CheckedIn,
    Discharged,
    Fact,
    Indication,
    LabResulted,
    MedicationListed,
    NextDayContacted,
    PersonDescribed,
    Sex,
    TreatmentTried,
    Trial,
    VitalsTaken,
)
from kapstone.facts.deciding import EvaluationDone
from kapstone.facts.person import DiagnosisMade

SESSION = UUID("6b617073-0000-4000-8000-000000000001")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

POSSIBLE = [
    PersonDescribed(birth_date=date(1984, 11, 24), sex_at_birth=Sex.FEMALE, residence_state="NY"),
    VitalsTaken(systolic_mmhg=128, diastolic_mmhg=82, temperature_celsius=36.8, symptoms=("headache", "flushing"), position="seated"),
    TreatmentTried(trial=Trial.ANTIDEPRESSANT, ingredient="sertraline", dose_mg_per_day=137.5, in_current_episode=None),
    TreatmentTried(trial=Trial.OTHER, ingredient="light", in_current_episode=False, stopped_for_intolerance=True),
    MedicationListed(name="Lithium", daily_dose_mg=900, is_taken=False),
    AllergyListed(substance="Latex", severity="severe", is_active=True),
    DiagnosisMade(code="F33.2", system="ICD-10-CM", label="Depression", indication=Indication.TRD, is_index=True, current_episode_start=date(2025, 6, 1)),
    NextDayContacted(session=SESSION, reached=True, feels_safe=Answer.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_has_a_form(kind: type[Fact]) -> None:
    assert fact_form(kind)().as_p() is not None


@pytest.mark.parametrize("fact", POSSIBLE, ids=lambda fact: fact.kind)
def test_what_goes_in_comes_out(fact: Fact) -> None:
    kind = fact_form(type(fact))
    drawn = kind(initial=initial_of(fact))
    posted: dict[str, Any] = {}  # Any: what a browser would send
    for bound in drawn:
        value = bound.field.prepare_value(bound.initial)
        if value not in {None, "", False} or (isinstance(value, str) and value):
            posted[bound.html_name] = "on" if value is True else str(value)

    form = kind(posted)

    assert form.is_valid(), form.errors
    assert form.to_fact(**({"session": SESSION} if isinstance(fact, NextDayContacted) else {})) == fact


def test_what_cannot_be_stands_beside_its_field_and_what_was_typed_is_kept() -> None:
    form = fact_form(VitalsTaken)({"systolic_mmhg": "82", "diastolic_mmhg": "128"})

    assert not form.is_valid()
    assert form.errors == {"diastolic_mmhg": ["The lower number must be below the upper one; were they swapped?"]}
    assert form["systolic_mmhg"].value() == "82"


def test_a_refusal_of_a_field_nobody_is_asked_stands_on_top() -> None:
    form = fact_form(EvaluationDone, fields=("cleared",), fixed={"evaluation": "medical", "summary": " "})({"cleared": "yes"})

    assert not form.is_valid()
    assert form.non_field_errors() == ["Say what the evaluation found."]


def test_a_comma_counts_as_a_decimal_point_and_the_unit_may_be_typed() -> None:
    form = fact_form(VitalsTaken)({"temperature_celsius": "36,8 °C"})

    assert form.is_valid(), form.errors
    assert form.to_fact().temperature_celsius == 36.8


def test_a_moment_in_the_future_is_refused_and_an_empty_one_is_now() -> None:
    timed = fact_form(LabResulted, fields=("analyte", "value", "unit"), when="Sample taken at")
    said = {"analyte": "alt", "value": "22", "unit": "U/L"}

    with clock.stopped_at(NOW):
        late = timed(said | {"at": (NOW + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")})
        assert not late.is_valid()
        assert "at" in late.errors
        empty = timed(said)
        assert empty.is_valid()
        assert empty.at(NOW) == NOW


def test_a_yes_or_no_that_must_be_given_has_no_default() -> None:
    form = fact_form(NextDayContacted)({})

    assert not form.is_valid()
    assert "reached" in form.errors


def test_fields_nobody_is_asked_are_given_by_the_caller() -> None:
    assert "session" not in fact_form(CheckedIn).base_fields
    assert "session" not in fact_form(Discharged).base_fields


def test_a_field_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="no field 'sistolic'"):
        fact_form(VitalsTaken, fields=("sistolic",))


@pytest.mark.parametrize(
    "name, label, unit",
    [
        ("systolic_mmhg", "Systolic pressure", "mmHg"), ("dose_mg_per_kg", "Dose", "mg/kg"), ("heart_rate_per_min", "Heart rate", "per min"),
        ("distress_0_10", "Distress (0 to 10)", ""), ("is_taken", "Taken", ""), ("kilograms", "Weight", "kg"), ("infusion_min", "Infusion", "min"),
    ],
)  # fmt: skip
def test_the_unit_is_in_the_name(name: str, label: str, unit: str) -> None:
    assert (label_of(name), unit_of(name)) == (label, unit)
