"""How a moment is said: the clock time in the site's zone, the age, the day, the time that is left."""

from datetime import datetime, timedelta

from django.utils import timezone

__all__ = ["age_words", "clock_words", "day_words", "due_words", "is_today", "span_words"]


def span_words(span: timedelta) -> str:
    """A length of time in one unit, rounded down: "6 min", "3 h", "2 d"."""
    minutes = int(abs(span).total_seconds() // 60)
    if minutes < 1:
        return "under 1 min"
    if minutes < 90:
        return f"{minutes} min"
    hours = minutes // 60
    if hours < 36:
        return f"{hours} h"
    days = hours // 24
    if days < 60:
        return f"{days} d"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"


def age_words(t: datetime, now: datetime) -> str:
    if abs(now - t) < timedelta(minutes=1):
        return "just now"
    return f"{span_words(now - t)} ago" if t < now else f"in {span_words(t - now)}"


def clock_words(t: datetime) -> str:
    return f"{timezone.localtime(t):%H:%M}"


def is_today(t: datetime, now: datetime) -> bool:
    return timezone.localtime(t).date() == timezone.localtime(now).date()


def day_words(t: datetime, now: datetime) -> str:
    """Today, yesterday, tomorrow, else "Tue 24 Nov", with the year when it is another one."""
    day, today = timezone.localtime(t).date(), timezone.localtime(now).date()
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((day - today).days)
    if near:
        return near
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def due_words(t: datetime, now: datetime) -> str:
    """When it is due: the moment and what is left, or how long it is overdue."""
    at = clock_words(t) if is_today(t, now) else f"{day_words(t, now)} {clock_words(t)}"
    return f"{at} · overdue {span_words(now - t)}" if t < now else f"{at} · in {span_words(t - now)}"
