"""Quantities as clinicians write them ("0.5 mg/kg", "40 min", "140 mm[Hg]"), and which unit measures what."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

__all__ = ["Dimension", "NotAQuantity", "Quantity", "Unit", "WrongUnit", "is_unit", "same_unit", "unit_named"]


class Dimension(StrEnum):
    """What a unit measures, in the word a refusal uses."""

    MASS = "mass"
    DOSE_PER_WEIGHT = "dose per body weight"
    CONCENTRATION = "concentration"
    MOLAR_CONCENTRATION = "molar concentration"
    DOSE_RATE = "dose per time"
    DOSE_RATE_PER_WEIGHT = "dose per body weight and time"
    VOLUME = "volume"
    TIME = "time"
    PRESSURE = "pressure"
    RATE = "rate"
    FLOW = "flow"
    SHARE = "share"
    TEMPERATURE = "temperature"
    LENGTH = "length"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its UCUM code. `factor` turns a value into the dimension's base unit (the first one listed for it)."""

    code: str
    dimension: Dimension
    factor: float = 1.0
    also: tuple[str, ...] = ()

    def __rmul__(self, value: float) -> "Quantity":
        """`40 * minutes` is a quantity."""
        return Quantity(float(value), self)


_UNITS = (
    Unit("mg", Dimension.MASS),
    Unit("g", Dimension.MASS, 1000.0),
    Unit("ug", Dimension.MASS, 0.001, ("mcg", "µg", "μg")),
    Unit("kg", Dimension.MASS, 1_000_000.0),
    Unit("mg/kg", Dimension.DOSE_PER_WEIGHT),
    Unit("ug/kg", Dimension.DOSE_PER_WEIGHT, 0.001, ("mcg/kg", "µg/kg", "μg/kg")),
    Unit("mg/mL", Dimension.CONCENTRATION, 1.0, ("mg/ml",)),
    Unit("ng/mL", Dimension.CONCENTRATION, 1e-6, ("ng/ml", "ug/L", "µg/L", "μg/L", "mcg/L")),
    Unit("nmol/mL", Dimension.MOLAR_CONCENTRATION, 1.0, ("nmol/ml", "umol/L", "µmol/L", "μmol/L")),
    Unit("mg/h", Dimension.DOSE_RATE),
    Unit("mg/min", Dimension.DOSE_RATE, 60.0),
    Unit("mg/kg/h", Dimension.DOSE_RATE_PER_WEIGHT),
    Unit("mg/kg/min", Dimension.DOSE_RATE_PER_WEIGHT, 60.0),
    Unit("ug/kg/min", Dimension.DOSE_RATE_PER_WEIGHT, 0.06, ("mcg/kg/min", "µg/kg/min", "μg/kg/min")),
    Unit("mL", Dimension.VOLUME, 1.0, ("ml",)),
    Unit("L", Dimension.VOLUME, 1000.0, ("l",)),
    Unit("s", Dimension.TIME, 1.0, ("sec", "second", "seconds")),
    Unit("min", Dimension.TIME, 60.0, ("minute", "minutes")),
    Unit("h", Dimension.TIME, 3600.0, ("hour", "hours", "hr")),
    Unit("d", Dimension.TIME, 86_400.0, ("day", "days")),
    Unit("wk", Dimension.TIME, 604_800.0, ("week", "weeks")),
    Unit("mo", Dimension.TIME, 2_629_746.0, ("month", "months")),
    Unit("a", Dimension.TIME, 31_556_952.0, ("year", "years", "y")),
    Unit("mm[Hg]", Dimension.PRESSURE, 1.0, ("mmHg", "mm Hg")),
    Unit("/min", Dimension.RATE, 1.0, ("per minute", "per min", "bpm")),
    Unit("L/min", Dimension.FLOW, 1.0, ("l/min",)),
    Unit("%", Dimension.SHARE, 1.0, ("percent",)),
    Unit("Cel", Dimension.TEMPERATURE, 1.0, ("°C", "C")),
    Unit("cm", Dimension.LENGTH),
    Unit("1", Dimension.COUNT, 1.0, ("", "points", "count", "{score}", "score")),
)

_BY_NAME = {name: unit for unit in _UNITS for name in (unit.code, *unit.also)}
_WRITTEN = re.compile(r"\s*(?P<value>[-+]?\d+(?:\.\d+)?)\s*(?P<unit>\S.*?)?\s*")


class NotAQuantity(ValueError):
    """Text that is not a number with a unit this project knows."""


class WrongUnit(ValueError):
    """A quantity of one dimension where another was asked for."""


def unit_named(name: str) -> Unit:
    """The unit by its code or one of the ways people write it."""
    unit = _BY_NAME.get(name.strip())
    if unit is None:
        raise NotAQuantity(f"{name!r} is not a unit used here")
    return unit


def is_unit(name: str) -> bool:
    """Whether that is how a unit used here is written."""
    return name.strip() in _BY_NAME


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings name the same unit; unknown spellings are compared letter by letter."""
    first, second = _BY_NAME.get(one.strip()), _BY_NAME.get(other.strip())
    return first is second if first and second else one.strip() == other.strip()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    value: float
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read "0.5 mg/kg". A number alone is a count."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise NotAQuantity(f'{text!r} is not a quantity; write a number and a unit, such as "40 min"')
        return cls(float(match["value"]), unit_named(match["unit"] or "1"))

    @property
    def dimension(self) -> Dimension:
        return self.unit.dimension

    def to(self, code: str) -> float:
        """The value in another unit of the same dimension."""
        target = unit_named(code)
        if target.dimension is not self.dimension:
            raise WrongUnit(f"{self} is a {self.dimension}; a {target.dimension} in {target.code} is wanted")
        return self.value if target is self.unit else self.value * self.unit.factor / target.factor

    @property
    def duration(self) -> timedelta:
        return timedelta(seconds=self.to("s"))

    def __str__(self) -> str:
        return f"{self.value:g}" if self.unit.code == "1" else f"{self.value:g} {self.unit.code}"
