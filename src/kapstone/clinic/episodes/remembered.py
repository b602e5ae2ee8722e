"""The facts of the episodes that were looked at last: a screen that looks again decodes only what is new.

A line's hash covers every line before it. So where the newest line known here still stands in the journal with the same hash, all that was read before is
still what the journal says, and only the lines after it are read. Anything else, as after a write that was taken back, reads the whole.
"""

from collections import OrderedDict
from dataclasses import fields, replace
from datetime import UTC, datetime, tzinfo
from threading import Lock
from uuid import UUID

from kapstone.clinic.journal import queries as journal
from kapstone.clinic.journal.models import Entry
from kapstone.facts import Fact, Facts, Record, decode, on_its_clock

__all__ = ["facts_in", "in_zone", "record_of"]

_MOST = 256
"""Episodes kept in each process; one of 500 facts takes about half a megabyte."""

_known: OrderedDict[tuple[UUID, tzinfo], tuple[int, str, Facts]] = OrderedDict()
_lock = Lock()


def facts_in(stream: UUID, zone: tzinfo) -> Facts:
    """Every fact in the stream of an episode, decoded. One query; a second one where the stream is no longer the one that was read."""
    known = _known.get((stream, zone))
    if known is None:
        return _read(stream, zone)
    sequence, hashed, facts = known
    lines = list(journal.lines(stream).filter(sequence__gte=sequence))
    if not lines or lines[0].hash != hashed:
        return _read(stream, zone)
    new = [record_of(line, zone) for line in lines[1:]]
    return _keep(stream, zone, lines[-1], facts.plus(*new) if new else facts)


def record_of(entry: Entry, zone: tzinfo = UTC) -> Record[Fact]:
    """A journal line as the library knows it, its moments as the clinic's clock showed them, so that findings say the clinic's days."""
    return Record(
        id=entry.id,
        fact=_in_zone(decode(entry.kind, entry.version, entry.body), zone),
        at=entry.at.astimezone(zone),
        recorded_at=entry.recorded_at.astimezone(zone),
        by=entry.by,
        by_name=entry.by_name,
        by_role=entry.by_role,
        via=entry.via,
        corrects=entry.corrects,
        sequence=entry.sequence,
    )


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment as the clock of that zone shows it."""
    return on_its_clock(moment.astimezone(zone))


def _in_zone(fact: Fact, zone: tzinfo) -> Fact:
    moments = {
        field.name: in_zone(moment, zone) for field in fields(fact) if isinstance(moment := getattr(fact, field.name), datetime)
    }
    return replace(fact, **moments) if moments else fact


def _read(stream: UUID, zone: tzinfo) -> Facts:
    lines = list(journal.lines(stream))
    facts = Facts(record_of(line, zone) for line in lines)
    return _keep(stream, zone, lines[-1], facts) if lines else facts


def _keep(stream: UUID, zone: tzinfo, newest: Entry, facts: Facts) -> Facts:
    with _lock:
        _known[stream, zone] = (newest.sequence, newest.hash, facts)
        _known.move_to_end((stream, zone))
        if len(_known) > _MOST:
            _known.popitem(last=False)
    return facts
