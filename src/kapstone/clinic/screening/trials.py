"""Earlier treatments as the rule on treatment resistance judges them, by both published tables side by side. Pure."""

from dataclasses import dataclass

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.pathway import chart_of
from kapstone.rules.trd.resistance import resistance_of, staging_of

__all__ = ["TrialTable", "table"]

_HASH = "#"
"""Marks a column of numbers for the table component."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTable:
    """Rows for the data table, the counts by each table, and the sentence that decides under them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count_columns: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]
    sentence: str


def table(page: PatientPage) -> TrialTable:
    """Every trial with its verdict by each table and why, and what the definition of this programme makes of them."""
    chart = chart_of(page.protocol, page.facts, page.now)
    found, staging = resistance_of(chart), staging_of(chart)
    systems = [column.system for column in staging.columns]
    rows = tuple(
        (
            row.record.fact.ingredient,
            _amount(row.record.fact.dose_mg_per_day, "mg/day"),
            _amount(row.record.fact.weeks, "weeks"),
            _amount(row.record.fact.improvement_percent, "%"),
            *(row.by[system].result.value for system in systems),
            judged.because,
        )
        for row, judged in zip(staging.rows, found.trials, strict=True)
    )
    counts = tuple(
        (where.capitalize(), *(str(column.counts[where]) for column in staging.columns)) for where in staging.columns[0].counts
    )
    failed = ", ".join(sorted(found.failed)) or "none"
    sentence = (
        f"Failed in an adequate trial, as this programme counts: {failed}. Needed: {found.needed} different antidepressants."
    )
    return TrialTable(
        columns=(
            "Treatment",
            f"Highest dose{_HASH}",
            f"For{_HASH}",
            f"Improved by{_HASH}",
            *(f"By the {s}" for s in systems),
            "Because",
        ),
        rows=rows,
        count_columns=("Failed, different medicines", *(f"{system}{_HASH}" for system in systems)),
        counts=counts,
        sentence=sentence + staging.apart,
    )


def _amount(value: float | None, unit: str) -> str:
    return "not known" if value is None else f"{value:g} {unit}"
