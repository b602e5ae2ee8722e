"""Medicines: ingredients and their classes, names on a list, products and strengths, and the arithmetic of a dose."""

from functools import cache

from kapstone import catalogue
from kapstone.drugs._ingredient import Ingredient, MedicineClass
from kapstone.drugs.matching import Certainty, Match, match

__all__ = [
    "Certainty",
    "Ingredient",
    "Match",
    "MedicineClass",
    "all_classes",
    "all_ingredients",
    "classes_of",
    "ingredient_with_code",
    "match",
    "members",
]

_CLASSES = f"{__name__}.classes"


@cache
def all_ingredients() -> dict[str, Ingredient]:
    """Every ingredient by its name. ValueError when two share a code: one of them would be mistaken for the other."""
    found = catalogue.entries(_CLASSES, Ingredient, name="INGREDIENTS")
    codes = [each.rxcui for each in found.values() if each.rxcui]
    if len(set(codes)) != len(codes):
        raise ValueError(f"an RxNorm code is given twice: {max(codes, key=codes.count)}")
    return found


@cache
def all_classes() -> dict[str, MedicineClass]:
    """Every class by its id. ValueError when a member is no ingredient."""
    found = catalogue.entries(_CLASSES, MedicineClass, name="CLASS")
    for each in found.values():
        for member in each.members:
            if member not in all_ingredients():
                raise ValueError(f"{each.id}: no ingredient is called {member}")
    return found


@cache
def members(name: str) -> frozenset[str]:
    """The ingredients of a class by its id, or the one ingredient of that name. KeyError when it is neither."""
    if name in all_classes():
        return frozenset(all_classes()[name].members)
    return frozenset({all_ingredients()[name].name})


def classes_of(ingredient: str) -> tuple[MedicineClass, ...]:
    """The classes an ingredient belongs to."""
    return tuple(each for each in all_classes().values() if ingredient in each.members)


@cache
def ingredient_with_code(rxcui: str) -> Ingredient | None:
    """The ingredient a confirmed RxNorm code names. A code that nobody has confirmed identifies nothing."""
    return next((each for each in all_ingredients().values() if each.rxcui == rxcui and each.is_code_confirmed), None)
