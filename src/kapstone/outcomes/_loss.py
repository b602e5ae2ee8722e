"""How long one patient's response holds: from the first score that is a response to the first that is one no more."""

from datetime import datetime

from kapstone.facts import Facts
from kapstone.instruments import Instrument, change
from kapstone.outcomes._baseline import baseline
from kapstone.outcomes._points import Point, points
from kapstone.outcomes._survival import Spell

__all__ = ["RELAPSE_FROM", "response_spell"]

RELAPSE_FROM = {"phq9": 10.0}
"""A score from which a response is lost whatever its percentage; a design decision, for the clinic to confirm."""
_SECONDS_A_DAY = 86_400


def response_spell(facts: Facts, instrument: Instrument, *, relapse_from: float | None = None) -> Spell | None:
    """Days the response held, and whether it was lost; None when there was no response, or no baseline to judge by.

    Lost: a complete score at or above `relapse_from` (for the PHQ-9 ten), or less than the instrument's share better than the
    baseline. Not lost: the spell is censored at the last complete score. Scores without a total say nothing.
    """
    start = baseline(facts, instrument)
    if start.point is None or start.is_provisional:
        return None
    line = relapse_from if relapse_from is not None else RELAPSE_FROM.get(instrument.id)
    later = [point for point in points(facts, instrument) if point.total is not None and point.at > start.point.at]
    holds = [(point, _holds(instrument, start.point, point, line)) for point in later]
    first = next((index for index, (_, held) in enumerate(holds) if held), None)
    if first is None:
        return None
    began = holds[first][0].at
    lost = next((point for point, held in holds[first:] if not held), None)
    return Spell(_days(began, lost.at), True) if lost else Spell(_days(began, holds[-1][0].at), False)


def _holds(instrument: Instrument, start: Point, point: Point, line: float | None) -> bool:
    changed = change(instrument, start.score, point.score)
    too_high = line is not None and point.total is not None and point.total >= line
    return changed.response is True and not too_high


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / _SECONDS_A_DAY
