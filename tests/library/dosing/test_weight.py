"""Devine's ideal weight, the adjusted one, and which an order begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.dosing import Basis, default_basis, ideal_kg, mg_per_kg, weights_of
from kapstone.dosing.weight import adjusted_kg, bmi_of
from kapstone.facts import Sex


@pytest.mark.parametrize(
    "sex, inches, expected", [(Sex.MALE, 60, 50.0), (Sex.FEMALE, 60, 45.5), (Sex.MALE, 70, 73.0), (Sex.FEMALE, 65, 57.0)]
)
def test_the_ideal_weight_is_devines(sex: Sex, inches: float, expected: float) -> None:
    assert ideal_kg(sex, inches * 2.54) == pytest.approx(expected)


def test_devine_does_not_speak_for_every_body() -> None:
    assert ideal_kg(Sex.OTHER, 170) is None
    assert ideal_kg(Sex.FEMALE, 150) is None


def test_the_adjusted_weight_is_the_ideal_and_four_tenths_of_the_rest() -> None:
    assert adjusted_kg(120, 73) == pytest.approx(91.8)
    assert adjusted_kg(60, 73) == 60


def test_all_weights_stand_side_by_side() -> None:
    weights = weights_of(120, centimetres=177.8, sex=Sex.MALE)

    assert (weights.actual_kg, weights.ideal_kg, weights.adjusted_kg) == pytest.approx((120, 73, 91.8))
    assert weights.bmi == pytest.approx(37.96, abs=0.01)


def test_without_height_or_sex_only_the_actual_weight_is_known() -> None:
    assert (weights_of(80).ideal_kg, weights_of(80).bmi) == (None, None)
    assert weights_of(80, centimetres=170).adjusted_kg is None


def test_the_basis_is_the_actual_weight_unless_the_clinic_set_another_from_a_body_mass_index() -> None:
    heavy, light = weights_of(120, centimetres=177.8, sex=Sex.MALE), weights_of(70, centimetres=177.8, sex=Sex.MALE)

    assert default_basis(heavy) is Basis.ACTUAL
    assert default_basis(heavy, instead=Basis.ADJUSTED) is Basis.ADJUSTED
    assert default_basis(heavy, from_bmi=40, instead=Basis.ADJUSTED) is Basis.ACTUAL
    assert default_basis(light, instead=Basis.IDEAL) is Basis.ACTUAL
    assert default_basis(weights_of(120, centimetres=170), instead=Basis.IDEAL) is Basis.ACTUAL


@pytest.mark.parametrize("kilograms", [0, -4, float("nan"), float("inf")])
def test_no_weight_is_no_weight(kilograms: float) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        weights_of(kilograms)
    with pytest.raises(ValueError, match="more than nothing"):
        mg_per_kg(35, kilograms)
    with pytest.raises(ValueError, match="more than nothing"):
        bmi_of(70, kilograms)


@given(actual=st.floats(30, 300), ideal=st.floats(30, 120))
def test_the_adjusted_weight_never_passes_the_actual_one(actual: float, ideal: float) -> None:
    assert adjusted_kg(actual, ideal) <= actual + 1e-9
