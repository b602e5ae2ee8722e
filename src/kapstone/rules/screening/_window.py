"""How long what was found at screening counts: a number of days before the first dose.

Once treatment has begun, the check before every dose measures and asks again; the screening does not lapse behind it.
"""

from datetime import datetime, timedelta

from kapstone.chart import Chart
from kapstone.facts import Fact, Record


def since(chart: Chart, days: float) -> datetime:
    """What is not newer than this no longer counts."""
    return min(chart.now, chart.begun_at or chart.now) - timedelta(days=days)


def has_lapsed(chart: Chart, record: Record[Fact], days: float) -> bool:
    return record.at <= since(chart, days)


def lapses(chart: Chart, at: datetime, days: float) -> datetime | None:
    """When what was found `at` stops counting; None once treatment has begun."""
    return None if chart.begun_at else at + timedelta(days=days)
