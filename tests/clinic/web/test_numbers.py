"""Numbers as people type them."""

import pytest
from django import forms

from kapstone.clinic.web.forms import NumberField, WholeNumberField


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-inf", "abc", "97 percent"])
def test_what_is_no_number_is_refused_in_a_sentence_also_when_the_unit_is_a_percent_sign(typed: str) -> None:
    class Form(forms.Form):
        spo2 = WholeNumberField(unit="%", required=False)
        sugar = NumberField(unit="%", required=False)

    form = Form({"spo2": typed, "sugar": typed})

    assert form.errors["spo2"] == ["Enter a whole number in %."]
    assert form.errors["sugar"] == ["Enter a number in %, such as 72.5."]


def test_the_unit_may_be_typed_along() -> None:
    assert WholeNumberField(unit="%").clean("97%") == 97
