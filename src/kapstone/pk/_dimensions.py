"""Units of model files as powers of mg, L, h, kg and years: enough to see that a rate is one per hour and a fraction is bare."""

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["BARE", "PerTime", "Power", "Time", "UnitOfModel", "unit_of_model", "words"]

Power = tuple[Fraction, ...]
"""Exponents of amount (mg), volume (L), time (h), body weight (kg) and age (a)."""

BARE: Power = (Fraction(0),) * 5


def _power(**exponents: int) -> Power:
    return tuple(Fraction(exponents.get(base, 0)) for base in ("amount", "volume", "time", "weight", "age"))


Time = _power(time=1)
PerTime = _power(time=-1)

_TOKENS: dict[str, tuple[float, Power]] = {
    "1": (1.0, BARE),
    "ng": (1e-6, _power(amount=1)),
    "ug": (1e-3, _power(amount=1)),
    "mg": (1.0, _power(amount=1)),
    "mL": (1e-3, _power(volume=1)),
    "L": (1.0, _power(volume=1)),
    "min": (1 / 60, _power(time=1)),
    "h": (1.0, _power(time=1)),
    "kg": (1.0, _power(weight=1)),
    "a": (1.0, _power(age=1)),
}
_TOKEN = re.compile(r"(?P<name>[A-Za-z]+|1)(?P<power>-?\d+)?")


@dataclass(frozen=True, slots=True)
class UnitOfModel:
    """A unit as a factor to mg, L, h, kg and years, and its dimension."""

    text: str
    factor: float
    power: Power

    def to_base(self, value: float) -> float:
        """The value in mg, L, h, kg and years. Minutes are divided by 60, not multiplied by a rounded 1/60."""
        minutes = _minutes(self.text)
        rest = self.factor * 60.0**minutes
        return value * rest / 60.0**minutes if minutes >= 0 else value * rest * 60.0**-minutes


def unit_of_model(text: str) -> UnitOfModel:
    """The unit written as "L/h", "1/min", "L/h/a". Raises ValueError, with the part that is not known."""
    factor, power = 1.0, BARE
    for place, part in enumerate(text.split("/")):
        match = _TOKEN.fullmatch(part.strip())
        if match is None or match["name"] not in _TOKENS:
            raise ValueError(f"{part.strip()!r} in the unit {text!r} is not known; known are {', '.join(_TOKENS)}")
        raised = int(match["power"] or 1) * (1 if place == 0 else -1)
        one, its = _TOKENS[match["name"]]
        factor *= one**raised
        power = tuple(a + raised * b for a, b in zip(power, its, strict=True))
    return UnitOfModel(text, factor, power)


def words(power: Power) -> str:
    """The dimension for a sentence: "mg L^-1"."""
    named = zip(("mg", "L", "h", "kg", "a"), power, strict=True)
    return " ".join(f"{name}^{exponent}" if exponent != 1 else name for name, exponent in named if exponent) or "a bare number"


def _minutes(text: str) -> int:
    parts = [part.strip() for part in text.split("/")]
    return sum((1 if place == 0 else -1) for place, part in enumerate(parts) if part == "min")
