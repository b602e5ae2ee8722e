"""How often blood pressure rose much after nasal esketamine, by age, as the label has it. Rates of a population, no prediction for a person."""

from dataclasses import dataclass

from kapstone import sources as shared
from kapstone.evidence import Citation
from kapstone.pk.effects._effect import Grade
from kapstone.pk.parts import Trust
from kapstone.pk.units import quantity
from kapstone.units import Dimension, Quantity

__all__ = ["PressureRates", "Rate", "pressure_rates"]

_LABEL = shared.at(shared.SPRAVATO, "table of increases in blood pressure")
_AGE = 65.0


@dataclass(frozen=True, slots=True)
class Rate:
    """`percent` of the people had `measure` at least once."""

    measure: str
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureRates:
    """The label's rates for one age group. Where they are not known to us, `rates` is empty and `says` why: unknown, never none."""

    group: str
    people: int | None
    rates: tuple[Rate, ...]
    says: str
    grade: Grade = Grade.C
    trust: Trust = Trust.ABSTRACT
    source: Citation = _LABEL

    @property
    def are_known(self) -> bool:
        return bool(self.rates)


_UNDER_65 = PressureRates(
    group="under 65 years",
    people=346,
    rates=(
        Rate("systolic pressure of 180 mm[Hg] or more", 3.0),
        Rate("systolic pressure 40 mm[Hg] or more above the start", 8.0),
        Rate("diastolic pressure of 110 mm[Hg] or more", 4.0),
        Rate("diastolic pressure 25 mm[Hg] or more above the start", 13.0),
    ),
    says="after nasal esketamine, in the label's population; other routes and doses may differ. Measure before, at 40 minutes and until it falls",
)
_FROM_65 = PressureRates(
    group="65 years and over",
    people=None,
    rates=(),
    says="the label's rates from 65 years on are not among the numbers we have read; nothing is concluded from their absence. Read the label",
)
_AGE_UNKNOWN = PressureRates(
    group="age unknown", people=None, rates=(), says="the age is not known, so neither is the group. Enter the age"
)


def pressure_rates(age: Quantity | str | None) -> PressureRates:
    """The rates for somebody of this age (None: not known). Raises UnitUnsaid for a bare number."""
    if age is None:
        return _AGE_UNKNOWN
    return _UNDER_65 if quantity(age, "age", Dimension.TIME).to("a") < _AGE else _FROM_65
