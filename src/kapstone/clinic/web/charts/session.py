"""A dosing session as anaesthesia records are drawn: time to the right, carets for pressure, dots for pulse, strips below."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import isfinite

from kapstone.clinic.web.charts.drawing import Table, number

__all__ = ["Given", "Happening", "Limit", "Phase", "Predicted", "Reading", "SessionRecord", "table_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One look at the patient, in the site's time. `is_late` was entered later than measured, `is_corrected` was replaced."""

    at: datetime
    systolic: float | None = None
    diastolic: float | None = None
    heart_rate: float | None = None
    spo2: float | None = None
    breaths: float | None = None
    moaas: int | None = None
    dissociation: int | None = None
    is_late: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A dose: a bar when it runs over time, a tick when it is given at once. `pauses` are stretches in which nothing ran."""

    at: datetime
    mg: float
    until: datetime | None = None
    mg_per_kg: float | None = None
    pauses: Sequence[tuple[datetime, datetime]] = ()

    @property
    def words(self) -> str:
        return f"{number(self.mg)} mg" + (f" · {self.mg_per_kg:.2g} mg/kg" if self.mg_per_kg else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event in one word. `is_act`: something that was done, rather than something that came about."""

    at: datetime
    word: str
    is_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of the protocol. Without a `strip` it lies on the scale of pressure and pulse; what is beyond it is shaded."""

    label: str
    value: float
    strip: str = ""
    """"spo2": judged there, shaded below. Empty: a line."""
    shades_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the session with a name. `is_expected` is reckoned, not observed."""

    name: str
    start: datetime
    end: datetime
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Predicted:
    """A concentration over time as a model expects it, with the band most patients lie in. `caption` says which model and unit."""

    times: Sequence[datetime]
    median: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    caption: str

    def __post_init__(self) -> None:
        count = len(self.times)
        if count < 2 or {len(self.median), len(self.low), len(self.high)} != {count}:
            raise ValueError("a predicted curve has at least two times and as many medians, lows and highs")
        if any(later <= earlier for earlier, later in pairwise(self.times)):
            raise ValueError("the times of a predicted curve rise")
        for low, median, high in zip(self.low, self.median, self.high, strict=True):
            if not (isfinite(high) and 0 <= low <= median <= high):
                raise ValueError("a predicted curve lies inside its band, and nothing is below zero")

    def at(self, moment: datetime) -> float | None:
        """The median at a moment, between two times on a straight line; None outside."""
        if not self.times[0] <= moment <= self.times[-1]:
            return None
        after = min(bisect_right(self.times, moment), len(self.times) - 1)
        share = (moment - self.times[after - 1]) / (self.times[after] - self.times[after - 1])
        return self.median[after - 1] + share * (self.median[after] - self.median[after - 1])


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
    predicted: Predicted | None = None
    now: datetime | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a session ends after it starts")


def table_of(session: SessionRecord) -> Table:
    """The same numbers, in order of time."""
    rows: list[tuple[datetime, tuple[object, ...]]] = []
    nothing = ("",) * 6
    for reading in session.readings:
        pressure = f"{number(reading.systolic)}/{number(reading.diastolic)}" if reading.systolic and reading.diastolic else ""
        note = "corrected" if reading.is_corrected else "entered late" if reading.is_late else ""
        signs = (reading.heart_rate, reading.spo2, reading.breaths, reading.moaas, reading.dissociation)
        rows.append((reading.at, (pressure, *(_shown(sign) for sign in signs), note)))
    for dose in session.doses:
        rows.append((dose.at, (*nothing, f"dose {dose.words}")))
        rows += [(start, (*nothing, f"paused until {end:%H:%M}")) for start, end in dose.pauses]
    rows += [(event.at, (*nothing, event.word)) for event in session.events]
    rows += [(phase.start, (*nothing, f"{phase.name} expected")) for phase in session.phases if phase.is_expected]
    rows.sort(key=lambda row: row[0])
    columns = ["Time", "BP, mmHg#", "HR, /min#", "SpO₂, %#", "RR, /min#", "MOAA/S#", "Diss.#", "What"]
    cells: list[tuple[object, ...]] = [(f"{at:%H:%M}", *row) for at, row in rows]
    if session.predicted:
        columns.insert(-1, "Predicted#")
        guesses = (session.predicted.at(at) for at, _ in rows)
        cells = [(*row[:-1], _shown(guess), row[-1]) for row, guess in zip(cells, guesses, strict=True)]
    caption = "Session record" + (f"; {session.predicted.caption}" if session.predicted else "")
    return Table(caption=caption, columns=columns, rows=cells)


def _shown(value: float | None) -> str:
    return "" if value is None else number(value)
