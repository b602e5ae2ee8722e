"""One connection in each process listens to PostgreSQL, and hands what it hears to every screen that watches it."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections

from kapstone.clinic.live.mailbox import Mailbox
from kapstone.clinic.live.news import CHANNEL, News, Shut, heard

__all__ = ["Hub"]

_LOG = logging.getLogger("kapstone.live")
_REMEMBERED = 4096
_ALIVE_EVERY_S = 10.0
_RETRY_S = (0.1, 0.2, 0.5, 1.0, 2.0)


class Hub:
    """Who watches what, in this process. All of it happens on one event loop; nothing here needs a lock."""

    def __init__(self) -> None:
        self._watching: dict[UUID, set[Mailbox]] = {}
        self._reading: dict[UUID, set[Mailbox]] = {}
        self._newest: OrderedDict[UUID, News] = OrderedDict()
        self._listener: asyncio.Task[None] | None = None

    @contextmanager
    def watching(self, topics: Collection[UUID], *, reader: UUID, sequence: int | None = None) -> Iterator[Mailbox]:
        """A mailbox for one screen. `sequence` is what it was told when it opened: anything newer that came meanwhile is put in at once."""
        self._listen()
        mailbox = Mailbox()
        for topic in topics:
            self._watching.setdefault(topic, set()).add(mailbox)
            newest = self._newest.get(topic)
            if sequence is not None and newest is not None and newest.sequence > sequence:
                mailbox.put(newest)
        self._reading.setdefault(reader, set()).add(mailbox)
        try:
            yield mailbox
        finally:
            for topic in topics:
                _leave(self._watching, topic, mailbox)
            _leave(self._reading, reader, mailbox)

    @property
    def open_screens(self) -> int:
        return sum(len(mailboxes) for mailboxes in self._reading.values())

    def hear(self, payload: str) -> None:
        """Hand one notification to those who wait for it."""
        said = heard(payload)
        if isinstance(said, Shut):
            for mailbox in tuple(self._reading.get(said.reader, ())):
                mailbox.shut()
        elif said is not None:
            self._newest[said.episode] = said
            self._newest.move_to_end(said.episode)
            if len(self._newest) > _REMEMBERED:
                self._newest.popitem(last=False)
            for topic in said.topics:
                for mailbox in self._watching.get(topic, ()):
                    mailbox.put(said)

    def read_everything(self) -> None:
        """Tell every screen to look again: while nobody listened, anything may have happened."""
        for mailboxes in self._reading.values():
            for mailbox in mailboxes:
                mailbox.read_everything()

    def _listen(self) -> None:
        if self._listener is None or self._listener.done():
            self._listener = asyncio.get_running_loop().create_task(self._listening(), name="kapstone live hub")

    async def _listening(self) -> None:
        """Listen for ever; when the database goes away come back to it, and let every screen read again."""
        failed = 0
        while True:
            try:
                async with _listening_connection() as connection:
                    failed = 0
                    self.read_everything()
                    await self._take_from(connection)
            except (psycopg.Error, OSError) as problem:
                if failed == 0:
                    _LOG.warning("Live updates wait for the database (%s).", type(problem).__name__)
                await asyncio.sleep(_RETRY_S[min(failed, len(_RETRY_S) - 1)])
                failed += 1

    async def _take_from(self, connection: "psycopg.AsyncConnection[Any]") -> None:  # Any: rows that nobody reads
        while True:
            async for notification in connection.notifies(timeout=_ALIVE_EVERY_S):
                self.hear(notification.payload)
            await connection.execute("select 1")  # a connection that died in silence is found out here


@asynccontextmanager
async def _listening_connection() -> "AsyncIterator[psycopg.AsyncConnection[Any]]":  # Any: as above
    """A connection of its own, outside the pool: it is kept for as long as the process lives."""
    given = _parameters()
    async with await psycopg.AsyncConnection.connect(**given, autocommit=True, connect_timeout=5) as connection:
        await connection.execute(f"listen {CHANNEL}")
        yield connection


def _parameters() -> dict[str, Any]:  # Any: what psycopg connects with
    wrapper: Any = connections["default"]  # Any: PostgreSQL's wrapper, which has the method below
    ours = {"context", "cursor_factory", "prepare_threshold"}
    return {name: value for name, value in wrapper.get_connection_params().items() if name not in ours}


def _leave(sets: dict[UUID, set[Mailbox]], topic: UUID, mailbox: Mailbox) -> None:
    left = sets[topic]
    left.discard(mailbox)
    if not left:
        del sets[topic]
