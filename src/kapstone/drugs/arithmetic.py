"""Salt and base, volume and waste: the sums of a dose, refused where it is not said of which drug or of which salt the milligrams are.

    ten = Amount(mg=10, drug=Drug.KETAMINE, amount_as=AmountAs.BASE)
    ten.in_hydrochloride().mg                                                           11.53
    volume_ml(ten, Strength(mg_per_ml=50, drug=Drug.KETAMINE, amount_as=AmountAs.BASE))  0.2

Nothing is converted unasked: a dose in hydrochloride is not drawn from a vial labelled as base until somebody says `in_base()`.
"""

from dataclasses import dataclass, replace
from math import isfinite

from kapstone import sources as shared
from kapstone.facts import AmountAs, Drug, Implausible, OrderSigned

__all__ = [
    "BASE_PER_HYDROCHLORIDE",
    "LABEL_PAIRS_MG",
    "Amount",
    "Strength",
    "order_volume_ml",
    "units_needed",
    "volume_ml",
    "waste_mg",
]

KETALAR = shared.KETALAR

LABEL_PAIRS_MG: tuple[tuple[float, float], ...] = ((10.0, 11.53), (50.0, 57.67), (100.0, 115.33))
"""Milligrams of ketamine base and of the hydrochloride that holds them, as printed on the label of the injection."""

BASE_PER_HYDROCHLORIDE = LABEL_PAIRS_MG[-1][0] / LABEL_PAIRS_MG[-1][1]
"""0.867, from the largest pair, which is printed most exactly; the molecular weights (237.7 and 274.2) say the same. It holds for
esketamine too, which has the same weights: 28 mg of base are 32.3 mg of hydrochloride."""

_SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Milligrams of one drug, as base or as hydrochloride. Implausible when either is not said."""

    mg: float
    drug: Drug | None
    amount_as: AmountAs | None

    def __post_init__(self) -> None:
        _said(self.drug, self.amount_as)
        _positive("mg", self.mg, "milligrams", or_zero=True)

    def in_base(self) -> "Amount":
        """The same amount, said as base."""
        if self.amount_as is AmountAs.BASE:
            return self
        return replace(self, mg=self.mg * BASE_PER_HYDROCHLORIDE, amount_as=AmountAs.BASE)

    def in_hydrochloride(self) -> "Amount":
        """The same amount, said as hydrochloride."""
        if self.amount_as is AmountAs.HYDROCHLORIDE:
            return self
        return replace(self, mg=self.mg / BASE_PER_HYDROCHLORIDE, amount_as=AmountAs.HYDROCHLORIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Milligrams of one drug in a millilitre, as base or as hydrochloride. Implausible when either is not said."""

    mg_per_ml: float
    drug: Drug | None
    amount_as: AmountAs | None

    def __post_init__(self) -> None:
        _said(self.drug, self.amount_as)
        _positive("mg_per_ml", self.mg_per_ml, "milligrams in a millilitre")


def volume_ml(dose: Amount, strength: Strength) -> float:
    """The volume to draw up. Implausible when dose and vial are not of the same drug, said in the same way."""
    _alike(dose, strength.drug, strength.amount_as, "strength")
    return dose.mg / strength.mg_per_ml


def order_volume_ml(order: OrderSigned) -> float | None:
    """The volume an order comes to; None where it names no concentration, which is read as said in the same way as the dose."""
    if order.concentration_mg_per_ml is None:
        return None
    strength = Strength(mg_per_ml=order.concentration_mg_per_ml, drug=order.drug, amount_as=order.amount_as)
    return volume_ml(Amount(mg=order.dose_mg, drug=order.drug, amount_as=order.amount_as), strength)


def waste_mg(opened: Amount, dose: Amount) -> float:
    """What is left in the vial and is wasted before a witness. Implausible when the vial holds less than the dose."""
    _alike(dose, opened.drug, opened.amount_as, "opened")
    if dose.mg > opened.mg + _SLACK:
        raise Implausible("opened", f"{opened.mg:g} mg hold less than a dose of {dose.mg:g} mg; more than one vial is needed")
    return max(0.0, opened.mg - dose.mg)


def units_needed(dose: Amount, unit: Amount) -> int:
    """How many whole units (devices, lozenges) a dose is. Implausible when it is no whole number of them."""
    _alike(dose, unit.drug, unit.amount_as, "unit")
    _positive("unit", unit.mg, "milligrams")
    count = dose.mg / unit.mg
    if abs(count - round(count)) > _SLACK or round(count) < 1:
        raise Implausible("dose", f"{dose.mg:g} mg is no whole number of units of {unit.mg:g} mg")
    return round(count)


def _said(drug: Drug | None, amount_as: AmountAs | None) -> None:
    if drug is None:
        raise Implausible("drug", "say whether it is ketamine (the racemate) or esketamine")
    if amount_as is None:
        raise Implausible("amount_as", "say whether the milligrams are of base or of hydrochloride; it stands on the label")


def _positive(field: str, value: float, what: str, *, or_zero: bool = False) -> None:
    if not isfinite(value) or value < 0 or (value == 0 and not or_zero):
        raise Implausible(field, f"{value:g} {what} cannot be right")


def _alike(dose: Amount, drug: Drug | None, amount_as: AmountAs | None, field: str) -> None:
    assert dose.drug is not None, "an amount says its drug"
    assert dose.amount_as is not None, "an amount says its salt"
    if drug is not dose.drug:
        raise Implausible(
            field, f"the dose is {dose.drug.value} and this is {drug.value if drug else 'not said'}; they are not the same drug"
        )
    if amount_as is not dose.amount_as:
        said = amount_as.value if amount_as else "not said"
        raise Implausible(
            field, f"the dose is said as {dose.amount_as.value} and this as {said}; say both in the same way first"
        )
