"""The tables of ingredients and classes: complete, consistent, and honest about codes."""

import subprocess
import sys

import pytest

from kapstone.drugs import all_classes, all_ingredients, classes_of, ingredient_with_code, members
from kapstone.drugs._ingredient import Ingredient, MedicineClass, seen
from kapstone.drugs.combinations import COMBINATIONS, Combination
from kapstone.evidence import Standing
from kapstone.rules.trd import MINIMUM_DOSES

CLASSES = {
    "BZD": 14, "ZDRUG": 3, "OPIOID_AG": 11, "OPIOID_ANT": 3, "GABAPENTINOID": 2, "MUSCLE_RELAX": 5, "SED_OTHER": 13, "ALCOHOL": 1, "STIM": 15, "MAOI": 8,
    "XANTHINE": 2, "NMDA_OTHER": 6, "GLUT_ANTICONV": 1, "CYP3A4_INH_STRONG": 10, "CYP3A4_INH_MOD": 7, "CYP2B6_INH": 5, "INDUCER": 11, "SEROTONERGIC_AD": 13,
    "MOOD_STAB": 5, "ANTIPSYCH": 10, "ANTIHTN": 8, "THYROID": 2, "PRESSOR": 4, "NASAL": 4, "ANTIEMETIC": 4,
}  # fmt: skip
"""Every class of the knowledge with how many ingredients it names."""

LOOK_UP = {"sodium oxybate", "butalbital", "lemborexant", "solriamfetol", "viloxazine", "safinamide", "desmopressin"}
"""Ingredients for which only a doubtful code is known: none is shipped."""


def test_every_class_has_its_members() -> None:
    assert {name: len(all_classes()[name].members) for name in CLASSES} == CLASSES


def test_every_ingredient_belongs_to_a_class() -> None:
    assert [name for name in all_ingredients() if not classes_of(name)] == []


def test_a_doubtful_code_is_not_shipped() -> None:
    assert all(not all_ingredients()[name].rxcui for name in LOOK_UP)
    assert all(all_ingredients()[name].code_words == "look up" for name in LOOK_UP)


def test_only_a_confirmed_code_identifies_a_medicine() -> None:
    confirmed = [each for each in all_ingredients().values() if each.is_code_confirmed]
    others = [each for each in all_ingredients().values() if each.rxcui and not each.is_code_confirmed]

    assert len(confirmed) >= 60
    assert all(ingredient_with_code(each.rxcui) is each for each in confirmed)
    assert all(ingredient_with_code(each.rxcui) is None for each in others)
    assert all("to confirm" in each.code_words for each in others)


def test_the_antidepressants_of_the_resistance_table_are_here_with_the_same_codes() -> None:
    for row in MINIMUM_DOSES.values():
        for name in row.ingredient.removesuffix(" cr").split("-"):
            assert name in all_ingredients()
            if row.rxcui and "-" not in row.ingredient:
                assert all_ingredients()[name].rxcui == row.rxcui


def test_a_combination_holds_what_the_tables_know() -> None:
    for each in COMBINATIONS:
        assert set(each.ingredients) <= set(all_ingredients()), each.name
        assert not set(each.others) & set(all_ingredients()), each.name


def test_a_class_or_a_single_ingredient_has_members() -> None:
    assert members("ALCOHOL") == {"ethanol"}
    assert members("lithium") == {"lithium"}
    with pytest.raises(KeyError):
        members("no such thing")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Ingredient(name="Sertraline"),
        lambda: Ingredient(name="sertraline", rxcui="x1"),
        lambda: Ingredient(name="sertraline", code_standing=Standing.CHECKED),
        lambda: MedicineClass(id="X", title="X", says="X.", members=()),
        lambda: MedicineClass(id="X", title="X", says="X.", members=("a", "a")),
        lambda: Combination(name="X", ingredients=("a",)),
    ],
)
def test_what_cannot_be_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        make()  # type: ignore[operator]  # each makes something


def test_a_seen_code_is_confirmed() -> None:
    assert seen("x", "1").is_code_confirmed


def test_importing_is_light() -> None:
    program = (
        "import sys, kapstone.drugs, kapstone.drugs.listing, kapstone.drugs.arithmetic; kapstone.drugs.all_classes(); kapstone.drugs.match('Zoloft');"
        "print([name for name in ('numpy', 'rapidfuzz', 'django') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
