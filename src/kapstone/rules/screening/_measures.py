"""The latest total of an instrument, also when it came from elsewhere as a number alone."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.facts import Implausible, MeasureAnswered, Record
from kapstone.instruments import all_instruments, score_of_answers


def latest_total(chart: Chart, instrument: str, *, within_days: float) -> tuple[Record[MeasureAnswered], float] | None:
    """The newest answered one not older than `within_days`, with its total; None where there is none to read."""
    records = chart.measures(instrument)
    if not records or records[-1].at <= chart.now - timedelta(days=within_days):
        return None
    total = total_of(chart, records[-1])
    return None if total is None else (records[-1], total)


def total_of(chart: Chart, record: Record[MeasureAnswered]) -> float | None:
    """The total of one answered instrument; None while an answer is missing."""
    return chart.once(("total", record.id), lambda: _total(record.fact))


def _total(fact: MeasureAnswered) -> float | None:
    if fact.total_only is not None:
        return fact.total_only
    known = all_instruments().get(fact.instrument)
    if known is None:
        values = list(fact.answers.values())
        return None if None in values else float(sum(value for value in values if value is not None))
    try:
        return score_of_answers(known, fact.answers).total
    except Implausible:
        return None
