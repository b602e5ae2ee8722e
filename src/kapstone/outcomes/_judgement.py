"""Response, remission, reliable change and worsening of one patient, always against the baseline before the first dose.

Each answer is True, False, or None when it cannot be told: no baseline, no later score, or no published number for it.
"""

from kapstone.facts import Facts
from kapstone.instruments import Changed, Instrument, change
from kapstone.outcomes._baseline import baseline
from kapstone.outcomes._points import Point, points

__all__ = ["changed_since_baseline", "clinically_significant_change", "reliable_change", "remission", "response", "worsening"]


def changed_since_baseline(facts: Facts, instrument: Instrument) -> Changed | None:
    """From the baseline to the newest complete score; None before the first dose, or while either is missing."""
    start = baseline(facts, instrument)
    if start.point is None or start.is_provisional:
        return None
    latest = _latest_after(facts, instrument, start.point)
    return change(instrument, start.point.score, latest.score) if latest else None


def response(facts: Facts, instrument: Instrument) -> bool | None:
    changed = changed_since_baseline(facts, instrument)
    return changed.response if changed else None


def remission(facts: Facts, instrument: Instrument) -> bool | None:
    changed = changed_since_baseline(facts, instrument)
    return changed.remission if changed else None


def reliable_change(facts: Facts, instrument: Instrument) -> bool | None:
    """Whether the improvement is more than measurement error can explain."""
    changed = changed_since_baseline(facts, instrument)
    return changed.reliable_improvement if changed else None


def clinically_significant_change(facts: Facts, instrument: Instrument) -> bool | None:
    """Whether the improvement is large enough and ends in the range of recovery, by the instrument's own rule."""
    changed = changed_since_baseline(facts, instrument)
    return changed.recovered if changed else None


def worsening(facts: Facts, instrument: Instrument) -> bool | None:
    changed = changed_since_baseline(facts, instrument)
    return changed.worsening if changed else None


def _latest_after(facts: Facts, instrument: Instrument, start: Point) -> Point | None:
    """The newest complete score after `start`. A later one without a total is passed over, never read as unchanged."""
    later = [point for point in points(facts, instrument) if not point.is_gap and point.at > start.at]
    return later[-1] if later else None
