"""Totals over a course as the long-term rules read them; an instrument that is not installed speaks by its total alone."""

from datetime import datetime

from kapstone.chart import Chart
from kapstone.facts import MeasureAnswered, Record
from kapstone.instruments import all_instruments
from kapstone.rules.session._scores import total_of

__all__ = ["Scored", "scored"]

Scored = tuple[Record[MeasureAnswered], float]


def scored(chart: Chart, instrument: str, *, since: datetime | None = None) -> tuple[Scored, ...]:
    """Every complete score of the instrument with its total, oldest first."""
    records = [record for record in chart.measures(instrument) if since is None or record.at > since]
    totals = [(record, _total(record.fact)) for record in records]
    return tuple((record, total) for record, total in totals if total is not None)


def _total(fact: MeasureAnswered) -> float | None:
    return total_of(fact) if fact.instrument in all_instruments() else fact.total_only
