"""Which score a change is judged against: the last complete one in the 14 days before the first dose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kapstone.facts import DoseGiven, Facts
from kapstone.instruments import Instrument
from kapstone.outcomes._points import Point, points

__all__ = ["BASELINE_WINDOW", "Baseline", "baseline", "first_dose_at"]

BASELINE_WINDOW = timedelta(days=14)
"""A design decision, for the clinic to confirm: an older score says too little about how the patient was before treatment."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The score before treatment, or None and why there is none. Before the first dose it may still be replaced."""

    point: Point | None
    because: str
    is_provisional: bool = False


def first_dose_at(facts: Facts) -> datetime | None:
    """When the first dose of the episode was given or started."""
    doses = facts.of(DoseGiven)
    return doses[0].at if doses else None


def baseline(facts: Facts, instrument: Instrument, *, window: timedelta = BASELINE_WINDOW) -> Baseline:
    """The last complete score before dose 1, if it is not older than `window`. A score taken after the dose never serves."""
    complete = [point for point in points(facts, instrument) if not point.is_gap]
    dosed_at = first_dose_at(facts)
    if dosed_at is None:
        return _provisional(instrument, complete)
    before = [point for point in complete if point.at <= dosed_at]
    if not before:
        return Baseline(None, f"No complete {instrument.short} was recorded before the first dose.")
    last = before[-1]
    days = (dosed_at - last.at).days
    if dosed_at - last.at > window:
        return Baseline(
            None, f"The last {instrument.short} before the first dose was {days} days old; {window.days} days are allowed."
        )
    return Baseline(last, f"The last complete {instrument.short} before the first dose, {_days(days)} before it.")


def _provisional(instrument: Instrument, complete: list[Point]) -> Baseline:
    if not complete:
        return Baseline(None, f"No complete {instrument.short} is recorded yet.", is_provisional=True)
    return Baseline(complete[-1], "The latest so far; no dose has been given yet.", is_provisional=True)


def _days(days: int) -> str:
    return {0: "less than a day", 1: "1 day"}.get(days, f"{days} days")
