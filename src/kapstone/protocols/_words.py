"""How the numbers of a protocol are said: their units, and spans of time."""

from datetime import timedelta

from kapstone.protocols._model import Protocol

__all__ = ["span_words", "unit_of"]

_UNITS = (("_mmhg", "mmHg"), ("_percent", "%"), ("_mg", "mg"), ("_per_hour", "mg/kg an hour"))
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def unit_of(protocol: Protocol, section: str, name: str) -> str:
    """The unit of a number, from its name or, for doses, from what the dose is reckoned by; empty for a plain count."""
    known = next((unit for ending, unit in _UNITS if name.endswith(ending)), "")
    if section != "dose" or known:
        return known
    return {"only": "mg", "other_weight_from_bmi": ""}.get(name, protocol.dose.unit)


def span_words(span: timedelta) -> str:
    """ "40 min", "48 h", "90 days": whole days from three on, hours from three on."""
    if span >= 3 * _DAY and not span % _DAY:
        return f"{span / _DAY:g} days"
    return f"{span / _HOUR:g} h" if span >= 3 * _HOUR else f"{span / timedelta(minutes=1):g} min"
