"""The facts of the episodes that were looked at last: a screen that looks again decodes only what is new.

A line's hash covers every line before it. So where the newest line known here still stands in the journal with the same hash, all that was read before is
still what the journal says, and only the lines after it are read. Anything else, as after a write that was taken back, reads the whole.
"""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from kapstone.clinic.journal import queries as journal
from kapstone.clinic.journal.models import Entry
from kapstone.facts import Fact, Facts, Record, decode

__all__ = ["facts_in", "record_of"]

_MOST = 256
"""Episodes kept in each process; one of 500 facts takes about half a megabyte."""

_known: OrderedDict[UUID, tuple[int, str, Facts]] = OrderedDict()
_lock = Lock()


def facts_in(stream: UUID) -> Facts:
    """Every fact in the stream of an episode, decoded. One query; a second one where the stream is no longer the one that was read."""
    known = _known.get(stream)
    if known is None:
        return _read(stream)
    sequence, hashed, facts = known
    lines = list(journal.lines(stream).filter(sequence__gte=sequence))
    if not lines or lines[0].hash != hashed:
        return _read(stream)
    new = lines[1:]
    return _keep(stream, lines[-1], facts.plus(*map(record_of, new)) if new else facts)


def record_of(entry: Entry) -> Record[Fact]:
    """A journal line as the library knows it."""
    return Record(
        id=entry.id,
        fact=decode(entry.kind, entry.version, entry.body),
        at=entry.at,
        recorded_at=entry.recorded_at,
        by=entry.by,
        by_name=entry.by_name,
        by_role=entry.by_role,
        via=entry.via,
        corrects=entry.corrects,
        sequence=entry.sequence,
    )


def _read(stream: UUID) -> Facts:
    lines = list(journal.lines(stream))
    facts = Facts(map(record_of, lines))
    return _keep(stream, lines[-1], facts) if lines else facts


def _keep(stream: UUID, newest: Entry, facts: Facts) -> Facts:
    with _lock:
        _known[stream] = (newest.sequence, newest.hash, facts)
        _known.move_to_end(stream)
        if len(_known) > _MOST:
            _known.popitem(last=False)
    return facts
