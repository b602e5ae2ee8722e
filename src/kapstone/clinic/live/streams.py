"""Goes on with an answer after Django is done with it, so that an open screen holds neither a thread nor a database connection.

Django under ASGI keeps a thread, and with it a connection, for each request until its answer ends. A stream never ends by itself.
So a view that lets someone watch gives an ordinary short answer with a mark on it; the door, the access log and every header are Django's.
When that request is over, and its thread and connection are given back, the stream goes on here, on the event loop alone.
"""

import asyncio
import contextlib
import json
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kapstone.clinic.live.hub import Hub
from kapstone.clinic.live.mailbox import Mailbox
from kapstone.clinic.live.news import News
from kapstone.clinic.live.queries import MARK, event

__all__ = ["HEARTBEAT_S", "LIFE_S", "Streams"]

Scope = dict[str, Any]  # Any: ASGI's own shape
Message = Mapping[str, Any]  # Any: as above
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEARTBEAT_S = 15.0
"""A word at least this often: proxies close silent connections, and a screen notices that it hears nothing."""
LIFE_S = 300.0
"""After this long a stream ends and the browser opens it again, which asks the door again whether this person may watch."""

_MARK = MARK.lower().encode()
_DROPPED = {_MARK, b"content-length"}
_STILL_HERE = ": still here\n\n"


@dataclass(frozen=True, slots=True)
class _Watch:
    topics: tuple[UUID, ...]
    reader: UUID
    sequence: int | None

    @classmethod
    def of(cls, headers: Iterable[tuple[bytes, bytes]]) -> "_Watch | None":
        for name, value in headers:
            if name.lower() == _MARK:
                said = json.loads(value)
                return cls(tuple(UUID(topic) for topic in said["topics"]), UUID(said["reader"]), said["sequence"])
        return None


class Streams:
    """The ASGI application around Django's."""

    def __init__(self, application: Application, hub: Hub | None = None) -> None:
        self.application = application
        self.hub = hub or Hub()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wants_events(scope["headers"]):
            await self.application(scope, receive, send)
            return
        with ExitStack() as until_closed:
            mailboxes: list[Mailbox] = []

            async def pass_on(message: Message) -> None:
                if message["type"] == "http.response.start" and (watch := _Watch.of(message["headers"])):
                    kept = [(name, value) for name, value in message["headers"] if name.lower() not in _DROPPED]
                    message = {**message, "headers": kept}
                    # From here on nothing is missed; what came since the view looked is in the mailbox at once.
                    watching = self.hub.watching(watch.topics, reader=watch.reader, sequence=watch.sequence)
                    mailboxes.append(until_closed.enter_context(watching))
                elif mailboxes:
                    message = {**message, "more_body": True}
                await send(message)

            await self.application(scope, receive, pass_on)
            for mailbox in mailboxes:
                await _go_on(mailbox, receive, send)


async def _go_on(mailbox: Mailbox, receive: Receive, send: Send) -> None:
    """Say what comes, and that we are still here, until the screen is gone, its reader may no longer watch, or its time is over."""
    loop = asyncio.get_running_loop()
    over = loop.time() + LIFE_S * random.uniform(0.8, 1.0)  # noqa: S311 - so that screens that opened together do not return together
    gone = loop.create_task(_until_gone(receive))
    gone.add_done_callback(lambda _: mailbox.shut())
    try:
        while not mailbox.is_shut and (left := over - loop.time()) > 0:
            news = await mailbox.wait(min(HEARTBEAT_S, left))
            if not mailbox.is_shut:
                await send({"type": "http.response.body", "body": _words(news).encode(), "more_body": True})
        if not gone.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _words(news: tuple[News, ...] | None) -> str:
    if news is None:
        return event("everything")
    if not news:
        return _STILL_HERE
    return "".join(event("changed", episode=str(n.episode), sequence=n.sequence, by_clock=n.by_clock) for n in news)


def _wants_events(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"accept" and b"text/event-stream" in value for name, value in headers)
