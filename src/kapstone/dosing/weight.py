"""The weight a dose per kilogram is reckoned with: actual, ideal (Devine) and adjusted, always shown side by side."""

from dataclasses import dataclass
from enum import StrEnum

from kapstone.dosing import _sources as src
from kapstone.evidence import Citation, Standing
from kapstone.facts import Sex

__all__ = ["OBESE_BMI", "Basis", "Weights", "adjusted_kg", "bmi_of", "default_basis", "ideal_kg", "mg_per_kg", "weights_of"]

_INCH_CM = 2.54
_SIXTY_INCHES = 60.0
OBESE_BMI = 30.0
"""From this body mass index the ideal and the adjusted weight are offered beside the actual one (sanacora2017 mentions it; to confirm)."""


class Basis(StrEnum):
    """Which weight."""

    ACTUAL = "actual"
    IDEAL = "ideal"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weights of one person in kilograms. None: it cannot be worked out, because height or sex at birth is not known."""

    actual_kg: float
    ideal_kg: float | None = None
    adjusted_kg: float | None = None
    bmi: float | None = None
    standing: Standing = Standing.TO_CONFIRM
    sources: tuple[Citation, ...] = (src.DEVINE_1974, src.SANACORA_2017)

    def of(self, basis: Basis) -> float | None:
        """The weight by that basis."""
        return {Basis.ACTUAL: self.actual_kg, Basis.IDEAL: self.ideal_kg, Basis.ADJUSTED: self.adjusted_kg}[basis]


def bmi_of(kilograms: float, centimetres: float) -> float:
    """Kilograms per square metre."""
    _positive("kilograms", kilograms)
    _positive("centimetres", centimetres)
    return kilograms / (centimetres / 100) ** 2


def ideal_kg(sex: Sex, centimetres: float) -> float | None:
    """Devine 1974: 50 kg (male) or 45.5 kg (female) and 2.3 kg for each inch above 60. None for a sex the formula does not know,
    and below 60 inches, where it was never meant to be used.
    """
    _positive("centimetres", centimetres)
    base = {Sex.MALE: 50.0, Sex.FEMALE: 45.5}.get(sex)
    inches = centimetres / _INCH_CM
    return None if base is None or inches < _SIXTY_INCHES else base + 2.3 * (inches - _SIXTY_INCHES)


def adjusted_kg(actual: float, ideal: float) -> float:
    """Ideal and four tenths of what lies above it. At or below the ideal weight it is the actual one."""
    _positive("actual", actual)
    _positive("ideal", ideal)
    return actual if actual <= ideal else ideal + 0.4 * (actual - ideal)


def weights_of(actual: float, *, centimetres: float | None = None, sex: Sex | None = None) -> Weights:
    """All weights that can be worked out."""
    _positive("actual", actual)
    if centimetres is None:
        return Weights(actual_kg=actual)
    ideal = ideal_kg(sex, centimetres) if sex is not None else None
    return Weights(
        actual_kg=actual, ideal_kg=ideal, adjusted_kg=None if ideal is None else adjusted_kg(actual, ideal), bmi=bmi_of(actual, centimetres)
    )  # fmt: skip


def default_basis(weights: Weights, *, from_bmi: float = OBESE_BMI, instead: Basis = Basis.ACTUAL) -> Basis:
    """The basis an order begins with: the actual weight; from a body mass index of `from_bmi` the clinic's choice, where it can be worked out."""
    is_above = weights.bmi is not None and weights.bmi >= from_bmi
    return instead if is_above and weights.of(instead) is not None else Basis.ACTUAL


def mg_per_kg(milligrams: float, kilograms: float) -> float:
    """What an amount is per kilogram."""
    _positive("kilograms", kilograms)
    return milligrams / kilograms


def _positive(name: str, value: float) -> None:
    if not 0 < value < float("inf"):
        raise ValueError(f"{name} is {value:g}; it must be more than nothing")
