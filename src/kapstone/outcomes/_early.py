"""Early response: at one day and at one week after the first dose, by the score nearest to that moment within its window."""

from dataclasses import dataclass
from datetime import timedelta

from kapstone.facts import Facts
from kapstone.instruments import Instrument, change
from kapstone.outcomes._baseline import baseline, first_dose_at
from kapstone.outcomes._points import points

__all__ = ["EARLY", "Early", "early_response"]


@dataclass(frozen=True, slots=True)
class _Moment:
    after: timedelta
    opens: timedelta
    closes: timedelta


EARLY = {
    "24 h": _Moment(timedelta(hours=24), timedelta(hours=12), timedelta(hours=36)),
    "day 7": _Moment(timedelta(days=7), timedelta(days=5), timedelta(days=9)),
}
"""When it is looked at, and how far a score may lie from there; design decisions, for the clinic to confirm."""


@dataclass(frozen=True, slots=True)
class Early:
    """Response at one moment; None and why when it cannot be told."""

    moment: str
    response: bool | None
    percent: float | None
    because: str


def early_response(facts: Facts, instrument: Instrument) -> tuple[Early, ...]:
    """One answer for each moment of EARLY. What the questionnaire asks about still reaches back beyond the dose: read it with care."""
    return tuple(_at(facts, instrument, name, moment) for name, moment in EARLY.items())


def _at(facts: Facts, instrument: Instrument, name: str, moment: _Moment) -> Early:
    start, dosed_at = baseline(facts, instrument), first_dose_at(facts)
    if dosed_at is None or start.point is None:
        return Early(name, None, None, start.because)
    inside = [
        point
        for point in points(facts, instrument)
        if point.total is not None and dosed_at + moment.opens <= point.at <= dosed_at + moment.closes
    ]
    if not inside:
        return Early(name, None, None, f"No complete {instrument.short} was answered around {name} after the first dose.")
    nearest = min(inside, key=lambda point: (abs(point.at - (dosed_at + moment.after)), point.at))
    changed = change(instrument, start.point.score, nearest.score)
    return Early(name, changed.response, changed.percent, changed.words)
