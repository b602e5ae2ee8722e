"""Listens for monitors: MLLP over TCP, each message answered only after it is committed, one after the other on each connection."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from kapstone.clinic.devices import hl7
from kapstone.clinic.devices.errors import NotTaken
from kapstone.clinic.devices.hl7 import Answer, Malformed, Message
from kapstone.clinic.devices.mllp import MOST_BYTES, Frames, TooLong, framed

__all__ = ["Limits", "Listener"]

_LOG = logging.getLogger("kapstone.devices")
_CHUNK = 65536

Take = Callable[[Message, bytes], object]
"""Takes one message or raises NotTaken. Runs in a thread: it waits for the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is borne from one sender."""

    message_bytes: int = MOST_BYTES
    idle_s: float = 300.0
    """A connection on which nothing comes for so long is closed; a monitor opens it again."""
    within_message_s: float = 10.0
    """A message that has begun is whole by then, or was cut off."""
    connections: int = 200
    threads: int = 4


@dataclass
class Listener:
    """One listening socket. `take` is called for each message; `now` is the clock for acknowledgements."""

    take: Take
    now: Callable[[], datetime]
    limits: Limits = field(default_factory=Limits)
    _open: set["asyncio.Task[None]"] = field(default_factory=set)

    async def serve(
        self, host: str, port: int, *, tls: ssl.SSLContext | None = None, ready: Callable[[int], None] | None = None
    ) -> None:
        """Listen until cancelled. `ready` is told the port once it is open."""
        with ThreadPoolExecutor(self.limits.threads, thread_name_prefix="devices") as threads:
            self._threads = threads
            server = await asyncio.start_server(self._connected, host, port, ssl=tls, limit=_CHUNK)
            try:
                async with server:
                    if ready is not None:
                        ready(server.sockets[0].getsockname()[1])
                    await server.serve_forever()
            finally:
                for task in tuple(self._open):
                    task.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        if len(self._open) >= self.limits.connections:
            writer.close()
            return
        self._open.add(task)
        try:
            await self._converse(reader, writer)
        except asyncio.CancelledError:
            pass  # the listener is told to stop; what was not answered is sent again
        except (ConnectionError, TimeoutError):
            pass  # the monitor went away; it comes back and sends again what was not answered
        except TooLong:
            _LOG.warning("A device sent a message longer than %d bytes; the connection is closed.", self.limits.message_bytes)
            with contextlib.suppress(ConnectionError):
                writer.write(framed(hl7.reject(Malformed("The message is too long."), at=self.now())))
                await writer.drain()
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frames = Frames(self.limits.message_bytes)
        while True:
            patience = self.limits.within_message_s if frames.is_within_a_message else self.limits.idle_s
            data = await asyncio.wait_for(reader.read(_CHUNK), patience)
            if not data:
                return
            for raw in frames.feed(data):
                answer = await self._answer(raw)
                if answer is not None:
                    writer.write(framed(answer))
                    await writer.drain()

    async def _answer(self, raw: bytes) -> str | None:
        """What to say to one message. AE also for a fault of ours: the device sends again, and nothing is lost by it."""
        try:
            message = hl7.parse(raw)
        except Malformed as error:
            return hl7.reject(error, at=self.now())
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, self.take, message, raw)
        except NotTaken as refusal:
            answer = Answer.ERROR if refusal.is_for_us else Answer.REJECTED
            return hl7.acknowledge(message, answer, at=self.now(), sentence=refusal.sentence)
        except Exception:  # noqa: BLE001 - whatever it is, the monitor gets an answer and keeps its message
            _LOG.exception("A message of a device could not be taken.")
            return hl7.acknowledge(message, Answer.ERROR, at=self.now(), sentence="It could not be kept now; send it again.")
        return hl7.acknowledge(message, Answer.TAKEN, at=self.now())
