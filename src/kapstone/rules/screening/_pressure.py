"""Resting blood pressure outside sessions: which readings belong to one occasion, and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Record, VitalsTaken
from kapstone.rules._rule import Limit
from kapstone.rules.screening._window import since

VALID_DAYS = Limit(30, "days", "how long before the first dose a resting blood pressure counts", Standing.TO_CONFIRM, 1, 90)


@dataclass(frozen=True)
class Occasion:
    """Readings taken in one sitting."""

    readings: tuple[Record[VitalsTaken], ...]

    @property
    def systolic_mmhg(self) -> float:
        return _mean([record.fact.systolic_mmhg or 0 for record in self.readings])

    @property
    def diastolic_mmhg(self) -> float:
        return _mean([record.fact.diastolic_mmhg or 0 for record in self.readings])

    @property
    def at(self) -> datetime:
        return self.readings[-1].at

    @property
    def lasted(self) -> timedelta:
        return self.readings[-1].at - self.readings[0].at

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(record.id for record in self.readings)

    def __str__(self) -> str:
        mean = f", mean of {len(self.readings)}" if len(self.readings) > 1 else ""
        return f"{self.systolic_mmhg:.0f}/{self.diastolic_mmhg:.0f} mmHg{mean}"


def occasions(chart: Chart, *, valid_days: float, gap: timedelta) -> tuple[Occasion, ...]:
    """Occasions not older than `valid_days`, oldest first; a silence longer than `gap` starts the next one."""
    oldest = since(chart, valid_days)
    groups: list[list[Record[VitalsTaken]]] = []
    for record in chart.pressures():
        if record.at <= oldest:
            continue
        if groups and record.at - groups[-1][-1].at <= gap:
            groups[-1].append(record)
        else:
            groups.append([record])
    return tuple(Occasion(tuple(group)) for group in groups)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
