"""What the journal says: the lines of a stream, its last line, and whether the whole is unbroken."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from kapstone.chain import GENESIS, Uncanonical
from kapstone.clinic.journal.actions import INSTALLATION
from kapstone.clinic.journal.models import Entry

__all__ = ["Broken", "Report", "keyed", "last", "last_sequence", "lines", "verify"]


def lines(stream: UUID) -> QuerySet[Entry]:
    """Every line of `stream`, in order."""
    return Entry.objects.filter(stream=stream).order_by("sequence")


def lines_of_kind(streams: Collection[UUID], kind: str) -> QuerySet[Entry]:
    """The lines of one kind in several streams, and every line that corrects another, so that both can be told apart."""
    return Entry.objects.filter(Q(kind=kind) | Q(corrects__isnull=False), stream__in=streams).order_by("stream", "sequence")


def last(stream: UUID) -> Entry | None:
    """The newest line of `stream`."""
    return Entry.objects.filter(stream=stream).order_by("-sequence").first()


def last_sequence(stream: UUID) -> int:
    """How many lines `stream` has; 0 when it has none."""
    return Entry.objects.filter(stream=stream).order_by("-sequence").values_list("sequence", flat=True).first() or 0


def keyed(stream: UUID, key: UUID) -> Entry | None:
    """The first line of the request that came under this key, if it came before."""
    return Entry.objects.filter(stream=stream, key=key).order_by("ordinal").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first place at which the journal is not what was written."""

    stream: UUID
    sequence: int
    entry: UUID | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification read, and the first broken link if there is one."""

    lines: int
    streams: int
    checkpoints: int
    broken: Broken | None = None

    @property
    def is_whole(self) -> bool:
        return self.broken is None


@transaction.atomic
def verify(stream: UUID | None = None) -> Report:
    """Recompute every hash (of one stream, or of all) and look for every head that a checkpoint has named."""
    named = _named_heads(stream)
    streams = count = checkpoints = 0
    before: Entry | None = None
    broken: Broken | None = None
    for entry in _in_order(stream):
        if before is None or before.stream != entry.stream:
            before, streams = None, streams + 1
        broken = broken or _broken(entry, before, named)
        named.pop((entry.stream, entry.sequence), None)
        count, checkpoints, before = count + 1, checkpoints + (entry.kind == "Checkpoint"), entry
    if broken is None and named:
        (gone, sequence), _ = min(named.items())
        broken = Broken(
            stream=gone, sequence=sequence, entry=None, because="a checkpoint names this line, but it is no longer there"
        )
    return Report(lines=count, streams=streams, checkpoints=checkpoints, broken=broken)


def _in_order(stream: UUID | None) -> Iterator[Entry]:
    entries = Entry.objects.order_by("stream", "sequence")
    return (entries if stream is None else entries.filter(stream=stream)).iterator(chunk_size=2000)


def _named_heads(stream: UUID | None) -> dict[tuple[UUID, int], str]:
    """Each head any checkpoint has named, with its hash then. A checkpoint that cannot be read breaks its own link later."""
    named: dict[tuple[UUID, int], str] = {}
    for body in Entry.objects.filter(stream=INSTALLATION, kind="Checkpoint").values_list("body", flat=True):
        for of, sequence, hash_ in body.get("heads", ()):
            if stream is None or UUID(of) == stream:
                named[UUID(of), sequence] = hash_
    return named


def _broken(entry: Entry, before: Entry | None, named: dict[tuple[UUID, int], str]) -> Broken | None:
    place, previous = (before.sequence + 1, before.hash) if before else (1, GENESIS)
    if entry.sequence != place:
        because = f"line {place} is missing"
    elif entry.previous_hash != previous:
        because = "it does not follow the line before it"
    elif not _hash_is_true(entry):
        because = "what it says is not what was written"
    elif named.get((entry.stream, entry.sequence), entry.hash) != entry.hash:
        because = "it is not the line that a checkpoint named"
    else:
        return None
    return Broken(stream=entry.stream, sequence=entry.sequence, entry=entry.id, because=because)


def _hash_is_true(entry: Entry) -> bool:
    try:
        return entry.true_hash() == entry.hash
    except Uncanonical:
        return False
