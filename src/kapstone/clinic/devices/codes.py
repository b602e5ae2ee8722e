"""What the numbers of monitors mean: ISO/IEEE 11073 (MDC) and LOINC codes to our vital signs, with the units each may come in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CODES", "UNITS", "Meaning", "Sign"]


class Sign(StrEnum):
    """A vital sign by the field of `VitalsTaken` it goes into; the mean pressure is kept with the reading only."""

    SYSTOLIC = "systolic_mmhg"
    DIASTOLIC = "diastolic_mmhg"
    MEAN = "mean_mmhg"
    HEART_RATE = "heart_rate_per_min"
    SPO2 = "spo2_percent"
    RESPIRATORY_RATE = "respiratory_rate_per_min"
    TEMPERATURE = "temperature_celsius"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The sign behind a code, words its text must hold one of, words it must not hold, and which of several sources is believed first."""

    sign: Sign
    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    rank: int = 0


_CUFF = ("ART", "ABP", "INVASIVE")
_SYSTOLIC = Meaning(Sign.SYSTOLIC, ("SYS",), _CUFF)
_DIASTOLIC = Meaning(Sign.DIASTOLIC, ("DIA",), _CUFF)
_MEAN = Meaning(Sign.MEAN, ("MEAN", "MAP"), _CUFF)
_ECG = Meaning(Sign.HEART_RATE, ("HEART", "ECG", "CARD", "HR"))
_OXIMETER = Meaning(Sign.HEART_RATE, ("PULS",), rank=1)
_CUFF_PULSE = Meaning(Sign.HEART_RATE, ("PULS",), rank=2)
_SATURATION = Meaning(Sign.SPO2, ("SAT", "SPO2", "O2"))
_BREATH = Meaning(Sign.RESPIRATORY_RATE, ("RESP", "BREATH"))
_HEAT = Meaning(Sign.TEMPERATURE, ("TEMP",))

CODES: Mapping[tuple[str, str], Meaning] = {
    # Cuff, and non-invasive with the site unspecified. Arterial lines (150033 to 150035) are left out: they never mix with a cuff.
    **{("MDC", code): _SYSTOLIC for code in ("150301", "150021", "150017")},
    **{("MDC", code): _DIASTOLIC for code in ("150302", "150022", "150018")},
    **{("MDC", code): _MEAN for code in ("150303", "150023", "150019")},
    ("MDC", "147842"): _ECG,
    ("MDC", "149530"): _OXIMETER,
    ("MDC", "149546"): _CUFF_PULSE,
    ("MDC", "149522"): _CUFF_PULSE,
    ("MDC", "150456"): _SATURATION,
    ("MDC", "151562"): _BREATH,
    ("MDC", "151594"): _BREATH,
    ("MDC", "150344"): _HEAT,
    ("LN", "8480-6"): _SYSTOLIC,
    ("LN", "8462-4"): _DIASTOLIC,
    ("LN", "8478-0"): _MEAN,
    ("LN", "8867-4"): _ECG,
    ("LN", "8889-8"): _OXIMETER,
    ("LN", "59408-5"): _SATURATION,
    ("LN", "2708-6"): _SATURATION,
    ("LN", "9279-1"): _BREATH,
    ("LN", "8310-5"): _HEAT,
}
"""By coding system (HL7 table 0396: MDC, LN) and code. The number decides; the text is only cross-checked."""


def _as_is(value: float) -> float:
    return value


def _from_fahrenheit(value: float) -> float:
    return round((value - 32) * 5 / 9, 2)


_PRESSURE = dict.fromkeys(("266016", "mm[Hg]", "mmHg"), _as_is)
_RATE = dict.fromkeys(("264864", "264928", "/min", "bpm"), _as_is)
UNITS: Mapping[Sign, Mapping[str, Callable[[float], float]]] = {
    Sign.SYSTOLIC: _PRESSURE,
    Sign.DIASTOLIC: _PRESSURE,
    Sign.MEAN: _PRESSURE,
    Sign.HEART_RATE: _RATE,
    Sign.SPO2: dict.fromkeys(("262688", "%"), _as_is),
    Sign.RESPIRATORY_RATE: _RATE,
    Sign.TEMPERATURE: {
        "268192": _as_is,
        "Cel": _as_is,
        "268160": _from_fahrenheit,
        "[degF]": _from_fahrenheit,
        "degF": _from_fahrenheit,
    },
}
"""MDC's number or UCUM, to our unit. A unit that is not here is never guessed at."""
