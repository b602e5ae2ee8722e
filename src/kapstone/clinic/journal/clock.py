"""The one clock of the clinic. It can be set only from code, to rehearse a life: the demonstration clinic and tests do so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["Rehearsal", "now", "rehearsal", "stopped_at"]

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)
_rehearsals: list["Rehearsal"] = []


def now() -> datetime:
    """The present moment in UTC, read once per request by whoever needs it."""
    if (stopped := _stopped.get()) is not None:
        return stopped
    return _rehearsals[-1].moment if _rehearsals else datetime.now(UTC)


@dataclass
class Rehearsal:
    """A course played through in every thread of this process; whoever plays it moves `moment` on."""

    moment: datetime


@contextmanager
def rehearsal(begins: datetime) -> Iterator[Rehearsal]:
    """Within this block all threads read the rehearsal's moment: a journey through weeks, with pages served from threads."""
    played = Rehearsal(begins)
    _rehearsals.append(played)
    try:
        yield played
    finally:
        _rehearsals.remove(played)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment`."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
