"""Which ingredients an entry of the medication list stands for: its code, its ingredient and its name have to agree."""

from dataclasses import dataclass
from functools import lru_cache

from kapstone.drugs import ingredient_with_code
from kapstone.drugs.matching import Candidate, Certainty, Match, match
from kapstone.facts import MedicationListed

__all__ = ["Identified", "identify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """One entry of the list, understood as far as it can be."""

    name: str
    certainty: Certainty
    because: str
    ingredients: tuple[str, ...] = ()
    """Empty unless it is certain."""
    others: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    as_needed: bool = False
    daily_mg: float | None = None
    """Milligrams a day of its one ingredient; None when not stated, taken as needed, or a product of several."""
    looked_up: str = ""
    asks: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the tables speak for it, or a clinician looked it up."""
        return self.certainty is Certainty.CERTAIN or bool(self.looked_up)

    def could_be(self, ingredients: frozenset[str]) -> bool:
        """Whether one of these may be in it, as far as anyone knows."""
        if self.certainty is Certainty.CERTAIN:
            return bool(ingredients & set(self.ingredients))
        return not self.looked_up


@lru_cache(maxsize=4096)
def identify(entry: MedicationListed) -> Identified:
    """What the entry stands for. A code nobody has confirmed identifies nothing; two parts that disagree are asked about."""
    said = [match(text) for text in (entry.ingredient, entry.name) if text.strip()]
    coded = ingredient_with_code(entry.rxcui) if entry.rxcui else None
    certain = [frozenset(each.ingredients) for each in said if each.is_certain]
    if coded is not None:
        certain.append(frozenset({coded.name}))
    largest = max(certain, key=len, default=frozenset[str]())
    outside = any(each.is_outside for each in said)
    if any(not part <= largest for part in certain) or (certain and outside):
        named = " and ".join(
            dict.fromkeys(text for text in (entry.name, entry.ingredient, entry.rxcui and f"RxNorm {entry.rxcui}") if text)
        )
        return _open(
            entry, Certainty.UNKNOWN, f"{named} do not name the same medicine.", ("Which medicine is it? Correct the entry.",)
        )
    if largest:
        return _certain(entry, said, largest)
    likely = next((each for each in said if each.certainty is Certainty.LIKELY), None)
    best = likely or said[-1]
    return _open(entry, best.certainty, best.because, best.asks, best.candidates)


def _certain(entry: MedicationListed, said: list[Match], ingredients: frozenset[str]) -> Identified:
    named = next((each for each in said if set(each.ingredients) == ingredients), None)
    ordered = named.ingredients if named else tuple(sorted(ingredients))
    others = tuple(dict.fromkeys(name for each in said for name in each.others))
    whole = match(f"{entry.name} {entry.directions}".strip())
    as_needed = entry.as_needed or whole.intake.as_needed
    alone = len(ordered) + len(others) == 1
    parsed = whole.daily_mg if whole.is_certain and set(whole.ingredients) == ingredients else None
    daily = entry.daily_dose_mg if entry.daily_dose_mg is not None else parsed
    return Identified(
        name=entry.name,
        certainty=Certainty.CERTAIN,
        because=named.because if named else f"Its RxNorm code names {' and '.join(ordered)}.",
        ingredients=ordered,
        others=others,
        as_needed=as_needed,
        daily_mg=daily if alone and not as_needed else None,
        looked_up=entry.looked_up,
    )


def _open(
    entry: MedicationListed,
    certainty: Certainty,
    because: str,
    asks: tuple[str, ...],
    candidates: tuple[Candidate, ...] = (),
) -> Identified:
    return Identified(
        name=entry.name, certainty=certainty, because=because, candidates=candidates, as_needed=entry.as_needed, looked_up=entry.looked_up.strip(),
        asks=asks,
    )  # fmt: skip
