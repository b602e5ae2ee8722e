"""One dose as it went in: what has been given by a moment and when it ends, with its pauses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from kapstone.facts._base import Record
from kapstone.facts.dosing import DoseGiven, DosePaused, DoseResumed, DoseStopped

__all__ = ["Infusion"]


@dataclass(frozen=True, slots=True)
class Infusion:
    """A dose with what was recorded of its course. A dose without `infusion_min` goes in at once.

    Between two records the pump is taken to run at the rate it was started with; an amount that somebody read off it wins over the reckoning.
    """

    dose: Record[DoseGiven]
    turns: tuple[Record[DosePaused] | Record[DoseResumed], ...] = ()
    """Pauses and resumptions in order of time."""
    stop: Record[DoseStopped] | None = None

    @classmethod
    def of(cls, dose: Record[DoseGiven], records: Iterable[Record[Any]]) -> Self:  # Any: records of any fact
        """The dose with those of `records` that tell its course."""
        mine = [r for r in records if isinstance(r.fact, DosePaused | DoseResumed | DoseStopped) and r.fact.dose == dose.id]
        stops = [record for record in mine if isinstance(record.fact, DoseStopped)]
        turns = sorted((record for record in mine if not isinstance(record.fact, DoseStopped)), key=lambda record: record.at)
        return cls(dose, tuple(turns), stops[-1] if stops else None)

    @property
    def is_over_time(self) -> bool:
        return bool(self.dose.fact.infusion_min)

    @property
    def is_open(self) -> bool:
        """Its end has not been recorded: it runs or is paused."""
        return self.is_over_time and self.stop is None

    @property
    def is_paused(self) -> bool:
        return self.is_open and bool(self.turns) and isinstance(self.turns[-1].fact, DosePaused)

    @property
    def pauses(self) -> tuple[tuple[datetime, datetime | None], ...]:
        """Each stretch in which nothing ran; None: it is not over."""
        found: list[tuple[datetime, datetime | None]] = []
        for record in self.turns:
            if isinstance(record.fact, DosePaused):
                found.append((record.at, None))
            elif found and found[-1][1] is None:
                found[-1] = (found[-1][0], record.at)
        if self.stop and found and found[-1][1] is None:
            found[-1] = (found[-1][0], self.stop.at)
        return tuple(found)

    def given_mg(self, now: datetime) -> float:
        """Milligrams that have gone in by `now`, never more than the dose."""
        if self.stop is not None and self.stop.at <= now:
            return self.stop.fact.given_mg
        if not self.is_over_time:
            return self.dose.fact.dose_mg if self.dose.at <= now else 0.0
        given, since, runs = self._state(now)
        return min(given + self._mg_in(now - since), self.dose.fact.dose_mg) if runs else given

    def ends_at(self, now: datetime) -> datetime:
        """When the last of it goes in: recorded, or reckoned; while it is paused as if it went on now."""
        if self.stop is not None:
            return self.stop.at
        if not self.is_over_time:
            return self.dose.at
        given, since, runs = self._state(now)
        left = max(self.dose.fact.dose_mg - given, 0.0) / self.dose.fact.dose_mg * (self.dose.fact.infusion_min or 0)
        return (since if runs else max(now, since)) + timedelta(minutes=left)

    def _state(self, now: datetime) -> tuple[float, datetime, bool]:
        """What had gone in at the last turn up to `now`, when that was, and whether it has run since."""
        given, since, runs = 0.0, self.dose.at, True
        for record in self.turns:
            if record.at > now:
                break
            if isinstance(record.fact, DosePaused):
                given, since, runs = min(record.fact.given_mg, self.dose.fact.dose_mg), record.at, False
            elif not runs:
                since, runs = record.at, True
        return given, since, runs

    def _mg_in(self, time: timedelta) -> float:
        minutes = max(time / timedelta(minutes=1), 0.0)
        return self.dose.fact.dose_mg * minutes / (self.dose.fact.infusion_min or 1)
