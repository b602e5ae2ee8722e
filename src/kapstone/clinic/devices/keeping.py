"""Which of a monitor's many readings are written into the record: a new pressure, a change that matters, and one every two minutes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kapstone.clinic.devices.codes import Sign
from kapstone.facts import Implausible, VitalsTaken
from kapstone.rules import all_rules

__all__ = ["EVERY", "doubts", "is_worth_recording", "possible", "vitals_of"]

EVERY = timedelta(minutes=2)
"""At least so often, so that the chart shows a line and silence is noticed."""

_MOVED = {Sign.HEART_RATE: 15.0, Sign.SPO2: 3.0, Sign.RESPIRATORY_RATE: 5.0, Sign.TEMPERATURE: 0.5}
"""A move by this much since the last recorded value is recorded, whatever the limits."""
_ALARMS = {Sign.HEART_RATE: "MON-A5", Sign.SPO2: "MON-A6", Sign.RESPIRATORY_RATE: "MON-A7"}
_LEAST_PULSE_PRESSURE = 10
_SUDDEN = {Sign.SPO2: 20.0, Sign.HEART_RATE: 60.0}

_TOGETHER = ((Sign.SYSTOLIC, Sign.DIASTOLIC), (Sign.HEART_RATE,), (Sign.SPO2,), (Sign.RESPIRATORY_RATE,), (Sign.TEMPERATURE,))

Values = Mapping[Sign, float]


def vitals_of(values: Values, **more: Any) -> VitalsTaken:  # Any: the other fields of the fact
    """The fact; the mean pressure has no field of its own and stays with the reading."""
    given: dict[str, Any] = {
        sign.value: value for sign, value in values.items() if sign is not Sign.MEAN
    }  # Any: numbers by field
    return VitalsTaken(**given, **more)


def possible(values: Values) -> tuple[dict[Sign, float], list[str]]:
    """What a living person can have of `values`, and a sentence for each that nobody has: a probe that fell off says 0."""
    kept, left_out = dict[Sign, float](), list[str]()
    for signs in _TOGETHER:
        group = {sign: values[sign] for sign in signs if sign in values}
        if not group:
            continue
        try:
            vitals_of(group)
        except Implausible as error:
            left_out.append(f"{error.field}: no living person has this value.")
        else:
            kept |= group
    if Sign.MEAN in values and Sign.SYSTOLIC in kept:
        kept[Sign.MEAN] = values[Sign.MEAN]
    return kept, left_out


def is_worth_recording(
    values: Values, at: datetime, *, last: Values, last_at: datetime | None, limits: Mapping[str, Mapping[str, float]]
) -> bool:
    """Whether this sample says something the record does not. `last` is what was recorded before it; `limits` are the protocol's.

    Each passage of a limit, in either direction, is recorded at once: no alarm waits for the next two minutes.
    """
    if Sign.SYSTOLIC in values or last_at is None or at - last_at >= EVERY:
        return True
    for sign, value in values.items():
        before = last.get(sign)
        if before is None or abs(value - before) >= _MOVED.get(sign, float("inf")):
            return True
        if any((value < limit) != (before < limit) or (value > limit) != (before > limit) for limit in _marks(sign, limits)):
            return True
    return False


def doubts(values: Values, *, last: Values) -> str:
    """What speaks against a sample, in a few words; empty when nothing does. A doubted one is kept and shown, and never accepts itself."""
    systolic, diastolic = values.get(Sign.SYSTOLIC), values.get(Sign.DIASTOLIC)
    if systolic is not None and diastolic is not None:
        if systolic - diastolic < _LEAST_PULSE_PRESSURE:
            return "the two pressures lie too close together"
        mean = values.get(Sign.MEAN)
        if mean is not None and not diastolic <= mean <= systolic:
            return "the mean pressure lies outside the other two"
    for sign, jump in _SUDDEN.items():
        if sign in values and sign in last and abs(values[sign] - last[sign]) >= jump:
            return "it changed more at once than a body does"
    return ""


def _marks(sign: Sign, limits: Mapping[str, Mapping[str, float]]) -> tuple[float, ...]:
    rule_id = _ALARMS.get(sign)
    if rule_id is None:
        return ()
    ours = limits.get(rule_id, {})
    return tuple(
        ours.get(name, limit.value) for name, limit in all_rules()[rule_id].limits.items() if limit.unit in {"%", "per min"}
    )
