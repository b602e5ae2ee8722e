"""The booster: one second, smaller dose in the same session, and every condition it is given under."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from kapstone.dosing.guardrails import exceeds
from kapstone.facts import Route

__all__ = [
    "DEFAULTS",
    "BoosterLimits",
    "Moment",
    "is_awake",
    "is_steady",
    "largest_mg",
    "reasons_against",
    "room_left_mg",
    "window",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoosterLimits:
    """The conditions of a booster. Times count from the first dose of the session."""

    max_share_percent: float
    not_before: timedelta
    not_after: timedelta
    min_moaas: int
    max_systolic_mmhg: float
    max_diastolic_mmhg: float
    min_spo2_percent: float
    vitals_within: timedelta

    def __post_init__(self) -> None:
        if not 0 < self.max_share_percent <= 100:
            raise ValueError(f"max_share_percent is {self.max_share_percent:g}; it lies above 0 and at most at 100")
        if not timedelta(0) < self.not_before < self.not_after:
            raise ValueError("not_after must come after not_before")


_MIN = timedelta(minutes=1)
DEFAULTS: Mapping[Route, BoosterLimits] = MappingProxyType(
    {
        Route.IM: BoosterLimits(
            max_share_percent=50, not_before=10 * _MIN, not_after=30 * _MIN, min_moaas=4, max_systolic_mmhg=160, max_diastolic_mmhg=100, min_spo2_percent=94,
            vitals_within=10 * _MIN,
        ),
        Route.SUBLINGUAL: BoosterLimits(
            max_share_percent=50, not_before=20 * _MIN, not_after=60 * _MIN, min_moaas=4, max_systolic_mmhg=160, max_diastolic_mmhg=100, min_spo2_percent=94,
            vitals_within=15 * _MIN,
        ),
    }
)  # fmt: skip
"""The conditions a protocol may tighten, by route: our proposal, for each clinic to confirm. Other routes have no booster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How the session stands when a booster is thought of. None was not looked at; an age is the time since it was."""

    first_mg: float
    given_mg: float
    boosters_given: int
    cap_mg: float
    since_first: timedelta
    moaas: int | None = None
    moaas_age: timedelta | None = None
    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    spo2_percent: float | None = None
    vitals_age: timedelta | None = None


def largest_mg(first_mg: float, limits: BoosterLimits) -> float:
    """The most a booster after `first_mg` may be."""
    return first_mg * limits.max_share_percent / 100


def room_left_mg(cap_mg: float, given_mg: float) -> float:
    """What the session's cap leaves, never less than nothing."""
    return max(0.0, cap_mg - given_mg)


def window(limits: BoosterLimits) -> tuple[timedelta, timedelta]:
    """From when and until when after the first dose; the end is no longer in it."""
    return limits.not_before, limits.not_after


def is_awake(limits: BoosterLimits, moaas: int) -> bool:
    return moaas >= limits.min_moaas


def is_steady(limits: BoosterLimits, *, systolic_mmhg: float, diastolic_mmhg: float, spo2_percent: float) -> bool:
    return (
        systolic_mmhg <= limits.max_systolic_mmhg
        and diastolic_mmhg <= limits.max_diastolic_mmhg
        and spo2_percent >= limits.min_spo2_percent
    )


def reasons_against(limits: BoosterLimits, moment: Moment, wanted_mg: float) -> tuple[str, ...]:
    """Every reason not to give a booster of `wanted_mg` now; none means that its conditions are met, not that it is ordered."""
    if not 0 < wanted_mg < float("inf"):
        raise ValueError(f"wanted_mg is {wanted_mg:g}; a booster is more than nothing")
    return tuple(_reasons(limits, moment, wanted_mg))


def _reasons(limits: BoosterLimits, moment: Moment, wanted_mg: float) -> Iterator[str]:
    opens, closes = window(limits)
    if moment.boosters_given:
        yield "A booster was given in this session."
    if not opens <= moment.since_first < closes:
        yield f"A booster may follow from {opens / _MIN:g} to {closes / _MIN:g} min after the dose; it is minute {moment.since_first / _MIN:.0f}."
    if exceeds(wanted_mg, largest_mg(moment.first_mg, limits)):
        yield f"{wanted_mg:g} mg is more than {limits.max_share_percent:g} % of {moment.first_mg:g} mg."
    if wanted_mg > room_left_mg(moment.cap_mg, moment.given_mg):
        yield f"{moment.given_mg:g} mg were given; {wanted_mg:g} mg more would pass {moment.cap_mg:g} mg."
    if moment.moaas is None or not _is_recent(moment.moaas_age, limits):
        yield f"Sedation was not observed in the last {limits.vitals_within / _MIN:g} min."
    elif not is_awake(limits, moment.moaas):
        yield f"MOAA/S is {moment.moaas}; a booster needs at least {limits.min_moaas}."
    signs = (moment.systolic_mmhg, moment.diastolic_mmhg, moment.spo2_percent)
    systolic, diastolic, spo2 = signs
    if systolic is None or diastolic is None or spo2 is None or not _is_recent(moment.vitals_age, limits):
        yield f"Blood pressure and oxygen were not taken in the last {limits.vitals_within / _MIN:g} min."
    elif not is_steady(limits, systolic_mmhg=systolic, diastolic_mmhg=diastolic, spo2_percent=spo2):
        yield f"Vitals are {systolic:g}/{diastolic:g} mmHg, oxygen {spo2:g} %."


def _is_recent(age: timedelta | None, limits: BoosterLimits) -> bool:
    return age is not None and timedelta(0) <= age < limits.vitals_within
