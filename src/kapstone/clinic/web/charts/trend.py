"""One questionnaire over time on its full scale: bands, doses, response and remission, and gaps where nothing was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kapstone.clinic.web.charts.drawing import Drawing, Table, day_ticks, element, number, picture, text

__all__ = ["Band", "DoseMark", "Point", "Trend", "moon", "outcome_trend", "progress"]


@dataclass(frozen=True, slots=True)
class Point:
    """One due answer: its total, or None where it was missed."""

    on: date
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A severity band, both ends included."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class DoseMark:
    """A dose that was given."""

    on: date
    mg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Everything the picture needs. The first answered point is the baseline unless `baseline` is given."""

    name: str
    low: float
    high: float
    low_word: str
    high_word: str
    direction: str = "lower is better"
    points: Sequence[Point]
    bands: Sequence[Band] = ()
    doses: Sequence[DoseMark] = ()
    response: float | None = None
    remission: float | None = None
    baseline: float | None = None
    reliable_change: float | None = None
    until: date | None = None
    """The right end of the axis, so that several charts share it; `since` is the left end."""
    since: date | None = None
    label_letters: int = 0
    """Room for band labels of this many letters; charts under one another are given the same."""

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"{self.name}: the scale must have a length")
        if list(self.points) != sorted(self.points, key=lambda point: point.on):
            raise ValueError(f"{self.name}: points come in the order of their days")

    @property
    def is_empty(self) -> bool:
        return not self.doses and not any(point.value is not None for point in self.points)


_LETTER = 6.1
"""About how wide a letter of the small labels is."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the numbers fall on the page."""

    trend: Trend
    width: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date

    def x(self, on: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.left + 10 + (on - self.first).days / span * (self.right - self.left - 36)

    def y(self, value: float) -> float:
        trend = self.trend
        return self.bottom - (value - trend.low) / (trend.high - trend.low) * (self.bottom - self.top)

    def inside(self, value: float) -> float:
        return min(max(value, self.trend.low), self.trend.high)


def outcome_trend(trend: Trend, sentence: str) -> Drawing:
    """The clinician's picture. `sentence` says the change in words and stands above it; without any number there is only the sentence."""
    if trend.is_empty:
        return Drawing(sentence=sentence, wide="")
    return Drawing(
        sentence=sentence, wide=_clinician(trend, sentence, 540, 292), narrow=_clinician(trend, sentence, 304, 280),
        table=_table(trend),
    )  # fmt: skip


def progress(trend: Trend, sentence: str) -> Drawing:
    """The patient's picture: the same numbers, plainer words, dose days as small moons."""
    if trend.is_empty:
        return Drawing(sentence=sentence, wide="")
    return Drawing(
        sentence=sentence,
        wide=_patient(trend, sentence, 520, 236),
        narrow=_patient(trend, sentence, 290, 216),
        table=_table(trend),
    )


def _plot(trend: Trend, width: float, left: float, right: float, top: float, bottom: float) -> _Plot:
    days = [point.on for point in trend.points] + [dose.on for dose in trend.doses]
    first = trend.since or min(days, default=date.min)
    last = trend.until or max(days, default=date.min)
    return _Plot(trend, width, left, right, top, bottom, first, last)


def _clinician(trend: Trend, sentence: str, width: float, height: float) -> str:
    margin = 14 + _LETTER * max(trend.label_letters, *(len(band.label) for band in trend.bands), 8)
    plot = _plot(trend, width, 34, width - margin, 20, height - 68)
    parts = [*_bands(plot), *_corridor(plot), *_axis(plot, 6 if width > 400 else 4), *_ends(plot)]
    parts += _doses(plot) + _levels(plot) + _line(plot)
    return picture(width, height, f"{trend.name} over time, {trend.direction}", sentence, parts)


def _bands(plot: _Plot) -> list[str]:
    parts = []
    for index, band in enumerate(plot.trend.bands):
        top = plot.y(min(band.high + 0.5, plot.trend.high))
        bottom = plot.y(max(band.low - 0.5, plot.trend.low))
        parts.append(
            element(
                "rect",
                cls=f"c-band c-band{min(index, 4)}",
                x=plot.left,
                y=top,
                width=plot.right - plot.left,
                height=bottom - top,
            )
        )
        middle = (top + bottom) / 2 + 4
        parts.append(text(plot.right + 7, middle, band.label, "c-small"))
    return parts


def _corridor(plot: _Plot) -> list[str]:
    """Within this strip a change may be chance."""
    trend = plot.trend
    start = _baseline(trend)
    if trend.reliable_change is None or start is None:
        return []
    top, bottom = plot.y(plot.inside(start + trend.reliable_change)), plot.y(plot.inside(start - trend.reliable_change))
    return [
        element("rect", cls="c-corridor", x=plot.left, y=top, width=plot.right - plot.left, height=bottom - top),
        text(plot.left + 6, top + 13, "no reliable change", "c-small c-quiet"),
    ]


def _axis(plot: _Plot, most: int) -> list[str]:
    parts = [element("line", cls="c-axis", x1=plot.left, y1=plot.bottom, x2=plot.right, y2=plot.bottom)]
    strip = plot.bottom + (44 if plot.trend.doses else 18)
    free = 0.0
    for tick in day_ticks(plot.first, plot.last, most):
        parts.append(element("line", cls="c-axis", x1=plot.x(tick), y1=plot.bottom, x2=plot.x(tick), y2=plot.bottom + 4))
        if plot.x(tick) >= free:  # where days stand close, every word keeps its room
            parts.append(text(plot.x(tick), strip + 16, f"{tick.day} {tick:%b}", "c-small", "middle"))
            free = plot.x(tick) + 50
    return parts


def _ends(plot: _Plot) -> list[str]:
    """Both ends of the scale with their words, and where a band begins."""
    trend = plot.trend
    parts = [
        text(
            plot.left,
            plot.top - 7,
            f"{number(trend.high)} {trend.high_word} · {number(trend.low)} {trend.low_word} · {trend.direction}",
            "c-small",
        ),
        text(plot.left - 6, plot.bottom + 4, number(trend.low), "c-small", "end"),
    ]
    parts += [text(plot.left - 6, plot.y(band.low) + 4, number(band.low), "c-small", "end") for band in trend.bands[1:]]
    parts.append(text(plot.left - 6, plot.top + 6, number(trend.high), "c-small", "end"))
    return parts


def _doses(plot: _Plot) -> list[str]:
    if not plot.trend.doses:
        return []
    parts = []
    base, said, last_x = plot.bottom + 10, None, -99.0
    for dose in plot.trend.doses:
        x = plot.x(dose.on)
        parts.append(element("line", cls="c-dose-line", x1=x, y1=plot.top, x2=x, y2=plot.bottom))
        parts.append(element("path", cls="c-dose", d=f"M{number(x)} {number(base)}l4.5 9h-9z"))
        if x - last_x > 22 or dose.mg != said:
            parts.append(text(x, base + 23, number(dose.mg), "c-small c-dose-text", "middle"))
            said, last_x = dose.mg, x
    parts.append(text(plot.left - 6, base + 23, "mg", "c-small c-dose-text", "end"))
    return parts


def _levels(plot: _Plot) -> list[str]:
    """The lines of response and remission; the higher one has its words above it and the other below, so that they never meet."""
    trend, levels = plot.trend, []
    if trend.response is not None:
        levels.append((trend.response, f"response, {number(trend.response)} or less", "c-response"))
    if trend.remission is not None:
        levels.append((trend.remission, f"remission, below {number(trend.remission)}", "c-remission"))
    parts = []
    for index, (value, shown, cls) in enumerate(sorted(levels, reverse=True)):
        y = plot.y(value)
        parts.append(element("line", cls=f"c-level {cls}", x1=plot.left, y1=y, x2=plot.right, y2=y))
        parts.append(text(plot.left + 6, y - 4 if index == 0 else y + 13, shown, "c-small c-level-text c-halo"))
    return parts


def _line(plot: _Plot) -> list[str]:
    """The answers: joined where they follow each other, a gap where one was missed."""
    parts = []
    for one, two in pairwise(plot.trend.points):
        if one.value is not None and two.value is not None:
            parts.append(
                element("line", cls="c-line", x1=plot.x(one.on), y1=plot.y(one.value), x2=plot.x(two.on), y2=plot.y(two.value))
            )
    for point in plot.trend.points:
        x = plot.x(point.on)
        if point.value is None:
            parts.append(element("line", cls="c-missed", x1=x, y1=plot.top, x2=x, y2=plot.bottom))
            parts.append(text(x, plot.top + 13, "missed", "c-small c-halo", "middle"))
        else:
            parts.append(element("circle", cls="c-point", cx=x, cy=plot.y(point.value), r=4.5))
    known = [point for point in plot.trend.points if point.value is not None]
    if len(known) > 1 and (first := known[0]).value is not None:
        parts.append(text(plot.x(first.on), plot.y(first.value) - 10, number(first.value), "c-strong c-halo", "middle"))
    if known and (last := known[-1]).value is not None:
        parts.append(text(plot.x(last.on) + 8, plot.y(last.value) + 5, number(last.value), "c-strong c-halo"))
    return parts


def moon(x: float, y: float) -> str:
    """A dose day in the patient's picture."""
    return element("path", cls="c-moon", d=f"M{number(x + 1)} {number(y - 5.5)}a5.5 5.5 0 1 0 4.7 8 4.7 4.7 0 0 1-4.7-8z")


def _patient(trend: Trend, sentence: str, width: float, height: float) -> str:
    margin = max(84.0, 14 + 6.4 * max((len(band.label) for band in trend.bands), default=0))
    plot = _plot(trend, width, 1, width - margin, 30, height - 58)
    parts = _bands(plot)
    if trend.remission is not None:
        y = plot.y(trend.remission)
        parts.append(element("line", cls="c-level c-remission", x1=plot.left, y1=y, x2=plot.right, y2=y))
        parts.append(text(plot.left + 6, y + 15, "goal: below this line", "c-small c-level-text"))
    parts += _line(plot)
    parts += [moon(plot.x(dose.on), plot.bottom + 16) for dose in trend.doses]
    if trend.doses:
        parts.append(text(plot.right + 7, plot.bottom + 20, "dose days", "c-small"))
    for tick, anchor in ((plot.first, "start"), (plot.last, "end")):
        edge = plot.left + 2 if anchor == "start" else plot.right - 2
        parts.append(text(edge, plot.bottom + 46, f"{tick.day} {tick:%B}", "c-text", anchor))
    parts.append(text(plot.left, 18, f"{trend.name}: {trend.direction}", "c-text"))
    return picture(width, height, f"{trend.name} over time", sentence, parts)


def _baseline(trend: Trend) -> float | None:
    if trend.baseline is not None:
        return trend.baseline
    return next((point.value for point in trend.points if point.value is not None), None)


def _table(trend: Trend) -> Table:
    """Answers and doses in the order they came."""
    rows: list[tuple[date, str, str, str]] = []
    for point in trend.points:
        shown = "missed" if point.value is None else number(point.value)
        rows.append((point.on, trend.name, shown, point.note or _band_of(trend, point.value)))
    rows += [(dose.on, "Dose", f"{number(dose.mg)} mg", "") for dose in trend.doses]
    rows.sort(key=lambda row: row[0])
    shown_rows = [(f"{on.day} {on:%b %Y}", what, value, note) for on, what, value, note in rows]
    return Table(caption=f"{trend.name} and doses", columns=("Day", "What", "Value#", "In words"), rows=shown_rows)


def _band_of(trend: Trend, value: float | None) -> str:
    if value is None:
        return ""
    return next((band.label for band in trend.bands if band.low <= value <= band.high), "")
