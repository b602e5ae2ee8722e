"""What waits for one open screen: the newest word of each episode it watches, so that a slow screen never holds a long queue."""

import asyncio
from contextlib import suppress
from uuid import UUID

from kapstone.clinic.live.news import News

__all__ = ["Mailbox"]

_MOST = 64


class Mailbox:
    """Bounded: news of one episode replaces what waits about it; past `_MOST` episodes the word is to read everything again.

    That loses nothing, since a screen is never told what changed, only that it has to look.
    """

    def __init__(self) -> None:
        self.is_shut = False
        self._waiting: dict[UUID, News] = {}
        self._everything = False
        self._rung = asyncio.Event()

    def put(self, news: News) -> None:
        before = self._waiting.get(news.episode)
        if self._everything or (before is not None and before.sequence > news.sequence):
            return
        if before is None and len(self._waiting) >= _MOST:
            self.read_everything()
            return
        self._waiting[news.episode] = news
        self._rung.set()

    def read_everything(self) -> None:
        """News may have been missed: look at all of it again."""
        self._waiting.clear()
        self._everything = True
        self._rung.set()

    def shut(self) -> None:
        self.is_shut = True
        self._rung.set()

    async def wait(self, seconds: float) -> tuple[News, ...] | None:
        """What has come since the last call, waiting up to `seconds` for it: () when nothing has, None for everything."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()
        news, everything = tuple(self._waiting.values()), self._everything
        self._waiting.clear()
        self._everything = False
        return None if everything else news
