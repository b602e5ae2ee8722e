"""Entries of the list: code, ingredient and name have to agree."""

import pytest

from kapstone.drugs import Certainty
from kapstone.drugs.listing import identify
from kapstone.facts import MedicationListed


def entry(name: str, **more: object) -> MedicationListed:
    return MedicationListed(name=name, **more)  # type: ignore[arg-type]  # fields of an entry


@pytest.mark.parametrize(
    "listed, ingredients",
    [
        (entry("Zoloft"), ("sertraline",)),
        (entry("my sleeping pill", ingredient="zolpidem"), ("zolpidem",)),
        (entry("SSRI", rxcui="36437"), ("sertraline",)),
        (entry("sertraline 50 MG Oral Tablet", rxcui="312940"), ("sertraline",)),
        (entry("Auvelity", ingredient="dextromethorphan / bupropion"), ("dextromethorphan", "bupropion")),
        (entry("Symbyax", ingredient="fluoxetine"), ("olanzapine", "fluoxetine")),
        (entry("sertaline", ingredient="sertraline"), ("sertraline",)),
    ],
)
def test_a_certain_part_names_the_medicine(listed: MedicationListed, ingredients: tuple[str, ...]) -> None:
    found = identify(listed)

    assert found.is_known
    assert found.ingredients == ingredients


@pytest.mark.parametrize(
    "listed",
    [
        entry("hydroxyzine", ingredient="hydralazine"),
        entry("Zoloft", rxcui="4493"),
        entry("Zyrtec", ingredient="olanzapine"),
    ],
)
def test_parts_that_disagree_are_asked_about(listed: MedicationListed) -> None:
    found = identify(listed)

    assert found.certainty is Certainty.UNKNOWN
    assert not found.is_known
    assert "do not name the same medicine" in found.because
    assert found.asks


def test_a_code_nobody_confirmed_identifies_nothing() -> None:
    assert identify(entry("a little blue pill", rxcui="2598")).certainty is Certainty.UNKNOWN


def test_what_was_looked_up_is_known_but_not_certain() -> None:
    found = identify(entry("omeprazole", looked_up="Nothing with ketamine in its label."))

    assert found.is_known
    assert found.certainty is Certainty.UNKNOWN
    assert not found.could_be(frozenset({"diazepam"}))
    assert identify(entry("omeprazole")).could_be(frozenset({"diazepam"}))


@pytest.mark.parametrize(
    "listed, daily_mg",
    [
        (entry("clonazepam", daily_dose_mg=2.0), 2),
        (entry("clonazepam 1 mg bid"), 2),
        (entry("clonazepam", directions="1 mg bid"), 2),
        (entry("clonazepam", daily_dose_mg=2.0, as_needed=True), None),
        (entry("clonazepam 1 mg prn"), None),
        (entry("Librax", daily_dose_mg=10.0), None),
        (entry("clonazepam"), None),
    ],
)
def test_the_daily_dose_is_that_of_one_ingredient_taken_steadily(listed: MedicationListed, daily_mg: float | None) -> None:
    assert identify(listed).daily_mg == daily_mg
