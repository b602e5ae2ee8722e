"""The only way into the journal: append lines to a stream, once per key, chained to the line before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Max

from kapstone.chain import GENESIS, canonical, plain
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.errors import KeyReused
from kapstone.clinic.journal.ids import new_id
from kapstone.clinic.journal.models import Entry, Via

__all__ = ["INSTALLATION", "SYSTEM", "Author", "Entry", "KeyReused", "Line", "Via", "append", "checkpoint", "new_id"]

INSTALLATION = UUID("6b617073-746f-4e65-8a6f-75726e616c00")
"""The stream of this installation's own lines: the daily checkpoints over all other streams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who a line is by: the person, their name and their roles as they were then."""

    id: UUID | None
    name: str
    role: str = ""


SYSTEM = Author(id=None, name="Kapstone", role="system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says. Its own `at`, where given, goes before that of the request."""

    kind: str
    body: Mapping[str, Any]  # Any: JSON values
    version: int = 1
    at: datetime | None = None
    corrects: UUID | None = None


def append(
    *,
    organisation: UUID,
    stream: UUID,
    lines: Sequence[Line],
    by: Author,
    at: datetime,
    via: str = Via.SCREEN,
    key: UUID | None = None,
) -> list[Entry]:
    """Append `lines` to `stream` in order, inside the caller's transaction, and return them as stored.

    Lines of one request share `key`. The same key with the same lines by the same person returns what was stored the first time;
    with anything else it raises KeyReused. Streams do not wait for each other.
    """
    assert connection.in_atomic_block, "the journal is written in the transaction of what it tells"
    _lock(stream)
    if key is not None and (earlier := list(Entry.objects.filter(stream=stream, key=key).order_by("ordinal"))):
        if not _says_the_same(earlier, lines, by):
            raise KeyReused(key)
        return earlier
    previous = Entry.objects.filter(stream=stream).order_by("-sequence").values_list("sequence", "hash").first()
    sequence, previous_hash = previous or (0, GENESIS)
    recorded_at = clock.now()
    entries: list[Entry] = []
    for ordinal, line in enumerate(lines):
        entry = Entry(
            id=new_id(),
            organisation=organisation,
            stream=stream,
            sequence=sequence + ordinal + 1,
            kind=line.kind,
            version=line.version,
            body=plain(dict(line.body)),
            at=(line.at or at).astimezone(UTC),
            recorded_at=recorded_at,
            by=by.id,
            by_name=by.name,
            by_role=by.role,
            via=via,
            corrects=line.corrects,
            key=key,
            ordinal=ordinal,
            previous_hash=previous_hash,
        )
        entry.hash = previous_hash = entry.true_hash()
        entries.append(entry)
    return Entry.objects.bulk_create(entries)


@transaction.atomic
def checkpoint(now: datetime) -> Entry:
    """Chain the chains: one line a day that names the head of every stream that grew since the line before it."""
    _lock(INSTALLATION)
    key = uuid5(INSTALLATION, now.astimezone(UTC).date().isoformat())
    if (today := Entry.objects.filter(stream=INSTALLATION, key=key).first()) is not None:
        return today
    known: dict[str, int] = {}
    for heads in Entry.objects.filter(stream=INSTALLATION).order_by("sequence").values_list("body__heads", flat=True):
        known |= {stream: sequence for stream, sequence, _ in heads}
    last = Entry.objects.exclude(stream=INSTALLATION).order_by().values("stream").annotate(last=Max("sequence"))
    grown = {row["stream"]: row["last"] for row in last if known.get(str(row["stream"])) != row["last"]}
    found = Entry.objects.filter(stream__in=grown).order_by("stream", "sequence").values_list("stream", "sequence", "hash")
    heads = [[str(stream), sequence, hash_] for stream, sequence, hash_ in found if grown[stream] == sequence]
    line = Line(kind="Checkpoint", body={"heads": heads})
    return append(organisation=INSTALLATION, stream=INSTALLATION, lines=[line], by=SYSTEM, at=now, via=Via.SYSTEM, key=key)[0]


def _lock(stream: UUID) -> None:
    """Hold this stream until the transaction ends; whoever comes second waits here, not at a broken chain."""
    number = int.from_bytes(hashlib.sha256(stream.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])


def _says_the_same(earlier: Sequence[Entry], lines: Sequence[Line], by: Author) -> bool:
    return len(earlier) == len(lines) and all(
        (entry.kind, entry.version, entry.corrects, entry.by) == (line.kind, line.version, line.corrects, by.id)
        and canonical(entry.body) == canonical(dict(line.body))
        and (line.at is None or entry.at == line.at)
        for entry, line in zip(earlier, lines, strict=True)
    )
