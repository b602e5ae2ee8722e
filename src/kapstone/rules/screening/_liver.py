"""The liver results two rules look at: the worst of them, as multiples of the laboratory's upper limit."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted, Record
from kapstone.rules._rule import Limit, Verdict, unknown
from kapstone.rules.screening._labs import recent_lab, times_upper_limit
from kapstone.rules.screening._window import lapses

ENZYMES = (Analyte.ALT, Analyte.AST)
VALID_DAYS = Limit(90, "days", "how long before the first dose liver results count", Standing.TO_CONFIRM, 14, 365)
_NAMES = {Analyte.ALT: "ALT", Analyte.AST: "AST", Analyte.BILIRUBIN: "bilirubin"}


@dataclass(frozen=True)
class Multiple:
    """One result as a multiple of its upper limit."""

    record: Record[LabResulted]
    times: float

    def __str__(self) -> str:
        return f"{_NAMES[self.record.fact.analyte]} {self.times:.1f} times the upper limit"


@dataclass(frozen=True)
class Liver:
    """What is known of the liver, and what is not."""

    known: tuple[Multiple, ...]
    missing: tuple[str, ...]
    """Not measured, out of date, or without the laboratory's upper limit."""

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(each.record.id for each in self.known)

    @property
    def value(self) -> str:
        return ", ".join(str(each) for each in self.known)

    def times(self, *analytes: Analyte) -> float:
        return max((each.times for each in self.known if each.record.fact.analyte in analytes), default=0)

    def lapses(self, chart: Chart, days: float) -> datetime | None:
        """When the first of them stops counting; None once treatment has begun."""
        return min((at for each in self.known if (at := lapses(chart, each.record.at, days))), default=None)

    def unknown(self, changes_at: datetime | None) -> Verdict:
        what = " and ".join(self.missing)
        asked = unknown(
            *self.missing,
            because=f"No result of {what} with the laboratory's upper limit is recorded or still counts.",
            act=f"Measure {what}, and record the upper limit.",
            subject="laboratory",
        )
        return replace(asked, changes_at=changes_at)


def liver(chart: Chart, *analytes: Analyte, within_days: float) -> Liver:
    known, missing = [], []
    for analyte in analytes:
        record = recent_lab(chart, analyte, within_days=within_days)
        times = times_upper_limit(record) if record is not None else None
        if record is None or times is None:
            missing.append(_NAMES[analyte])
        else:
            known.append(Multiple(record, times))
    return Liver(tuple(known), tuple(missing))


def enzyme(analyte: Analyte, times: float) -> LabResulted:
    """A result that lies so many times above the upper limit, for worked examples."""
    unit, limit = ("mg/dL", 1.2) if analyte is Analyte.BILIRUBIN else ("U/L", 40.0)
    return LabResulted(analyte=analyte, value=limit * times, unit=unit, upper_limit=limit)
