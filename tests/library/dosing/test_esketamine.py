"""Esketamine as its label has it: devices, rests, schedules, the first dose, the liver, the observation, the form."""

from datetime import UTC, datetime, timedelta

import pytest

from kapstone.dosing.esketamine import (
    DOSES_MG,
    MONOTHERAPY,
    SCHEDULES,
    Hepatic,
    NotADose,
    Use,
    administration_time,
    devices,
    first_dose_caution,
    form_due_at,
    hepatic_note,
    may_leave_at,
    phase_of,
)

FIRST = datetime(2026, 3, 2, 15, tzinfo=UTC)
TRD, SUICIDALITY = Use.TREATMENT_RESISTANT, Use.ACUTE_SUICIDALITY


@pytest.mark.parametrize("dose, count, minutes", [(28, 1, 0), (56, 2, 5), (84, 3, 10)])
def test_a_dose_is_one_to_three_devices_with_rests_between(dose: float, count: int, minutes: int) -> None:
    assert devices(dose) == count
    assert administration_time(dose) == timedelta(minutes=minutes)
    assert dose in DOSES_MG


@pytest.mark.parametrize("dose", [0, 30, 112, float("nan")])
def test_anything_else_is_no_dose(dose: float) -> None:
    with pytest.raises(NotADose):
        devices(dose)


@pytest.mark.parametrize("week, a_week", [(1, 2), (4, 2), (5, 1), (8, 1), (9, 1), (40, 1)])
def test_the_schedule_follows_the_weeks(week: int, a_week: float) -> None:
    phase = phase_of(TRD, FIRST, FIRST + timedelta(weeks=week - 1, hours=1))

    assert phase is not None
    assert phase.sessions_a_week == a_week


def test_beyond_four_weeks_acute_suicidality_has_no_schedule() -> None:
    assert phase_of(SUICIDALITY, FIRST, FIRST + timedelta(weeks=4, hours=1)) is None
    assert phase_of(TRD, FIRST, FIRST - timedelta(days=1)) is None
    assert all(phase.doses_mg == (56, 84) for phases in SCHEDULES.values() for phase in phases)


@pytest.mark.parametrize(
    "use, dose, unusual",
    [(TRD, 56, False), (TRD, 84, True), (TRD, 28, True), (SUICIDALITY, 84, False), (SUICIDALITY, 56, True)],
)
def test_the_first_dose_is_the_labels_or_says_why_not(use: Use, dose: float, unusual: bool) -> None:
    assert bool(first_dose_caution(use, dose)) is unusual


def test_alone_only_for_treatment_resistant_depression() -> None:
    assert MONOTHERAPY == {TRD: True, SUICIDALITY: False}


def test_the_liver_is_asked_about() -> None:
    assert hepatic_note(None)
    assert not hepatic_note(Hepatic.NONE)
    assert "longer" in hepatic_note(Hepatic.MODERATE)
    assert "not recommended" in hepatic_note(Hepatic.SEVERE)


def test_two_hours_after_the_last_spray_and_seven_days_for_the_form() -> None:
    assert may_leave_at(FIRST) - FIRST == timedelta(hours=2)
    assert form_due_at(FIRST) - FIRST == timedelta(days=7)
