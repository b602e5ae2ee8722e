"""Times and spans in the words findings use."""

from datetime import datetime, timedelta

__all__ = ["on_day", "span_words"]


def on_day(moment: datetime) -> str:
    """A day as it is written in a sentence, e.g. 4 March 2026."""
    return f"{moment.day} {moment:%B %Y}"


def span_words(span: timedelta) -> str:
    """The shortest exact words: 40 min, 24 hours, 14 days."""
    minutes = round(span.total_seconds() / 60)
    if minutes % 1440 == 0 and minutes >= 4320:
        return f"{minutes // 1440} days"
    if minutes % 60 == 0 and minutes >= 120:
        return f"{minutes // 60} hours"
    return f"{minutes} min"
