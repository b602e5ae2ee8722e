"""How much diazepam by mouth a daily dose of a benzodiazepine compares to. Tables differ up to twofold: a clinic confirms its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kapstone.evidence import Citation, Standing

__all__ = ["ASHTON", "COMPARES", "STANDING", "Equivalents", "Taken", "equivalent_mg", "total"]

COMPARES: Mapping[str, float] = MappingProxyType(
    {
        "diazepam": 10,
        "alprazolam": 0.5,
        "chlordiazepoxide": 25,
        "clobazam": 20,
        "clonazepam": 0.5,
        "clorazepate": 15,
        "estazolam": 1,
        "flurazepam": 15,
        "lorazepam": 1,
        "oxazepam": 20,
        "temazepam": 20,
        "triazolam": 0.5,
        "zolpidem": 20,
    }
)
"""Milligrams by mouth that compare to 10 mg of diazepam. Of a range (estazolam 1 to 2, flurazepam 15 to 30) the lower number, which counts more."""

STANDING = Standing.TO_CONFIRM
ASHTON = Citation("ashton-table", "Diazepam equivalents of the Ashton type; other tables differ up to twofold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One such medicine as it is taken; the daily dose is None where it is not known, as for one taken only as needed."""

    ingredient: str
    daily_mg: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalents:
    """The sum. `total_mg` is None while a part is missing; `known_mg` is what the known parts come to."""

    known_mg: float
    missing: tuple[str, ...] = ()
    """Ingredients whose daily dose, or whose factor, is not known."""

    @property
    def total_mg(self) -> float | None:
        return None if self.missing else self.known_mg


def equivalent_mg(ingredient: str, daily_mg: float) -> float | None:
    """Milligrams of diazepam a day; None for an ingredient that is not in the table."""
    compares = COMPARES.get(ingredient)
    return None if compares is None else daily_mg * COMPARES["diazepam"] / compares


def total(taken: Iterable[Taken]) -> Equivalents:
    """The sum over a list. One missing part leaves the total unknown."""
    known, missing = 0.0, []
    for each in taken:
        part = None if each.daily_mg is None else equivalent_mg(each.ingredient, each.daily_mg)
        if part is None:
            missing.append(each.ingredient)
        else:
            known += part
    return Equivalents(known_mg=known, missing=tuple(dict.fromkeys(missing)))
