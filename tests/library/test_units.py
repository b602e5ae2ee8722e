"""Quantities are read as clinicians write them, and a wrong unit is refused by name."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.units import NotAQuantity, Quantity, WrongUnit, unit_named


@pytest.mark.parametrize(
    "written, value, code",
    [
        ("0.5 mg/kg", 0.5, "mg/kg"),
        ("120 mg", 120, "mg"),
        ("120mg", 120, "mg"),
        ("40 min", 40, "min"),
        ("140 mm[Hg]", 140, "mm[Hg]"),
        ("140 mmHg", 140, "mm[Hg]"),
        ("92 %", 92, "%"),
        ("6", 6, "1"),
        ("-15 min", -15, "min"),
    ],
)
def test_a_quantity_is_read(written: str, value: float, code: str) -> None:
    quantity = Quantity.parse(written)

    assert (quantity.value, quantity.unit.code) == (value, code)


@pytest.mark.parametrize("written", ["", "mg", "half a gram", "5 stone", "1,5 mg", "1e3 mg", "nan mg", "inf"])
def test_what_is_not_a_quantity_is_refused(written: str) -> None:
    with pytest.raises(NotAQuantity):
        Quantity.parse(written)


def test_a_wrong_unit_is_refused_by_name() -> None:
    with pytest.raises(WrongUnit, match=r"0\.5 mg is a mass; a dose per body weight in mg/kg is wanted"):
        Quantity.parse("0.5 mg").to("mg/kg")


def test_time_is_a_span() -> None:
    assert Quantity.parse("48 h").duration == timedelta(days=2)


@given(
    value=st.floats(0.01, 10_000, allow_nan=False),
    codes=st.sampled_from([("min", "h"), ("mg", "g"), ("ug", "mg"), ("mL", "L"), ("d", "wk")]),
)
def test_converting_there_and_back_changes_nothing(value: float, codes: tuple[str, str]) -> None:
    one, other = codes

    there = Quantity(value, unit_named(one)).to(other)

    assert Quantity(there, unit_named(other)).to(one) == pytest.approx(value)
