"""Age limits: what age is reached when, so that a rule can say when its answer changes."""

from datetime import UTC, date, datetime, time

from kapstone.chart import Chart
from kapstone.findings import Level
from kapstone.rules._rule import Verdict, unknown


def reaches(chart: Chart, years: float) -> datetime | None:
    """The start of the birthday on which that age is reached, if it lies ahead."""
    if chart.person is None:
        return None
    born = chart.person.birth_date
    year = born.year + int(years)
    leap_day_moves = (born.month, born.day) == (2, 29) and not _is_leap(year)
    birthday = date(year, 3, 1) if leap_day_moves else born.replace(year=year)
    when = datetime.combine(birthday, time(), UTC)
    return when if when > chart.now else None


def age_known(chart: Chart) -> tuple[int, Verdict] | Verdict:
    """The age with the CLEAR verdict to fall back on, or the verdict that the birth date is missing."""
    record = chart.facts.latest(type(chart.person)) if chart.person is not None else None
    if chart.age_years is None or record is None:
        return unknown("birth date")
    age = chart.age_years
    return age, Verdict(level=Level.CLEAR, because=f"Age is {age} years.", value=f"{age} years", facts=(record.id,))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
