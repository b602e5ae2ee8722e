"""Which weights a patient's order may be reckoned with, from the facts of the episode."""

from kapstone.dosing import Basis, Weights, default_basis
from kapstone.dosing import weights_of as all_weights
from kapstone.dosing.weight import OBESE_BMI
from kapstone.facts import Facts, HeightMeasured, PersonDescribed, WeightMeasured
from kapstone.protocols import Protocol

__all__ = ["usual_basis", "weights_known", "weights_of"]


def weights_known(facts: Facts) -> Weights | None:
    """The weight measured last, with the ideal and the adjusted one where height and sex at birth are known."""
    measured = facts.latest(WeightMeasured)
    if measured is None:
        return None
    height, person = facts.latest(HeightMeasured), facts.latest(PersonDescribed)
    return all_weights(
        measured.fact.kilograms, centimetres=height.fact.centimetres if height else None, sex=person.fact.sex_at_birth if person else None
    )  # fmt: skip


def weights_of(facts: Facts) -> list[tuple[str, float]]:
    """The weights an order may be reckoned with: the actual one, and from a body mass index of 30 the ideal and the adjusted one beside it."""
    weights = weights_known(facts)
    if weights is None:
        return []
    found = [(Basis.ACTUAL.value, weights.actual_kg)]
    if (
        weights.bmi is not None
        and weights.bmi >= OBESE_BMI
        and weights.ideal_kg is not None
        and weights.adjusted_kg is not None
    ):
        found += [(Basis.IDEAL.value, round(weights.ideal_kg, 1)), (Basis.ADJUSTED.value, round(weights.adjusted_kg, 1))]
    return found


def usual_basis(protocol: Protocol, weights: Weights | None) -> Basis:
    """The weight an order begins with: the actual one, or what the programme says from its body mass index on."""
    dose = protocol.dose
    if weights is None or dose.other_weight is None or dose.other_weight_from_bmi is None:
        return Basis.ACTUAL
    return default_basis(weights, from_bmi=dose.other_weight_from_bmi, instead=dose.other_weight)
