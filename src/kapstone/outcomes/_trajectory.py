"""The course of one measure, with the sentence a clinician reads first."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from kapstone.facts import DoseGiven, Facts
from kapstone.instruments import Changed, Instrument, change_sentence
from kapstone.outcomes._baseline import Baseline, baseline
from kapstone.outcomes._judgement import changed_since_baseline
from kapstone.outcomes._points import Point, points

__all__ = ["Trajectory", "trajectory"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """Everything a chart of one instrument needs."""

    instrument: str
    points: tuple[Point, ...]
    """Oldest first, with gaps where a measure has no total."""
    baseline: Baseline
    doses: tuple[datetime, ...]
    changed: Changed | None
    response_at: float | None
    """Where the response line lies: this score or better."""
    remission_below: float | None
    sentence: str

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None


def trajectory(facts: Facts, instrument: Instrument, *, zone: tzinfo = UTC) -> Trajectory:
    """The course of `instrument` so far. Dates in the sentence are those of `zone`, the site's."""
    found, start = points(facts, instrument), baseline(facts, instrument)
    changed = changed_since_baseline(facts, instrument)
    return Trajectory(
        instrument=instrument.id,
        points=found,
        baseline=start,
        doses=tuple(record.at for record in facts.of(DoseGiven)),
        changed=changed,
        response_at=_response_line(instrument, start),
        remission_below=instrument.change.remission_below.value if instrument.change.remission_below else None,
        sentence=_sentence(instrument, found, start, changed, zone),
    )


def _response_line(instrument: Instrument, start: Baseline) -> float | None:
    percent = instrument.change.response_percent
    if percent is None or start.point is None or not start.point.total:
        return None
    return start.point.total * (1 - percent.value / 100)


def _sentence(instrument: Instrument, found: tuple[Point, ...], start: Baseline, changed: Changed | None, zone: tzinfo) -> str:
    if not found:
        return f"No {instrument.short} is recorded yet."
    parts = []
    if changed is not None and start.point is not None:
        parts.append(change_sentence(instrument, changed, since=_day(start.point.at, zone)))
    else:
        complete = [point for point in found if not point.is_gap]
        if complete:
            parts.append(f"{complete[-1].score.because} {_nothing_to_compare(start)}")
    if found[-1].is_gap:
        parts.append(f"The last one, of {_day(found[-1].at, zone)}, is not complete.")
    return " ".join(parts)


def _nothing_to_compare(start: Baseline) -> str:
    if start.is_provisional:
        return "No dose has been given yet, so there is nothing to compare it with."
    if start.point is None:
        return f"There is no baseline: {start.because[0].lower()}{start.because[1:]}"
    return "It is the baseline; there is no later score yet."


def _day(moment: datetime, zone: tzinfo) -> str:
    """ "02-Sep": the same in every locale, and never mistaken for another month."""
    local = moment.astimezone(zone)
    return f"{local.day:02d}-{_MONTHS[local.month - 1]}"
