"""The earlier trials by both published tables side by side: what failed in the current episode and in life, and what is kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kapstone.facts import Record, TreatmentTried
from kapstone.rules.trd._trials import Criteria, Judged, Resistance, Result, count_failures

__all__ = ["SYSTEMS", "Column", "Row", "Staging", "stage"]

SYSTEMS = ("ATRQ", "ATHF")
"""The looser and the stricter table, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The counts by one table. Each is a number of different ingredients."""

    system: str
    alone: Resistance
    """Antidepressants only."""
    augmented: Resistance
    """With adequate augmentations as trials of their own."""

    @property
    def counts(self) -> dict[str, int]:
        return {
            "current episode": self.alone.failed_in_episode,
            "lifetime": self.alone.failed_in_life,
            "current episode, with augmentation": self.augmented.failed_in_episode,
            "lifetime, with augmentation": self.augmented.failed_in_life,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One trial as each table judges it."""

    record: Record[TreatmentTried]
    by: Mapping[str, Judged]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """All trials, all counts."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def named(self, result: Result) -> tuple[str, ...]:
        """The ingredients of the trials that both tables call so, in the order they were listed."""
        found = [row for row in self.rows if all(judged.result is result for judged in row.by.values())]
        return tuple(dict.fromkeys(row.by[SYSTEMS[0]].ingredient for row in found))

    @property
    def apart(self) -> str:
        """What is no failure and is not lost sight of, as sentences to add; empty when there is nothing."""
        kept = {"stopped for side effects": Result.INTOLERANT, "helped and then lost its effect": Result.LOST}
        said = [f"{', '.join(names)} {words}" for words, result in kept.items() if (names := self.named(result))]
        return f" Counted apart: {'; '.join(said)}." if said else ""


def stage(records: Iterable[Record[TreatmentTried]], by: Mapping[str, Criteria]) -> Staging:
    """Judge every trial by each definition of `by` (system -> criteria), once without and once with augmentations counted."""
    tried = tuple(records)
    columns = tuple(
        Column(
            system=system,
            alone=count_failures(tried, replace(criteria, augmentation=False)),
            augmented=count_failures(tried, replace(criteria, augmentation=True)),
        )
        for system, criteria in by.items()
    )
    rows = tuple(
        Row(record=record, by={column.system: column.augmented.trials[place] for column in columns})
        for place, record in enumerate(tried)
    )
    return Staging(columns=columns, rows=rows)
