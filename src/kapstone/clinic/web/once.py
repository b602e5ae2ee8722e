"""Reads back what `{% once %}` put into a form: the key that makes a second press harmless, and what had been seen."""

from uuid import UUID

from django.http import HttpRequest

__all__ = ["posted_key", "posted_seen"]


_MOST_DIGITS = 19


def posted_key(request: HttpRequest) -> UUID | None:
    """The form's key, or None when it is missing or mangled."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def posted_seen(request: HttpRequest) -> int | None:
    """The last sequence number the person had seen when the page was opened."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < _MOST_DIGITS else None
