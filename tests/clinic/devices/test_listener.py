"""The listener answers each message in order, after it was taken, and bears only so much from one sender."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from clinic.devices.saying import oru
from kapstone.clinic.devices.errors import NotTaken
from kapstone.clinic.devices.hl7 import Message
from kapstone.clinic.devices.listener import Limits, Listener
from kapstone.clinic.devices.mllp import framed

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


@contextlib.contextmanager
def a_listener(
    take: Callable[[Message, bytes], object], now: datetime, limits: Limits
) -> Iterator[Any]:  # Any: how to run a talk
    """Run a conversation with a listener of its own: `talk(port)` is a coroutine function."""

    def run(talk: Callable[[int], Any]) -> Any:  # Any: what the conversation returns
        async def both() -> Any:  # Any: as above
            opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            serving = asyncio.create_task(Listener(take, lambda: now, limits).serve("127.0.0.1", 0, ready=opened.set_result))
            try:
                return await talk(await opened)
            finally:
                serving.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving

        with ThreadPoolExecutor(1) as aside:  # where a browser test ran before, this thread has an event loop already
            return aside.submit(asyncio.run, both()).result()

    yield run


async def _say(port: int, *chunks: bytes, answers: int = 1) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()
        await asyncio.sleep(0.01)
    frames = [await asyncio.wait_for(reader.readuntil(b"\x1c\r"), 5) for _ in range(answers)]
    writer.close()
    return [frame.decode().split("\r")[1] for frame in frames]


def test_the_listener_answers_each_message_in_order_and_after_it_was_taken() -> None:
    seen: list[str] = []

    def take(message: Message, raw: bytes) -> None:
        seen.append(message.control_id)
        if message.control_id == "2":
            raise NotTaken("The sending device is not known here.")
        if message.control_id == "3":
            raise RuntimeError("the database is away")

    wire = b"".join(framed(oru(at=NOW, control=str(number), ack="|", spo2=97)) for number in range(1, 5)) + b"\x0bgarbage\x1c\r"
    with a_listener(take, NOW, Limits()) as run:
        answers = run(lambda port: _say(port, wire[:100], wire[100:700], wire[700:], answers=5))

    assert [answer.rsplit("|")[1] for answer in answers] == ["AA", "AE", "AE", "AA", "AR"]
    assert seen == ["1", "2", "3", "4"]


def test_the_listener_bears_only_so_much() -> None:
    async def slow_and_long(port: int) -> tuple[list[str], bytes, bytes]:
        too_long = await _say(port, b"\x0b" + b"x" * 3000)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x0bMSH|cut off here")
        cut = await asyncio.wait_for(reader.read(), 5)
        reader2, writer2 = await asyncio.open_connection("127.0.0.1", port)
        silent = await asyncio.wait_for(reader2.read(), 5)
        writer.close()
        writer2.close()
        return too_long, cut, silent

    limits = Limits(message_bytes=2000, idle_s=0.3, within_message_s=0.2)
    with a_listener(lambda message, raw: None, NOW, limits) as run:
        too_long, cut, silent = run(slow_and_long)

    assert too_long[0].startswith("MSA|AR|")
    assert (cut, silent) == (b"", b"")
