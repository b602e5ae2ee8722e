"""Draws a session record at one width. Marks of one kind are one path, so that hundreds of readings cost the browser a dozen elements."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from kapstone.clinic.web.charts.drawing import Drawing, element, number, picture, text
from kapstone.clinic.web.charts.session import Given, Happening, Reading, SessionRecord, table_of

__all__ = ["session_record"]

_LOW, _HIGH = 40.0, 200.0
_FIVE, _QUARTER, _LONG = timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=3, minutes=30)
_PLOT, _STRIP, _ROW, _GAP = 240.0, 44.0, 22.0, 8.0


def session_record(session: SessionRecord, sentence: str) -> Drawing:
    """The record with its table. `sentence` says the state in words."""
    return Drawing(
        sentence=sentence, wide=_Sheet(session, 760, 66, 84).draw(sentence), narrow=_Sheet(session, 312, 34, 6).draw(sentence),
        table=table_of(session),
    )  # fmt: skip


class _Sheet:
    """The places of everything on one drawing: phases, flags, doses, the plot, and a strip for each sign below it."""

    def __init__(self, session: SessionRecord, width: float, left: float, margin: float) -> None:
        self.session = session
        self.width, self.left, self.right = width, left, width - margin
        self.is_narrow = width < 500
        self.events_at = 26.0
        self.doses_at = self.events_at + (66 if session.events else 4)  # no room is kept for flags that are not there
        self.plot_at = self.doses_at + 36
        self.plot_end = self.plot_at + _PLOT
        self.spo2_at = self.plot_end + 12
        self.breaths_at = self.spo2_at + _STRIP + _GAP
        self.sedation_at = self.breaths_at + _ROW + _GAP
        self.dissociation_at = self.sedation_at + _STRIP + _GAP
        self.grid_end = self.dissociation_at + _STRIP
        self.height = self.grid_end + 24
        self.current = [reading for reading in session.readings if not reading.is_corrected]

    def x(self, at: datetime) -> float:
        share = (at - self.session.start) / (self.session.end - self.session.start)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, value: float) -> float:
        share = (min(max(value, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
        return self.plot_end - share * _PLOT

    def draw(self, sentence: str) -> str:
        parts = [
            *self.shades(), *self.grid(), *self.predicted(), *self.phases(), *self.poles(), *self.doses(), *self.limits(), *self.saturation(), *self.breaths(),
            *self.steps(self.sedation_at, "MOAA/S", "5 to 0", 5, lambda r: r.moaas, rises=False),
            *self.steps(self.dissociation_at, "Dissoc.", "0 to 10", 10, lambda r: r.dissociation, rises=True),
            *self.readings(), *self.events(), *self.now(),
        ]  # fmt: skip
        return picture(self.width, self.height, "Session record", sentence, parts, cls="c-session")

    # -- the paper ----------------------------------------------------------------------------------------------------

    def grid(self) -> list[str]:
        """A line every five minutes, a bold one each quarter; the words of the scales."""
        span, fine, bold, parts = self.session.end - self.session.start, [], [], []
        step = timedelta(minutes=30 if self.is_narrow else 15)
        while span / step > (6 if self.is_narrow else 16):
            step *= 2
        first = self.session.start
        at = first
        while at <= self.session.end:
            x, since = self.x(at), at - first
            line = f"M{number(x)} {number(self.plot_at)}V{number(self.grid_end)}"
            if not since % _QUARTER:
                bold.append(line)
            elif not self.is_narrow and span <= 2 * _LONG:
                fine.append(line)
            if not since % step:
                anchor = "start" if at == first and self.is_narrow else "middle"
                parts.append(text(x, self.height - 6, f"{at:%H:%M}", "c-small", anchor))
            at += _FIVE
        for value in range(40, 201, 20):
            y = self.y(value)
            fine.append(f"M{number(self.left)} {number(y)}H{number(self.right)}")
            parts.append(text(self.left - 6, y + 4, str(value), "c-small", "end"))
        if not self.is_narrow:
            parts += [text(0, self.plot_at + 4, "mmHg", "c-small"), text(0, self.plot_at + 20, "/min", "c-small")]
        return [*_path("c-grid", fine), *_path("c-grid c-grid--bold", bold), *parts]

    def shades(self) -> list[str]:
        """What lies beyond a limit of the protocol."""
        parts = []
        wide = self.right - self.left
        for limit in self.session.limits:
            if limit.strip == "spo2":
                y = self.of_saturation(limit.value)
                parts.append(element("rect", cls="c-beyond", x=self.left, y=y, width=wide, height=self.spo2_at + 28 - y))
            elif limit.shades_above:
                parts.append(
                    element(
                        "rect",
                        cls="c-beyond",
                        x=self.left,
                        y=self.plot_at,
                        width=wide,
                        height=self.y(limit.value) - self.plot_at,
                    )
                )
        return parts

    def limits(self) -> list[str]:
        parts = []
        for limit in self.session.limits:
            if limit.strip:
                continue
            y = self.y(limit.value)
            parts.append(element("line", cls="c-limit", x1=self.left, y1=y, x2=self.right, y2=y))
            place = (self.right - 4, y - 4, "end") if self.is_narrow else (self.right + 6, y + 4, "start")
            parts.append(text(place[0], place[1], limit.label, "c-small c-limit-text", place[2]))
        return parts

    def predicted(self) -> list[str]:
        """The curve a model expects, pale behind what was measured, on a scale of its own that begins at the bottom of the plot."""
        curve = self.session.predicted
        if curve is None:
            return []
        spots = [i for i, at in enumerate(curve.times) if self.session.start <= at <= self.session.end]
        top = max((curve.high[i] for i in spots), default=0.0)
        if len(spots) < 2 or top <= 0:
            return []

        across = {i: number(self.x(curve.times[i])) for i in spots}

        def line(values: Sequence[float], order: Iterable[int]) -> list[str]:
            return [f"{across[i]} {number(self.plot_end - values[i] / top * _PLOT * 0.8)}" for i in order]

        band = "L".join([*line(curve.high, spots), *line(curve.low, reversed(spots))])
        peak = max(spots, key=lambda i: curve.median[i])
        x, y = self.x(curve.times[peak]), self.plot_end - curve.median[peak] / top * _PLOT * 0.8
        caption = "predicted" if self.is_narrow else curve.caption
        return [
            element("path", cls="c-expected-band", d=f"M{band}z"),
            element("path", cls="c-expected", d="M" + "L".join(line(curve.median, spots))),
            text(x, y - 5, number(round(curve.median[peak])), "c-small c-quiet c-halo", "middle"),
            text(self.right - 4, self.plot_end - 6, caption, "c-small c-quiet c-halo", "end"),
        ]

    def phases(self) -> list[str]:
        parts = []
        for phase in self.session.phases:
            x, end = self.x(phase.start), self.x(phase.end)
            cls = "c-phase c-phase--expected" if phase.is_expected else "c-phase"
            parts.append(element("rect", cls=cls, x=x + 1, y=0.5, width=max(end - x - 2, 1), height=20, rx=3))
            if end - x > 7 * len(phase.name):
                parts.append(text((x + end) / 2, 14.5, phase.name, "c-small", "middle"))
        return parts

    # -- what was given and what happened -------------------------------------------------------------------------------

    def doses(self) -> list[str]:
        parts = [] if self.is_narrow else [text(0, self.doses_at + 16, "dose", "c-small c-dose-text")]
        free = -1.0
        for dose in self.session.doses:
            x = self.x(dose.at)
            end = max(self.x(dose.until) if dose.until else x, x + 5)
            parts.append(element("rect", cls="c-dose-bar", x=x, y=self.doses_at + 3, width=end - x, height=18, rx=3))
            parts += self.pauses(dose)
            wide = 6.5 * len(dose.words)
            fits = end - x > wide and not dose.pauses
            begin = x + 6 if fits else max(end + 5, free)
            if not fits and begin + wide > self.width:
                parts.append(text(x - 5, self.doses_at + 16, dose.words, "c-small c-dose-text c-halo", "end"))
            else:
                parts.append(
                    text(begin, self.doses_at + 16, dose.words, "c-small c-on-dose" if fits else "c-small c-dose-text c-halo")
                )
                free = begin + wide
        return parts

    def pauses(self, dose: Given) -> list[str]:
        spans = ((self.x(start), self.x(end)) for start, end in dose.pauses)
        return [
            element("rect", cls="c-dose-pause", x=x, y=self.doses_at + 8, width=max(end - x, 2), height=8) for x, end in spans
        ]

    def poles(self) -> list[str]:
        spots = (number(self.x(event.at)) for event in self.session.events)
        return _path("c-pole", [f"M{x} {number(self.events_at)}V{number(self.plot_end)}" for x in spots])

    def events(self) -> list[str]:
        """Flags on three rows; where there is no room for a word the pole stays, and the table has the word."""
        parts, free = [], [-1.0, -1.0, -1.0]
        for event in self.session.events:
            x, wide = self.x(event.at), 6.6 * len(event.word) + 12
            row = next((index for index, edge in enumerate(free) if edge <= x), None)
            if row is not None and x + wide <= self.width:
                parts += self.flag(event, x, wide, self.events_at + 21 * row)
                free[row] = x + wide + 2
        return parts

    def flag(self, event: Happening, x: float, wide: float, top: float) -> list[str]:
        shape = f"M{number(x)} {number(top)}h{number(wide - 4)}l4 8.5l-4 8.5h{number(4 - wide)}z"
        cls = "c-flag c-flag--act" if event.is_act else "c-flag"
        return [element("path", cls=cls, d=shape), text(x + 4, top + 13, event.word, "c-small")]

    # -- what was measured ----------------------------------------------------------------------------------------------

    def readings(self) -> list[str]:
        """Carets with the apex on the value, joined; dots for the pulse. Hollow when entered late, crossed when corrected."""
        parts: list[str] = []
        for shade, chosen in (
            (" c-corrected", [r for r in self.session.readings if r.is_corrected]),
            (" c-late", [r for r in self.current if r.is_late]),
            ("", [r for r in self.current if not r.is_late]),
        ):
            joins, carets, pulses, crosses = [], [], [], []
            for reading in chosen:
                x = self.x(reading.at)
                if reading.systolic is not None and reading.diastolic is not None:
                    high, low = self.y(reading.systolic), self.y(reading.diastolic)
                    joins.append(f"M{number(x)} {number(high)}V{number(low)}")
                    carets.append(f"M{number(x - 6)} {number(high - 9)}l6 9l6-9zM{number(x - 6)} {number(low + 9)}l6-9l6 9z")
                    crosses += [_cross(x, high - 5), _cross(x, low + 5)] if reading.is_corrected else []
                if reading.heart_rate is not None:
                    pulses.append(_ring(x, self.y(reading.heart_rate), 4))
                    crosses += [_cross(x, self.y(reading.heart_rate))] if reading.is_corrected else []
            parts += [*_path(f"c-join{shade}", joins), *_path(f"c-caret{shade}", carets), *_path(f"c-pulse{shade}", pulses)]
            parts += _path("c-cross", crosses)
        return parts

    def of_saturation(self, percent: float) -> float:
        return self.spo2_at + 6 + (100 - min(max(percent, 85.0), 100.0)) / 15 * 20

    def saturation(self) -> list[str]:
        """SpO2 as rings with numbers where they fit."""
        parts, rings, last_x = self.strip(self.spo2_at, _STRIP, "SpO₂", "%"), [], -99.0
        for reading in self.current:
            if reading.spo2 is None:
                continue
            x = self.x(reading.at)
            rings.append(_ring(x, self.of_saturation(reading.spo2), 3.5))
            if x - last_x > 24:
                parts.append(text(x, self.spo2_at + 40, number(reading.spo2), "c-small", "middle"))
                last_x = x
        return [*parts, *_path("c-saturation", rings)]

    def breaths(self) -> list[str]:
        """Breaths a minute as numbers where they fit; the table has all."""
        parts, last_x = self.strip(self.breaths_at, _ROW, "RR", ""), -99.0
        for reading in self.current:
            x = self.x(reading.at)
            if reading.breaths is not None and x - last_x > 20:
                parts.append(text(x, self.breaths_at + 15.5, number(reading.breaths), "c-small", "middle"))
                last_x = x
        return parts

    def steps(
        self, top: float, name: str, unit: str, most: int, of: Callable[[Reading], int | None], *, rises: bool
    ) -> list[str]:
        """A sign that holds until it is looked at again, as filled steps; higher is further from waking."""
        parts = self.strip(top, _STRIP, name, unit)
        seen = [(reading.at, value) for reading in self.current if (value := of(reading)) is not None]
        if not seen:
            return parts
        stop = max(self.session.now or self.session.end, seen[-1][0])
        last_x, shapes = -99.0, []
        for (at, value), until in zip(seen, [*(at for at, _ in seen[1:]), stop], strict=True):
            height = max((value if rises else most - value) / most * (_STRIP - 4), 2)
            x, wide = self.x(at), max(self.x(until) - self.x(at), 2)
            shapes.append(f"M{number(x)} {number(top + _STRIP)}v-{number(height)}h{number(wide)}v{number(height)}z")
            if x - last_x > (22 if self.is_narrow else 14):
                parts.append(text(x + 4, top + _STRIP - 4, str(value), "c-small c-strong"))
                last_x = x
        return [parts[0], *_path("c-sedation", shapes), *parts[1:]]

    def strip(self, top: float, height: float, name: str, unit: str) -> list[str]:
        box = element("rect", cls="c-strip", x=self.left, y=top, width=self.right - self.left, height=height)
        if self.is_narrow:
            return [box, text(self.right - 4, top + 14, f"{name} {unit}".strip(), "c-small c-quiet", "end")]
        below = [text(0, top + 34, unit, "c-small c-quiet")] if unit else []
        return [box, text(0, top + (16 if unit else 15.5), name, "c-small"), *below]

    def now(self) -> list[str]:
        now = self.session.now
        if now is None or not self.session.start <= now <= self.session.end:
            return []
        x = self.x(now)
        words = text(x + 4, self.plot_at + 12, f"now {now:%H:%M}", "c-small c-now-text c-halo")
        line = element("line", cls="c-now", x1=x, y1=self.plot_at, x2=x, y2=self.grid_end)
        return [line] if self.is_narrow else [line, words]


def _path(cls: str, shapes: Sequence[str]) -> list[str]:
    """Many marks of one kind as one element."""
    return [element("path", cls=cls, d="".join(shapes))] if shapes else []


def _ring(x: float, y: float, r: float) -> str:
    return f"M{number(x - r)} {number(y)}a{number(r)} {number(r)} 0 1 0 {number(2 * r)} 0a{number(r)} {number(r)} 0 1 0-{number(2 * r)} 0z"


def _cross(x: float, y: float) -> str:
    return f"M{number(x - 7)} {number(y - 5)}l14 10m0-10l-14 10"
