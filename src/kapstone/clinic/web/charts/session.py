"""A dosing session as anaesthesia records are drawn: time to the right, carets for pressure, dots for pulse, strips below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kapstone.clinic.web.charts.drawing import Drawing, Table, element, number, picture, text

__all__ = ["Given", "Happening", "Limit", "Phase", "Reading", "SessionRecord", "session_record"]

_LOW, _HIGH = 40.0, 200.0
_FIVE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One set of vitals, in the site's time. `is_late` was entered later than measured, `is_corrected` was replaced."""

    at: datetime
    systolic: float | None = None
    diastolic: float | None = None
    heart_rate: float | None = None
    spo2: float | None = None
    moaas: int | None = None
    is_late: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A dose: a bar when it runs over time, a tick when it is given at once."""

    at: datetime
    mg: float
    until: datetime | None = None
    mg_per_kg: float | None = None

    @property
    def words(self) -> str:
        return f"{number(self.mg)} mg" + (f" · {self.mg_per_kg:.2g} mg/kg" if self.mg_per_kg else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event in one word."""

    at: datetime
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of the protocol on the scale of pressure and pulse."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the session with a name."""

    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """Everything the picture needs, in the site's time."""

    start: datetime
    end: datetime
    readings: Sequence[Reading]
    doses: Sequence[Given] = ()
    events: Sequence[Happening] = ()
    limits: Sequence[Limit] = ()
    phases: Sequence[Phase] = ()
    now: datetime | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a session ends after it starts")


def session_record(session: SessionRecord, sentence: str) -> Drawing:
    """The record with its table. `sentence` says the state in words."""
    return Drawing(
        sentence=sentence, wide=_Sheet(session, 760, 62, 84).draw(sentence), narrow=_Sheet(session, 312, 34, 6).draw(sentence),
        table=_table(session),
    )  # fmt: skip


class _Sheet:
    """One drawing of the record at one width."""

    PHASES, EVENTS, DOSES, PLOT, SPO2, SEDATION = 0.0, 26.0, 92.0, 132.0, 392.0, 444.0
    PLOT_END, END = 380.0, 512.0

    def __init__(self, session: SessionRecord, width: float, left: float, margin: float) -> None:
        self.session = session
        self.width, self.left, self.right = width, left, width - margin
        self.is_narrow = width < 500
        if not session.events:  # no room is kept for flags that are not there
            lift = self.DOSES - self.EVENTS - 8
            self.DOSES, self.PLOT, self.PLOT_END = self.DOSES - lift, self.PLOT - lift, self.PLOT_END - lift
            self.SPO2, self.SEDATION, self.END = self.SPO2 - lift, self.SEDATION - lift, self.END - lift

    def x(self, at: datetime) -> float:
        share = (at - self.session.start) / (self.session.end - self.session.start)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, value: float) -> float:
        share = (min(max(value, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
        return self.PLOT_END - share * (self.PLOT_END - self.PLOT)

    def draw(self, sentence: str) -> str:
        parts = [*self.grid(), *self.phases(), *self.poles(), *self.doses(), *self.limits(), *self.strips()]
        for reading in self.session.readings:
            parts += self.reading(reading)
        parts += self.events() + self.now()
        return picture(self.width, self.END, "Session record", sentence, parts, cls="c-session")

    def grid(self) -> list[str]:
        parts = []
        step = 30 if self.is_narrow else 15
        at = self.session.start
        index = 0
        while at <= self.session.end:
            x, minutes = self.x(at), index * 5
            cls = "c-grid c-grid--bold" if minutes % 15 == 0 else "c-grid"
            if minutes % 15 == 0 or not self.is_narrow:
                parts.append(element("line", cls=cls, x1=x, y1=self.PLOT, x2=x, y2=self.SEDATION + 44))
            if minutes % step == 0:
                anchor = "start" if index == 0 and self.is_narrow else "middle"
                parts.append(text(x, self.END - 6, f"{at:%H:%M}", "c-small", anchor))
            at, index = at + _FIVE, index + 1
        for value in range(40, 201, 20):
            y = self.y(value)
            parts.append(element("line", cls="c-grid", x1=self.left, y1=y, x2=self.right, y2=y))
            parts.append(text(self.left - 6, y + 4, str(value), "c-small", "end"))
        if not self.is_narrow:
            parts.append(text(0, self.PLOT + 4, "mmHg", "c-small"))
            parts.append(text(0, self.PLOT + 20, "/min", "c-small"))
        return parts

    def phases(self) -> list[str]:
        parts = []
        for phase in self.session.phases:
            x, end = self.x(phase.start), self.x(phase.end)
            parts.append(element("rect", cls="c-phase", x=x + 1, y=self.PHASES, width=max(end - x - 2, 1), height=20, rx=3))
            if end - x > 7 * len(phase.name):
                parts.append(text((x + end) / 2, self.PHASES + 14.5, phase.name, "c-small", "middle"))
        return parts

    def doses(self) -> list[str]:
        parts = [] if self.is_narrow else [text(0, self.DOSES + 16, "dose", "c-small c-dose-text")]
        for dose in self.session.doses:
            x = self.x(dose.at)
            end = max(self.x(dose.until) if dose.until else x, x + 5)
            parts.append(element("rect", cls="c-dose-bar", x=x, y=self.DOSES + 3, width=end - x, height=18, rx=3))
            fits = end - x > 6.5 * len(dose.words)
            cls = "c-small c-on-dose" if fits else "c-small c-dose-text"
            parts.append(text(x + 6 if fits else end + 5, self.DOSES + 16, dose.words, cls))
        return parts

    def limits(self) -> list[str]:
        parts = []
        for limit in self.session.limits:
            y = self.y(limit.value)
            parts.append(element("line", cls="c-limit", x1=self.left, y1=y, x2=self.right, y2=y))
            place = (self.right - 4, y - 4, "end") if self.is_narrow else (self.right + 6, y + 4, "start")
            parts.append(text(place[0], place[1], limit.label, "c-small c-limit-text", place[2]))
        return parts

    def reading(self, reading: Reading) -> list[str]:
        """Carets with the apex on the value, joined; hollow when entered late, crossed when corrected."""
        x = self.x(reading.at)
        shade = " c-corrected" if reading.is_corrected else " c-late" if reading.is_late else ""
        parts = []
        if reading.systolic is not None and reading.diastolic is not None:
            high, low = self.y(reading.systolic), self.y(reading.diastolic)
            parts.append(element("line", cls=f"c-join{shade}", x1=x, y1=high, x2=x, y2=low))
            parts.append(element("path", cls=f"c-caret{shade}", d=f"M{number(x - 6)} {number(high - 9)}l6 9l6-9z"))
            parts.append(element("path", cls=f"c-caret{shade}", d=f"M{number(x - 6)} {number(low + 9)}l6-9l6 9z"))
            if reading.is_corrected:
                parts += [self.cross(x, high - 5), self.cross(x, low + 5)]
        if reading.heart_rate is not None:
            y = self.y(reading.heart_rate)
            parts.append(element("circle", cls=f"c-pulse{shade}", cx=x, cy=y, r=4))
            if reading.is_corrected:
                parts.append(self.cross(x, y))
        return parts

    def cross(self, x: float, y: float) -> str:
        return element("path", cls="c-cross", d=f"M{number(x - 7)} {number(y - 5)}l14 10m0-10l-14 10")

    def strips(self) -> list[str]:
        """SpO2 as rings with numbers, sedation as filled steps."""
        parts = [
            element("rect", cls="c-strip", x=self.left, y=self.SPO2, width=self.right - self.left, height=44),
            element("rect", cls="c-strip", x=self.left, y=self.SEDATION, width=self.right - self.left, height=44),
        ]  # fmt: skip
        names = ((self.SPO2, "SpO₂", "%"), (self.SEDATION, "MOAA/S", "5 to 0"))
        for top, name, unit in names:
            if self.is_narrow:
                parts.append(text(self.right - 4, top + 14, f"{name} {unit}", "c-small c-quiet", "end"))
            else:
                parts += [text(0, top + 18, name, "c-small"), text(0, top + 34, unit, "c-small c-quiet")]
        current = [reading for reading in self.session.readings if not reading.is_corrected]
        levels = [reading for reading in current if reading.moaas is not None]
        stop = self.session.now or self.session.end
        ends = [reading.at for reading in levels[1:]] + [max(stop, levels[-1].at)] if levels else []
        last_x = -99.0
        for reading, until in zip(levels, ends, strict=True):
            assert reading.moaas is not None
            height = max((5 - reading.moaas) / 5 * 40, 2)
            x, width = self.x(reading.at), max(self.x(until) - self.x(reading.at), 2)
            parts.append(element("rect", cls="c-sedation", x=x, y=self.SEDATION + 44 - height, width=width, height=height))
            if x - last_x > (22 if self.is_narrow else 14):
                parts.append(text(x + 4, self.SEDATION + 40, str(reading.moaas), "c-small c-strong"))
                last_x = x
        last_x = -99.0
        for reading in current:
            if reading.spo2 is None:
                continue
            x, y = self.x(reading.at), self.SPO2 + 6 + (100 - max(reading.spo2, 85)) / 15 * 20
            parts.append(element("circle", cls="c-saturation", cx=x, cy=y, r=3.5))
            if x - last_x > 24:
                parts.append(text(x, self.SPO2 + 40, number(reading.spo2), "c-small", "middle"))
                last_x = x
        return parts

    def poles(self) -> list[str]:
        spots = (self.x(event.at) for event in self.session.events)
        return [element("line", cls="c-pole", x1=x, y1=self.EVENTS, x2=x, y2=self.PLOT_END) for x in spots]

    def events(self) -> list[str]:
        """Flags on three rows; where there is no room for a word the pole stays, and the table has the word."""
        parts, free = [], [-1.0, -1.0, -1.0]
        for event in self.session.events:
            x, wide = self.x(event.at), 6.6 * len(event.word) + 12
            row = next((index for index, edge in enumerate(free) if edge <= x), None)
            top = self.EVENTS + 21 * (row or 0)
            if row is not None and x + wide <= self.width:
                parts.append(
                    element(
                        "path",
                        cls="c-flag",
                        d=f"M{number(x)} {number(top)}h{number(wide - 4)}l4 8.5l-4 8.5h{number(4 - wide)}z",
                    )
                )
                parts.append(text(x + 4, top + 13, event.word, "c-small"))
                free[row] = x + wide + 2
        return parts

    def now(self) -> list[str]:
        now = self.session.now
        if now is None or not self.session.start <= now <= self.session.end:
            return []
        x = self.x(now)
        return [
            element("line", cls="c-now", x1=x, y1=self.PLOT, x2=x, y2=self.SEDATION + 44),
            text(x + 4, self.PLOT + 12, f"now {now:%H:%M}", "c-small c-now-text c-halo") if not self.is_narrow else "",
        ]


def _table(session: SessionRecord) -> Table:
    rows: list[tuple[datetime, tuple[object, ...]]] = []
    for reading in session.readings:
        pressure = f"{number(reading.systolic)}/{number(reading.diastolic)}" if reading.systolic and reading.diastolic else ""
        note = "corrected" if reading.is_corrected else "entered late" if reading.is_late else ""
        rows.append((reading.at, (pressure, _shown(reading.heart_rate), _shown(reading.spo2), _shown(reading.moaas), note)))
    rows += [(dose.at, ("", "", "", "", f"dose {dose.words}")) for dose in session.doses]
    rows += [(event.at, ("", "", "", "", event.word)) for event in session.events]
    rows.sort(key=lambda row: row[0])
    return Table(
        caption="Session record", columns=("Time", "BP, mmHg#", "HR, /min#", "SpO₂, %#", "MOAA/S#", "What"),
        rows=[(f"{at:%H:%M}", *cells) for at, cells in rows],
    )  # fmt: skip


def _shown(value: float | None) -> str:
    return "" if value is None else number(value)
