"""When an enquiry has to be answered: within two business days, counted where the clinic is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["BUSINESS_DAYS", "respond_by"]

BUSINESS_DAYS = 2
_SATURDAY = 5
_CLOSES_AT = time(17)


def respond_by(received_at: datetime, zone: str) -> datetime:
    """The close of the second business day after the day it came. Public holidays are not known here and count as business days."""
    local = received_at.astimezone(ZoneInfo(zone))
    day, left = local.date(), BUSINESS_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return datetime.combine(day, _CLOSES_AT, tzinfo=ZoneInfo(zone))
