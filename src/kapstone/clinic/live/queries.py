"""How a view lets a screen watch: it answers with `watch(...)`, and the stream begins where the view ends."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse

__all__ = ["MARK", "event", "watch"]

MARK = "X-Kapstone-Watch"
"""The header by which an answer asks the server to go on with it; it never leaves the process (see `streams`)."""

_RETRY_MS = 1000


def watch(*topics: UUID, reader: UUID, sequence: int | None = None) -> HttpResponse:
    """The answer of a view whose caller has passed the door and may watch `topics`: episodes, or the whole clinic by its organisation.

    `sequence` is how far the caller's record has come; it is said at once, so that a screen that slept knows whether to read again.
    """
    assert topics, "say what is watched"
    opening = f"retry: {_RETRY_MS}\n{event('now', sequence=sequence)}"
    answer = HttpResponse(opening, content_type="text/event-stream; charset=utf-8")
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy in front must hand each event on at once
    answer.headers[MARK] = json.dumps({"topics": [str(topic) for topic in topics], "reader": str(reader), "sequence": sequence})
    return answer


def event(name: str, **data: Any) -> str:  # Any: JSON values
    """One server-sent event."""
    sequence = data.get("sequence")
    number = "" if sequence is None else f"id: {sequence}\n"
    return f"{number}event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"
