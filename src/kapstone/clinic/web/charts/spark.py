"""A trend the size of a word, and how far goals were reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kapstone.clinic.web.charts.drawing import Drawing, Table, element, number, picture, text
from kapstone.clinic.web.charts.trend import Band

__all__ = ["GoalRating", "attainment", "sparkline"]

_WIDTH, _HEIGHT, _PAD = 112.0, 30.0, 4.0
_STEPS = {
    -2: "much less than expected",
    -1: "less than expected",
    0: "as expected",
    1: "more than expected",
    2: "much more than expected",
}


def sparkline(values: Sequence[float | None], *, low: float, high: float, bands: Sequence[Band] = (), label: str) -> str:
    """SVG for a table cell. `label` says the finding, for example "PHQ-9 from 19 to 11 in 5 weeks"; the numbers stand beside it."""

    def y(value: float) -> float:
        return _HEIGHT - _PAD - (value - low) / (high - low) * (_HEIGHT - 2 * _PAD)

    def x(index: int) -> float:
        return _PAD + index / max(len(values) - 1, 1) * (_WIDTH - 2 * _PAD)

    parts = []
    for index, band in enumerate(bands):
        top, bottom = y(min(band.high + 0.5, high)), y(max(band.low - 0.5, low))
        parts.append(element("rect", cls=f"c-band c-band{min(index, 4)}", x=0, y=top, width=_WIDTH, height=bottom - top))
    spots = [(x(index), y(value)) if value is not None else None for index, value in enumerate(values)]
    for one, two in pairwise(spots):
        if one and two:
            parts.append(element("line", cls="c-line c-line--thin", x1=one[0], y1=one[1], x2=two[0], y2=two[1]))
    known = [spot for spot in spots if spot]
    parts += [element("circle", cls="c-point c-point--tiny", cx=spot[0], cy=spot[1], r=1.5) for spot in known[:-1]]
    if known:
        parts.append(element("circle", cls="c-point", cx=known[-1][0], cy=known[-1][1], r=3))
    return picture(_WIDTH, _HEIGHT, label, "", parts, cls="c-spark")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRating:
    """One goal: where it started and where it stands, from -2 to +2."""

    name: str
    started: int = -1
    now: int | None = None
    words: str = ""
    """The clinic's own wording of the level reached."""


def attainment(goals: Sequence[GoalRating], sentence: str) -> Drawing:
    """Each goal as a strip of five steps: a hollow ring where it started, a full one where it stands."""
    rows = [
        (goal.name, _STEPS[goal.started], "not rated yet" if goal.now is None else _STEPS[goal.now], goal.words)
        for goal in goals
    ]
    return Drawing(
        sentence=sentence, wide=_strips(goals, sentence, 520), narrow=_strips(goals, sentence, 300),
        table=Table(caption="Goals", columns=("Goal", "Started", "Now", "In words"), rows=rows),
    )  # fmt: skip


def _strips(goals: Sequence[GoalRating], sentence: str, width: float) -> str:
    step, top = (width - 12) / 5, 0.0
    parts: list[str] = []

    def middle(level: int) -> float:
        return 6 + (level + 2.5) * step

    for goal in goals:
        strip = top + 24
        parts.append(text(6, top + 16, _short(goal.name, int(width / 7)), "c-strong"))
        for level in range(-2, 3):
            cls = "c-step c-step--expected" if level == 0 else "c-step"
            parts.append(element("rect", cls=cls, x=6 + (level + 2) * step + 1, y=strip, width=step - 2, height=20, rx=3))
        if goal.now is not None and goal.now != goal.started:
            parts.append(
                element("line", cls="c-line", x1=middle(goal.started), y1=strip + 10, x2=middle(goal.now), y2=strip + 10)
            )
        parts.append(element("circle", cls="c-point c-point--hollow", cx=middle(goal.started), cy=strip + 10, r=5))
        if goal.now is not None:
            parts.append(element("circle", cls="c-point", cx=middle(goal.now), cy=strip + 10, r=6))
        top += 56
    for level, word in ((-2, "much less"), (-1, "less"), (0, "as expected"), (1, "more"), (2, "much more")):
        parts.append(text(middle(level), top + 8, word if width > 400 or level in (-2, 0, 2) else "", "c-small", "middle"))
    return picture(width, top + 16, f"{number(len(goals))} goals", sentence, parts)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
