"""The five amounts of a dose kept apart, what two people read, what can be measured out, the pump and the undiluted vial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.dosing import (
    Amounts,
    Intake,
    NotDivisible,
    ReadingDiffers,
    check_reading,
    dilution_refusal,
    fractions_of,
    gaps,
    intake_gaps,
    rate_mg_per_kg_per_h,
    rate_ml_per_h,
    round_injection_mg,
    round_to_lozenges,
)
from kapstone.facts import Route


def test_planned_prepared_administered_wasted_and_returned_add_up() -> None:
    whole = Amounts(planned_mg=35, prepared_mg=50, administered_mg=35, wasted_mg=15, returned_mg=0)

    assert whole.unaccounted_mg == 0
    assert gaps(whole) == ()


def test_a_step_that_is_not_recorded_is_not_nothing() -> None:
    assert Amounts(planned_mg=35, prepared_mg=50, administered_mg=35, wasted_mg=15).unaccounted_mg is None
    assert gaps(Amounts(planned_mg=35)) == tuple(
        f"How much was {step} is not recorded." for step in ("prepared", "administered", "wasted", "returned")
    )


def test_what_does_not_add_up_is_said() -> None:
    assert "10 mg are not accounted for." in gaps(
        Amounts(planned_mg=35, prepared_mg=50, administered_mg=35, wasted_mg=5, returned_mg=0)
    )
    assert "5 mg more came out than were prepared." in gaps(
        Amounts(planned_mg=35, prepared_mg=50, administered_mg=35, wasted_mg=20, returned_mg=0)
    )
    assert any(
        "40 mg were administered; 35 mg were planned." in gap for gap in gaps(Amounts(planned_mg=35, administered_mg=40))
    )


@pytest.mark.parametrize("field", ["planned_mg", "prepared_mg", "administered_mg", "wasted_mg", "returned_mg"])
def test_less_than_nothing_is_refused_by_name(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        Amounts(**({"planned_mg": 35.0} | {field: -1.0}))


@pytest.mark.parametrize("mg, ml, field", [(35.1, 3.5, "dose_mg"), (35, 3.6, "volume_ml")])
def test_a_reading_that_differs_is_refused(mg: float, ml: float, field: str) -> None:
    with pytest.raises(ReadingDiffers) as differs:
        check_reading(ordered_mg=35, read_mg=mg, ordered_ml=3.5, read_ml=ml)

    assert differs.value.field == field


def test_a_reading_that_agrees_passes() -> None:
    check_reading(ordered_mg=35, read_mg=35.04, ordered_ml=3.5, read_ml=3.54)
    check_reading(ordered_mg=35, read_mg=35, ordered_ml=100, read_ml=101)


def test_the_pump_and_its_rate() -> None:
    assert rate_ml_per_h(100, 40) == pytest.approx(150)
    assert rate_ml_per_h(50, 60) == pytest.approx(50)
    assert rate_mg_per_kg_per_h(56, 70, 40) == pytest.approx(1.2)
    with pytest.raises(ValueError, match="minutes"):
        rate_ml_per_h(100, 0)


@pytest.mark.parametrize(
    "route, concentration, refused",
    [(Route.IV, 100, True), (Route.IV, 50, False), (Route.IM, 100, False), (Route.IV, None, False)],
)
def test_a_vial_of_100_mg_per_ml_is_diluted_before_a_vein(route: Route, concentration: float | None, refused: bool) -> None:
    assert bool(dilution_refusal(route, concentration)) is refused


@pytest.mark.parametrize(
    "route, mg, expected",
    [(Route.IV, 36.4, 36), (Route.IV, 35.4, 35), (Route.IM, 36.6, 37), (Route.IM, 35.6, 36), (Route.SC, 0.6, 1)],
)
def test_an_injection_is_drawn_up_in_whole_milligrams(route: Route, mg: float, expected: float) -> None:
    assert round_injection_mg(route, mg) == expected


@pytest.mark.parametrize("route", [Route.SUBLINGUAL, Route.ORAL, Route.NASAL])
def test_what_is_not_drawn_up_is_not_rounded_to_milligrams(route: Route) -> None:
    with pytest.raises(ValueError, match="not drawn up"):
        round_injection_mg(route, 36.4)


@pytest.mark.parametrize("mg, lozenge, pieces", [(100, 100, 1), (75, 100, 0.75), (150, 100, 1.5), (50, 200, 0.25)])
def test_lozenges_come_in_quarters(mg: float, lozenge: float, pieces: float) -> None:
    assert fractions_of(mg, lozenge) == pieces


def test_a_dose_no_quarters_make_says_which_would() -> None:
    with pytest.raises(NotDivisible, match="75 mg or 100 mg"):
        fractions_of(80, 100)
    with pytest.raises(NotDivisible, match="less than a quarter"):
        round_to_lozenges(20, 100)


@pytest.mark.parametrize("mg, lozenge, given_mg", [(130, 100, 125), (150, 200, 150)])
def test_a_dose_is_rounded_down_to_quarters(mg: float, lozenge: float, given_mg: float) -> None:
    assert round_to_lozenges(mg, lozenge) == given_mg


@given(mg=st.floats(30, 450), lozenge=st.sampled_from([50, 100, 200]))
def test_rounding_to_lozenges_never_gives_more(mg: float, lozenge: float) -> None:
    if mg >= lozenge / 4:
        rounded = round_to_lozenges(mg, lozenge)
        assert rounded <= mg + 1e-6
        assert mg - rounded < lozenge / 4 + 1e-6
        assert fractions_of(rounded, lozenge) * lozenge == pytest.approx(rounded)


@pytest.mark.parametrize(
    "swallowed, minutes, count", [(True, 10, 0), (False, 7, 0), (None, 10, 1), (True, None, 1), (True, 20, 1), (None, None, 2)]
)
def test_how_a_lozenge_was_taken_is_asked(swallowed: bool | None, minutes: float | None, count: int) -> None:
    assert len(intake_gaps(Route.SUBLINGUAL, Intake(swallowed, minutes))) == count
    assert intake_gaps(Route.IM, Intake(swallowed, minutes)) == ()
