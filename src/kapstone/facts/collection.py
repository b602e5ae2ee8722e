"""The facts of one episode, seen as they stand now: sorted by when they were true, corrections applied."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from kapstone.facts._base import Fact, Record
from kapstone.facts.deciding import EnteredInError

__all__ = ["Facts"]

K = TypeVar("K", bound=Fact)


class Facts:
    """An immutable set of records. Two sets with the same records in another order are the same set, and a record delivered twice is one."""

    def __init__(self, records: Iterable[Record[Fact]] = ()) -> None:
        once = {record.id: record for record in records}.values()
        self._all = tuple(sorted(once, key=lambda record: (record.at, record.recorded_at, record.sequence, record.id)))

    def __iter__(self) -> Iterator[Record[Fact]]:
        return iter(self.current)

    def __len__(self) -> int:
        return len(self.current)

    @property
    def history(self) -> tuple[Record[Fact], ...]:
        """Every record, the corrected ones among them."""
        return self._all

    @cached_property
    def corrected(self) -> dict[UUID, Record[Fact]]:
        """Each corrected record's id, with the record that replaced it."""
        return {record.corrects: record for record in self._all if record.corrects is not None}

    @cached_property
    def current(self) -> tuple[Record[Fact], ...]:
        """What stands: corrected records left out, and the corrections that only say `entered in error`."""
        return tuple(
            record for record in self._all if record.id not in self.corrected and not isinstance(record.fact, EnteredInError)
        )

    @cached_property
    def _by_kind(self) -> dict[type[Fact], tuple[Record[Any], ...]]:  # Any: each list holds its own kind
        found: dict[type[Fact], list[Record[Any]]] = {}  # Any: as above
        for record in self.current:
            found.setdefault(type(record.fact), []).append(record)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def _by_id(self) -> dict[UUID, Record[Fact]]:
        return {record.id: record for record in self._all}

    def get(self, record_id: UUID) -> Record[Fact] | None:
        """The record with that id, corrected or not."""
        return self._by_id.get(record_id)

    def of(self, kind: type[K], where: Callable[[K], bool] | None = None) -> tuple[Record[K], ...]:
        """All current records of one kind, oldest first."""
        records: tuple[Record[K], ...] = self._by_kind.get(kind, ())
        return records if where is None else tuple(record for record in records if where(record.fact))

    def latest(self, kind: type[K], where: Callable[[K], bool] | None = None) -> Record[K] | None:
        """The newest current record of one kind, or None."""
        records = self.of(kind, where)
        return records[-1] if records else None

    def until(self, moment: datetime) -> "Facts":
        """What had been written down by `moment`, for replay."""
        return Facts(record for record in self._all if record.recorded_at <= moment)

    def plus(self, *records: Record[Fact]) -> "Facts":
        return Facts((*self._all, *records))
