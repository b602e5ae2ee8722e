"""Tables and notes of the pharmacokinetic commands, as text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kapstone.pk import Concern, Summary

__all__ = ["concern_lines", "figure", "summary_line", "table"]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Columns that line up; the first to the left, the others to the right."""
    text = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in text) for column in range(len(head))]
    for row in text:
        first, *rest = zip(row, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]).rstrip()


def figure(value: float) -> str:
    return "beyond the horizon" if value == float("inf") else f"{value:.4g}"


def concern_lines(concerns: "Sequence[Concern]") -> Iterator[str]:
    for each in concerns:
        yield f"{each.level.word}: {each}"


def summary_line(summary: "Summary") -> list[str]:
    cells = [f"{figure(value)} ± {error:.2g}" for value, error in zip(summary.values, summary.errors, strict=True)]
    failure = f"KNOWN FAILURE: {summary.known_failure}" if summary.known_failure else ""
    return [str(summary.metric), summary.metric.measure.unit, *cells, failure]
