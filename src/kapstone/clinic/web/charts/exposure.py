"""What one or two regimens are expected to do: typical curve, band between patients, envelope of models, peak and return, over the stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from kapstone.clinic.web.charts.drawing import Drawing, Table, element, number, picture, text

__all__ = ["Exposure", "ExposureCurve", "clock_h", "exposure"]

_NARROW = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureCurve:
    """One regimen. Times in h from its first dose, heights in ng/mL; `low` and `high` hold 90 of 100 patients, `models_*` the typical curves of models."""

    label: str
    dose_words: str
    times_h: Sequence[float]
    typical: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    models_low: Sequence[float]
    models_high: Sequence[float]
    peak_at_h: float
    doses_h: Sequence[tuple[float, float]]
    """Start and end of each dose; alike for what is given at once."""
    minimum_h: float
    """The end of the protocol's minimum observation."""
    return_h: float | None
    """When the model's upper estimate is back, never before the minimum; None: not within its horizon."""

    def __post_init__(self) -> None:
        rows = (self.typical, self.low, self.high, self.models_low, self.models_high)
        if {len(row) for row in rows} != {len(self.times_h)} or len(self.times_h) < 2:
            raise ValueError("a curve has as many heights as times, two at least")
        if self.return_h is not None and self.return_h < self.minimum_h - 1e-9:
            raise ValueError("a return is never told earlier than the protocol's minimum")

    @property
    def peak(self) -> float:
        return max(self.typical)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One or two curves over the same hours, when vitals are taken, and the typical peak at the dose above which the protocol stops."""

    curves: Sequence[ExposureCurve]
    readings_h: Sequence[float] = ()
    limit: tuple[str, float] | None = None

    @property
    def ends_h(self) -> float:
        """So far that what stands beside the last line fits, to the next half hour, within the model's horizon."""
        last = max(curve.return_h or max(curve.times_h) for curve in self.curves)
        return min(max(2.0, ceil(2.6 * last) / 2), *(max(curve.times_h) for curve in self.curves))


def exposure(drawn: Exposure, sentence: str) -> Drawing:
    """The picture with its table, a row each quarter of an hour."""
    return Drawing(
        sentence=sentence, wide=_Sheet(drawn, 760).draw(sentence), narrow=_Sheet(drawn, 312).draw(sentence), table=_table(drawn)
    )


def clock_h(hours: float) -> str:
    """ "1:52" for hours and minutes."""
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


class _Sheet:
    """The places of everything: names on top, the plot, hours, then a row each for doses, stay and vitals."""

    PLOT, PLOT_H, ROW = 68.0, 250.0, 22.0

    def __init__(self, drawn: Exposure, width: float) -> None:
        self.drawn, self.width = drawn, width
        self.is_narrow = width < _NARROW
        self.left, self.right = (34.0, width - 6) if self.is_narrow else (52.0, width - 10)
        self.plot_end = self.PLOT + self.PLOT_H
        self.rows_at = self.plot_end + 34
        self.height = self.rows_at + self.ROW * (2 * len(drawn.curves) + 1) + 6
        tops = [max(*curve.high, *curve.models_high) for curve in drawn.curves]
        self.step = _step(max([*tops, *([drawn.limit[1]] if drawn.limit else [])]) * 1.06)
        self.most = self.step * -(-max([*tops, *([drawn.limit[1]] if drawn.limit else [])]) * 1.06 // self.step)

    def x(self, hours: float) -> float:
        return self.left + min(max(hours / self.drawn.ends_h, 0.0), 1.0) * (self.right - self.left)

    def y(self, level: float) -> float:
        return self.plot_end - level / self.most * self.PLOT_H

    def draw(self, sentence: str) -> str:
        parts = [*self.grid(), *self.limit()]
        for place, curve in enumerate(self.drawn.curves):
            parts += self.bands(curve, f"c-x{place + 1}")
        parts += self.stay_lines()
        for place, curve in enumerate(self.drawn.curves):
            parts += self.line(curve, place, f"c-x{place + 1}")
        parts += self.rows()
        return picture(self.width, self.height, "Expected concentration", sentence, parts, cls="c-exposure")

    def grid(self) -> list[str]:
        parts = []
        level = 0.0
        while level <= self.most + 1e-9:
            parts.append(element("line", cls="c-grid", x1=self.left, y1=self.y(level), x2=self.right, y2=self.y(level)))
            parts.append(text(self.left - 6, self.y(level) + 4, number(level), "c-small", "end"))
            level += self.step
        parts.append(text(0, self.PLOT - 14, "ng/mL", "c-small"))
        ends = self.drawn.ends_h
        step = 1.0 if ends > 4 or self.is_narrow else 0.5
        step = 2.0 if self.is_narrow and ends > 5 else step
        hour = 0.0
        while hour <= ends + 1e-9:
            x = self.x(hour)
            parts.append(element("line", cls="c-axis", x1=x, y1=self.plot_end, x2=x, y2=self.plot_end + 5))
            anchor = "end" if hour > ends - 0.1 else "middle"
            words = "0 h" if hour == 0 else clock_h(hour)
            parts.append(text(x, self.plot_end + 19, words, "c-small", anchor))
            hour += step
        return [*parts, element("line", cls="c-axis", x1=self.left, y1=self.plot_end, x2=self.right, y2=self.plot_end)]

    def limit(self) -> list[str]:
        if self.drawn.limit is None:
            return []
        words, level = self.drawn.limit
        y = self.y(level)
        shown = "programme's limit" if self.is_narrow else words
        return [
            element("line", cls="c-limit", x1=self.left, y1=y, x2=self.right, y2=y),
            text(self.left + 6, y - 6, shown, "c-small c-limit-text c-halo"),
        ]

    def bands(self, curve: ExposureCurve, hue: str) -> list[str]:
        return [
            element("path", cls=f"c-x-models {hue}", d=self.between(curve, curve.models_low, curve.models_high)),
            element("path", cls=f"c-x-band {hue}", d=self.between(curve, curve.low, curve.high)),
        ]

    def line(self, curve: ExposureCurve, place: int, hue: str) -> list[str]:
        x, y = self.x(curve.peak_at_h), self.y(curve.peak)
        several = len(self.drawn.curves) > 1
        label = f"{curve.label + ' ' if several else ''}{curve.peak:.0f} at {clock_h(curve.peak_at_h)}"
        top = self.y(max(*curve.high, *curve.models_high)) - 7
        parts = [
            *(
                element("path", cls=f"c-x-edge {hue}", d="M" + self.path(curve, edge, self.spots(curve)))
                for edge in (curve.models_low, curve.models_high)
            ),
            element("path", cls=f"c-x-line {hue}", d="M" + self.path(curve, curve.typical, self.spots(curve))),
            element("circle", cls=f"c-x-dot {hue}", cx=x, cy=y, r=4.5),
            self.peak_label(
                x, y + 24 if self.is_under(curve, place) else top, label, f"c-small c-strong c-halo c-x-text {hue}", place
            ),
        ]
        if curve.return_h is not None and curve.return_h <= self.drawn.ends_h:
            at, line = self.x(curve.return_h), self.PLOT - 32 + 17 * place
            words = f"back {clock_h(curve.return_h)}" if self.is_narrow else f"back not before {clock_h(curve.return_h)}"
            words = f"{curve.label} {words}" if several else words
            parts.append(element("line", cls=f"c-x-return {hue}", x1=at, y1=line, x2=at, y2=self.plot_end))
            parts.append(self.flag(at, line + 12, words, f"c-small c-halo c-x-text {hue}"))
        return parts

    def peak_label(self, x: float, y: float, label: str, cls: str, place: int) -> str:
        """To the right of the peak; of two the first to the left, where there is room."""
        to_left = len(self.drawn.curves) > 1 and place == 0 and x - 6.6 * len(label) > self.left
        return text(x - 8, y, label, cls, "end") if to_left else text(x + 8, y, label, cls)

    def is_under(self, curve: ExposureCurve, place: int) -> bool:
        """Whether the first curve runs above this one's peak, so that its label has to stand below."""
        first = self.drawn.curves[0]
        at = min(range(len(first.times_h)), key=lambda i: abs(first.times_h[i] - curve.peak_at_h))
        return place > 0 and first.low[at] > curve.peak

    def stay_lines(self) -> list[str]:
        """The protocol's minimum observation, once for each different one."""
        parts, seen = [], set[str]()
        for curve in self.drawn.curves:
            words = f"{'stay' if self.is_narrow else 'programme: stay'} to {clock_h(curve.minimum_h)}"
            if words in seen:
                continue
            at, top = self.x(curve.minimum_h), self.PLOT - 50
            parts.append(element("line", cls="c-limit", x1=at, y1=top, x2=at, y2=self.plot_end))
            parts.append(
                self.flag(at, top + 12, words, "c-small c-limit-text c-halo", to_left=len(self.drawn.curves) > 1 and not seen)
            )
            seen.add(words)
        return parts

    def flag(self, x: float, y: float, words: str, cls: str, *, to_left: bool = False) -> str:
        """Beside its line, on the side with room."""
        room = 6.4 * len(words) + 10
        return text(x + 5, y, words, cls) if x + room < self.width and not to_left else text(x - 5, y, words, cls, "end")

    def rows(self) -> list[str]:
        """Doses, stay and vitals below the hours."""
        parts, y = [], self.rows_at
        for place, curve in enumerate(self.drawn.curves):
            hue = f"c-x{place + 1}"
            end = max(self.x(stop) for _, stop in curve.doses_h)
            for start, stop in curve.doses_h:
                parts.append(
                    element(
                        "rect",
                        cls=f"c-x-dose {hue}",
                        x=self.x(start),
                        y=y,
                        width=max(self.x(stop) - self.x(start), 4),
                        height=14,
                        rx=2,
                    )
                )
            parts.append(text(end + 6, y + 11.5, curve.dose_words, "c-small"))
            y += self.ROW
            parts.append(
                element("rect", cls="c-x-stay", x=self.x(0), y=y, width=self.x(curve.minimum_h) - self.x(0), height=14, rx=2)
            )
            back = curve.return_h if curve.return_h is not None else self.drawn.ends_h
            if back > curve.minimum_h + 1e-6:
                start = self.x(curve.minimum_h)
                parts.append(
                    element("rect", cls=f"c-x-longer {hue}", x=start, y=y, width=max(self.x(back) - start, 1), height=14, rx=2)
                )
            name = f"{curve.label}: " if len(self.drawn.curves) > 1 else ""
            parts.append(text(self.x(0) + 6, y + 11.5, f"{name}observation", "c-small"))
            y += self.ROW
        for at in self.drawn.readings_h:
            x = self.x(at)
            parts.append(element("path", cls="c-x-reading", d=f"M{number(x - 4)} {number(y + 3)}h8l-4 8z"))
        last = self.x(max(self.drawn.readings_h, default=0.0))
        if self.drawn.readings_h and last + 60 < self.width:
            parts.append(text(last + 10, y + 11.5, "vitals", "c-small"))
        return parts

    def spots(self, curve: ExposureCurve) -> list[int]:
        return [i for i, hours in enumerate(curve.times_h) if hours <= self.drawn.ends_h + 1e-9]

    def path(self, curve: ExposureCurve, values: Sequence[float], order: Sequence[int]) -> str:
        return "L".join(f"{number(self.x(curve.times_h[i]))} {number(self.y(values[i]))}" for i in order)

    def between(self, curve: ExposureCurve, low: Sequence[float], high: Sequence[float]) -> str:
        spots = self.spots(curve)
        return f"M{self.path(curve, high, spots)}L{self.path(curve, low, spots[::-1])}z"


def _step(most: float) -> float:
    """1, 2 or 5 times a power of ten, so that at most six lines fit."""
    rough = max(most, 1e-6) / 5
    power = 10 ** floor(log10(rough))
    return float(next(power * each for each in (1, 2, 5, 10) if power * each >= rough))


def _table(drawn: Exposure) -> Table:
    columns, several = ["Time"], len(drawn.curves) > 1
    for curve in drawn.curves:
        name = f"{curve.label}: " if several else ""
        columns += [f"{name}typical#", f"{name}90 of 100#", f"{name}models#"]
    rows = []
    for place, hours in enumerate(drawn.curves[0].times_h):
        if hours > drawn.ends_h + 1e-9 or round(hours * 60) % 15:
            continue
        row = [clock_h(hours)]
        for curve in drawn.curves:
            row += [
                f"{curve.typical[place]:.0f}", f"{curve.low[place]:.0f} to {curve.high[place]:.0f}",
                f"{curve.models_low[place]:.0f} to {curve.models_high[place]:.0f}",
            ]  # fmt: skip
        rows.append(tuple(row))
    return Table(caption="Expected concentration, ng/mL, by hours and minutes from the first dose", columns=columns, rows=rows)
