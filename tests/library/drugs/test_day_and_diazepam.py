"""What compares to diazepam, and what is done with a medicine on the day."""

import pytest

from kapstone.drugs import all_classes, all_ingredients, members
from kapstone.drugs.day import BRING, BY_CLASS, BY_NAME, Handling, bring_along, handling_of, never_stop_abruptly
from kapstone.drugs.diazepam import COMPARES, Taken, equivalent_mg, total


@pytest.mark.parametrize(
    "ingredient, daily_mg, diazepam_mg",
    [
        ("clonazepam", 2, 40),
        ("lorazepam", 1, 10),
        ("alprazolam", 0.25, 5),
        ("temazepam", 15, 7.5),
        ("zolpidem", 10, 5),
        ("diazepam", 8, 8),
    ],
)
def test_the_table_compares(ingredient: str, daily_mg: float, diazepam_mg: float) -> None:
    assert equivalent_mg(ingredient, daily_mg) == pytest.approx(diazepam_mg)


def test_of_a_range_the_number_that_counts_more_is_used() -> None:
    assert COMPARES["estazolam"] == 1
    assert COMPARES["flurazepam"] == 15


def test_a_total_with_a_missing_part_is_none() -> None:
    sums = total([Taken(ingredient="lorazepam", daily_mg=1), Taken(ingredient="clonazepam", daily_mg=None)])

    assert sums.total_mg is None
    assert sums.known_mg == 10
    assert sums.missing == ("clonazepam",)


def test_an_ingredient_without_a_factor_is_missing() -> None:
    assert equivalent_mg("midazolam", 5) is None
    assert total([Taken(ingredient="midazolam", daily_mg=5)]).total_mg is None
    assert total([]).total_mg == 0


def test_every_ingredient_of_the_table_is_known() -> None:
    assert set(COMPARES) <= members("BZD") | members("ZDRUG")


@pytest.mark.parametrize(
    "ingredients, as_needed, handling",
    [
        (["lisinopril"], False, Handling.TAKE),
        (["lamotrigine"], False, Handling.TAKE),
        (["sertraline"], False, Handling.TAKE),
        (["naltrexone"], False, Handling.TAKE),
        (["baclofen"], False, Handling.TAKE),
        (["phenobarbital"], False, Handling.TAKE),
        (["lisdexamfetamine"], False, Handling.ASK),
        (["lorazepam"], True, Handling.ASK),
        (["clonazepam"], False, Handling.PRESCRIBER),
        (["furosemide"], False, Handling.ASK),
        (["metformin"], False, Handling.FASTING_PLAN),
        (["insulin"], False, Handling.FASTING_PLAN),
        (["ethanol"], False, Handling.LEAVE_OUT),
        (["caffeine"], False, Handling.LEAVE_OUT),
        (["oxycodone"], False, Handling.PRESCRIBER),
        (["naltrexone", "bupropion"], False, Handling.TAKE),
        (["dextromethorphan", "bupropion"], False, Handling.PRESCRIBER),
        ([], False, Handling.PRESCRIBER),
    ],
)
def test_each_medicine_has_its_place_on_the_day(ingredients: list[str], as_needed: bool, handling: Handling) -> None:
    assert handling_of(ingredients, as_needed=as_needed) is handling


def test_what_is_never_stopped_abruptly() -> None:
    for name in ("clonazepam", "methadone", "baclofen", "lamotrigine"):
        assert never_stop_abruptly([name])
    assert not never_stop_abruptly(["sertraline"])


def test_what_is_brought_along() -> None:
    assert bring_along(["albuterol"]) == ("Bring your rescue inhaler.",)
    assert bring_along(["insulin", "metformin"]) == ("Bring your glucose meter.",)
    assert bring_along(["sertraline"]) == ()


def test_the_tables_name_what_exists() -> None:
    assert set(BY_CLASS) | set(BRING) <= set(all_classes())
    assert set(BY_NAME) <= set(all_ingredients())
