"""How long from a reading to the other screen: many open screens over many running sessions, on one web process.

    python bench/live.py [READINGS [SCREENS [SESSIONS [HOME]]]]

A clinic with SESSIONS running sessions is built first, which takes a minute or more; HOME keeps it for the next time. Another process records
READINGS, each with the whole assessment. Measured by the computer's one clock, from just before COMMIT to each screen's event, from the begin of the
recording to it, and from the event until the page's live parts are read again, one screen at a time; and beside them, in the same minute and under
the same load, a bare NOTIFY between two connections to the same PostgreSQL. Each page is opened once before, as that of an open screen has been.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from _measure import Times, print_table

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from journeys.rooms_in_use import InUse, rooms_in_use  # noqa: E402 - the house of the journeys
from journeys.serving import Served, a_home  # noqa: E402
from kapstone.clinic.config import postgres  # noqa: E402

_WRITER = """
import gc, json, sys, time
from random import Random
from kapstone.clinic.config import boot
house, readings, pause = json.loads(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
with boot.clinic():
    from django.db import transaction
    from kapstone.clinic.episodes.models import Episode
    from kapstone.clinic.episodes.queries import patient_page
    from kapstone.clinic.journal import clock
    from kapstone.clinic.people.queries import actor_of
    from kapstone.clinic.access.models import User
    from kapstone.clinic.sessions import actions
    from kapstone.facts import VitalsTaken
    mira = actor_of(User.objects.get(email__istartswith="mira@harbour").id)
    rng = Random(7)
    episodes = [Episode.objects.select_related("patient", "organisation").get(id=each) for each in house["episodes"]]
    for each in episodes:
        patient_page(each, clock.now())  # whoever records has the page open
    gc.collect()
    gc.freeze()  # as the server does
    for turn in range(readings):
        number = turn % len(episodes)
        vitals = VitalsTaken(session=house["sessions"][number], systolic_mmhg=rng.randint(118, 150), diastolic_mmhg=rng.randint(70, 88),
                             heart_rate_per_min=rng.randint(62, 96), spo2_percent=rng.randint(95, 99), respiratory_rate_per_min=14)
        begun = time.monotonic()
        with transaction.atomic():
            done = actions.take_vitals(episode=episodes[number], vitals=vitals, state=None, by=mira, at=clock.now())
            before_commit = time.monotonic()
        print(json.dumps([house["episodes"][number], done.first.sequence, begun, before_commit]), flush=True)
        time.sleep(max(0.0, begun + pause - time.monotonic()))
"""
_PAUSE_S = 0.25
_Heard = tuple[int, str, int, float]
"""The number of the screen, the episode and its sequence, and when the event came."""


def main(readings: int, screens: int, sessions: int, home: str = "") -> None:
    with _a_home(home) as folder:
        house = house_in(folder, sessions)
        server = Served(folder)
        try:
            heard, read, bare, told = asyncio.run(_run(folder, server.port, house, readings, screens))
        finally:
            server.end()
    said = {(episode, sequence): (begun, commit) for episode, sequence, begun, commit in told}
    missing = [key for key in said if sum((one[0], one[1]) == key for one in heard) < screens // sessions]
    commit = [(at - said[episode, sequence][1]) * 1000 for episode, sequence, at in heard if (episode, sequence) in said]
    begun = [(at - said[episode, sequence][0]) * 1000 for episode, sequence, at in heard if (episode, sequence) in said]
    recording = [(commit - begun) * 1000 for begun, commit in said.values()]
    again = [(done - at) * 1000 for _, _, at, done in read]
    shown = [(done - said[episode, sequence][1]) * 1000 for episode, sequence, _, done in read if (episode, sequence) in said]
    rows = [
        _row("bare NOTIFY, commit to the other connection", bare, bare),
        _row("commit to the event on the other screen", commit, bare),
    ]
    rows += [_row("recording with all rules", recording, bare), _row("begin of recording to the event", begun, bare)]
    rows.append(_row("event to live parts read again (all rules)", again, bare))
    rows.append(_row("commit to live parts on the other screen", shown, bare))
    print_table(("", "median ms", "p99 ms", "most ms", "p99 / bare p99"), rows)
    print(
        f"{screens} screens over {sessions} sessions, one web process, {len(said)} readings, {len(commit)} events, {len(missing)} readings not heard by all."
    )
    if missing:
        sys.exit(1)


def _row(name: str, ms: list[float], bare: list[float]) -> tuple[object, ...]:
    times, reference = Times(tuple(sorted(ms))), Times(tuple(sorted(bare)))
    return name, times.median, times.p99, times.ms[-1], times.p99 / reference.p99


@contextmanager
def _a_home(given: str) -> Iterator[Path]:
    if given:
        Path(given).mkdir(mode=0o711, exist_ok=True)
        yield Path(given).absolute()
        return
    with a_home() as folder:
        yield folder


def house_in(folder: Path, sessions: int) -> InUse:
    """The clinic kept in `folder`, built with so many running sessions when there is none."""
    known = folder / "house.json"
    if not known.exists():
        start = time.perf_counter()
        built = rooms_in_use(folder, sessions)
        known.write_text(json.dumps(built.__dict__))
        print(f"{sessions} running sessions were built in {time.perf_counter() - start:.0f} s.\n")
    return InUse(**json.loads(known.read_text()))


async def _run(
    folder: Path, port: int, house: InUse, readings: int, screens: int
) -> tuple[list[tuple[str, int, float]], list[tuple[str, int, float, float]], list[float], list[tuple[str, int, float, float]]]:
    heard: list[tuple[str, int, float]] = []
    read: list[tuple[str, int, float, float]] = []
    bare: list[float] = []
    opened = [asyncio.Event() for _ in range(screens)]
    wake: asyncio.Queue[_Heard] = asyncio.Queue()
    for number in range(len(house.sessions)):
        await _live_parts(port, house, number)
    watching = [
        asyncio.create_task(
            _screen(
                port, house, number % len(house.sessions), opened[number], heard, wake if number < len(house.sessions) else None
            )
        )
        for number in range(screens)
    ]
    await asyncio.gather(*(each.wait() for each in opened))
    helpers = [asyncio.create_task(_read_again(port, house, wake, read)), asyncio.create_task(_bare(folder, bare))]
    told = await _written(folder, house, readings)
    await asyncio.sleep(2)
    for task in (*watching, *helpers):
        task.cancel()
    await asyncio.gather(*watching, *helpers, return_exceptions=True)
    return heard, read, bare, told


async def _screen(
    port: int,
    house: InUse,
    number: int,
    opened: asyncio.Event,
    heard: list[tuple[str, int, float]],
    wake: "asyncio.Queue[_Heard] | None",
) -> None:
    """One stream, opened again whenever it ends."""
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_get(house, house.visit(number) + "stream/", "text/event-stream"))
        word = b""
        try:
            while line := await reader.readline():
                at = time.monotonic()
                if line.startswith(b"event: "):
                    word = line[7:].strip()
                elif line.startswith(b"data: "):
                    opened.set()
                    if word == b"changed":
                        said = json.loads(line[6:])
                        heard.append((said["episode"], said["sequence"], at))
                        if wake is not None and wake.empty():
                            wake.put_nowait((number, *heard[-1]))
        finally:
            writer.close()


async def _read_again(
    port: int, house: InUse, wake: "asyncio.Queue[_Heard]", read: list[tuple[str, int, float, float]]
) -> None:
    """One screen at a time reads its live parts again, as a browser does."""
    while True:
        number, *heard = await wake.get()
        await _live_parts(port, house, number)
        read.append((*heard, time.monotonic()))


async def _live_parts(port: int, house: InUse, number: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(_get(house, house.visit(number) + "live/?seen=0", "text/html", "Connection: close\r\n"))
    answer = await reader.read()
    assert b" 200 " in answer[:40], answer[:200]
    writer.close()


async def _bare(folder: Path, bare: list[float]) -> None:
    """NOTIFY from one connection to another, ten times a second."""
    where = _where(folder)
    async with (
        await psycopg.AsyncConnection.connect(**where, autocommit=True) as says,
        await psycopg.AsyncConnection.connect(**where, autocommit=True) as hears,
    ):
        await hears.execute("listen bench_bare")

        async def hear() -> None:
            async for notification in hears.notifies():
                bare.append((time.monotonic() - float(notification.payload)) * 1000)  # noqa: PERF401 - each as it comes

        listening = asyncio.create_task(hear())
        try:
            while True:
                await says.execute("select pg_notify('bench_bare', %s)", [repr(time.monotonic())])
                await asyncio.sleep(0.1)
        finally:
            listening.cancel()


async def _written(folder: Path, house: InUse, readings: int) -> list[tuple[str, int, float, float]]:
    said = json.dumps({"episodes": house.episodes, "sessions": house.sessions})
    environment = os.environ | {"KAPSTONE_HOME": str(folder)}
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WRITER, said, str(readings), str(_PAUSE_S), env=environment, stdout=subprocess.PIPE
    )
    assert writer.stdout
    told = [tuple(json.loads(line)) async for line in writer.stdout]
    assert await writer.wait() == 0
    return told


def _get(house: InUse, path: str, accept: str, more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nCookie: kapstone={house.cookies['mira']}\r\n{more}\r\n".encode()


def _where(folder: Path) -> dict[str, str]:
    admin = postgres.connection(folder, admin=True)
    return {
        "host": admin["HOST"],
        "port": admin["PORT"],
        "user": admin["USER"],
        "password": admin["PASSWORD"],
        "dbname": postgres.DATABASE,
    }


if __name__ == "__main__":
    given = sys.argv[1:]
    numbers = [int(each) for each in given[:3]]
    main(*(numbers + [400, 200, 50][len(numbers) :]), given[3] if len(given) > 3 else "")
