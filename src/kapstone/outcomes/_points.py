"""The scores of one instrument over time, as recorded; one without a total is a gap, never a zero."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kapstone.facts import Facts, Implausible, MeasureAnswered, Record
from kapstone.instruments import Instrument, Score, score_of

__all__ = ["Point", "points"]


@dataclass(frozen=True, slots=True)
class Point:
    """One measure that was answered. `word` is the severity; empty where there is no total or no band."""

    record: UUID
    at: datetime
    score: Score

    @property
    def total(self) -> float | None:
        return self.score.total

    @property
    def word(self) -> str:
        return self.score.band.word if self.score.band else ""

    @property
    def is_gap(self) -> bool:
        """Whether the line of a chart breaks here."""
        return self.score.total is None and self.score.triage is None


def points(facts: Facts, instrument: Instrument) -> tuple[Point, ...]:
    """Every recorded measure of `instrument`, oldest first. Answers that cannot be (an import gone wrong) are left out."""
    records = facts.of(MeasureAnswered, lambda fact: fact.instrument == instrument.id)
    return tuple(point for record in records if (point := _point(record)) is not None)


def _point(record: Record[MeasureAnswered]) -> Point | None:
    try:
        return Point(record.id, record.at, score_of(record.fact))
    except Implausible:
        return None
