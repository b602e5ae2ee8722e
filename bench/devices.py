"""Whether fifty monitors at one message a second are answered in time by one listener, for as long as they send.

    python bench/devices.py [SECONDS [MONITORS [HOME]]]

HOME is a clinic that bench/live.py has kept. Each monitor is on a patient in a running session and sends pulse, saturation and breathing each second, its
cuff pressure once in five minutes; the time to each acknowledgement, which follows the commit, is compared between the first and the last third.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from _measure import Times, print_table

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from live import house_in  # noqa: E402 - the clinic the other benchmark builds

from clinic.devices.saying import oru  # noqa: E402 - messages as the tests write them
from journeys.serving import a_home, environment_of  # noqa: E402
from kapstone.clinic.config import postgres  # noqa: E402
from kapstone.clinic.devices.mllp import framed  # noqa: E402

Answered = tuple[float, float, str]
"""When the message was sent, counted from the start; milliseconds to its answer; the code of the answer."""


def main(seconds: int, monitors: int, home: str = "") -> None:
    with _folder(home) as folder:
        house = house_in(folder, monitors)
        with postgres.running(folder), _listening(folder) as port:
            answered = asyncio.run(_all(port, house.monitors[:monitors], seconds))
    thirds = [[ms for at, ms, _ in answered if seconds * n / 3 <= at < seconds * (n + 1) / 3] for n in range(3)]
    rows = [
        (name, len(ms), times.median, times.p99, times.ms[-1])
        for name, ms in zip(("first third", "second third", "last third"), thirds, strict=True)
        if (times := Times(tuple(sorted(ms)))).ms
    ]
    print_table(("", "messages", "median ms", "p99 ms", "most ms"), rows)
    codes = {code: sum(each[2] == code for each in answered) for code in sorted({each[2] for each in answered})}
    print(f"{monitors} monitors for {seconds} s, {len(answered) / seconds:.1f} messages a second; answers: {codes}.")
    if len(answered) < 0.95 * monitors * seconds or set(codes) != {"CA"}:
        sys.exit("the listener did not keep up, or refused something")


@contextmanager
def _folder(given: str) -> Iterator[Path]:
    if given:
        yield Path(given).absolute()
        return
    with a_home() as folder:
        yield folder


@contextmanager
def _listening(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "kapstone", "devices", "listen", "--port", "0"]
    process = subprocess.Popen(command, env=environment_of(folder), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield int(process.stdout.readline().rsplit(":", 1)[1])
    finally:
        process.terminate()
        process.wait(timeout=20)


async def _all(port: int, senders: list[str], seconds: int) -> list[Answered]:
    start = time.monotonic()
    found = await asyncio.gather(*(_monitor(port, sender, number, start, seconds) for number, sender in enumerate(senders)))
    return [each for one in found for each in one]


async def _monitor(port: int, sender: str, number: int, start: float, seconds: int) -> list[Answered]:
    rng, answered = Random(number), list[Answered]()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for second in range(seconds):
        due = start + second + number / 50
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        values: dict[str, object] = {"spo2": rng.randint(95, 99), "pulse": rng.randint(66, 78), "breath": rng.randint(12, 16)}
        if (second + 6 * number) % 300 == 0:
            values |= {"systolic": rng.randint(118, 140), "diastolic": rng.randint(70, 86)}
        message = oru(at=datetime.now(UTC), control=f"{start:.0f}-{second}", sender=sender, **values)
        writer.write(framed(message))
        answer = await reader.readuntil(b"\x1c\r")
        answered.append((second, (time.monotonic() - due) * 1000, answer.decode().split("MSA|")[1][:2]))
    writer.close()
    return answered


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    main(*(numbers + [60, 50][len(numbers) :]), sys.argv[3] if len(sys.argv) > 3 else "")
