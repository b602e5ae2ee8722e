"""UCUM units that vital signs and laboratory results arrive in, and how they become ours."""

from collections.abc import Callable, Mapping

from kapstone.fhir._reading import Broken, Node

__all__ = ["KINDS", "quantity"]

Convert = Callable[[float], float]


def _same(value: float) -> float:
    return value


KINDS: Mapping[str, Mapping[str, Convert]] = {
    "mmHg": {"mm[Hg]": _same, "mmHg": _same, "mm Hg": _same},
    "per min": {"/min": _same, "{beats}/min": _same, "{breaths}/min": _same, "beats/min": _same, "breaths/min": _same},
    "%": {"%": _same},
    "°C": {"Cel": _same, "C": _same, "[degF]": lambda f: (f - 32) / 1.8},
    "kg": {"kg": _same, "g": lambda g: g / 1000, "[lb_av]": lambda lb: lb * 0.45359237, "lb": lambda lb: lb * 0.45359237},
    "cm": {"cm": _same, "m": lambda m: m * 100, "[in_i]": lambda inch: inch * 2.54, "in": lambda inch: inch * 2.54},
}
"""Our unit -> the units it may arrive in, each with its conversion (exact by definition: pound 0.45359237 kg, inch 2.54 cm)."""


def quantity(node: Node, unit: str) -> float:
    """The value of a FHIR Quantity in our `unit`, rounded to a tenth. Broken when the unit is another or none is said."""
    said = node["code"].text() or node["unit"].text()
    convert = KINDS[unit].get(said)
    if convert is None:
        raise Broken(node.place, f"the unit is {said or 'not said'!r}; {unit} or a unit that converts to it is needed")
    return round(convert(node.need("value").number()), 1)
