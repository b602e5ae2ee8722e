"""Screens and readings for as long as KAPSTONE_SOAK_MINUTES says: nothing is lost, nothing grows. An hour unless it says otherwise."""

import os
import threading
import time
from dataclasses import dataclass, field

import psutil
import pytest

from journeys.rooms_in_use import rooms_in_use
from journeys.serving import Served, a_home
from journeys.watching import Clinic, Screen

SESSIONS, SCREENS = 8, 40
WARM_S = 20
PACE_S = 0.25
"""A reading four times a second is a hundred times what eight chairs give."""
MOST_GROWTH = 1.25


@dataclass
class Watcher:
    """One screen that is always opened again, and how far it knows its episode to have come."""

    clinic: Clinic
    number: int
    stop: threading.Event
    sequence: int = 0
    opened: int = 0
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while not self.stop.is_set():
            with Screen(self.clinic, path=self.clinic.house.visit(self.number) + "stream/") as screen:
                self.opened += 1
                while screen.is_open and not self.stop.is_set():
                    heard, screen.heard = screen.heard, []
                    self.sequence = max([self.sequence, *(said["sequence"] for _, said in heard if "sequence" in said)])
                    time.sleep(0.05)


@pytest.mark.soak
def test_no_news_is_lost_and_nothing_grows(request: pytest.FixtureRequest) -> None:
    if "soak" not in request.config.getoption("markexpr"):
        pytest.skip("runs with `make soak`")
    seconds = float(os.environ.get("KAPSTONE_SOAK_MINUTES", "60")) * 60
    with a_home() as home:
        clinic = Clinic(Served(home), rooms_in_use(home, SESSIONS))
        stop = threading.Event()
        watchers = [Watcher(clinic, number % SESSIONS, stop) for number in range(SCREENS)]
        try:
            web = _web_workers(clinic.server.process.pid)
            turn, late, warm = 0, [], (0, 0)
            begin = time.monotonic()
            while (elapsed := time.monotonic() - begin) < seconds:
                number = turn % SESSIONS
                before = max(watcher.sequence for watcher in watchers if watcher.number == number)
                clinic.take_vitals(120 + turn % 20, number=number)
                late += _late(watchers, number, before + 1)
                if warm == (0, 0) and elapsed > min(WARM_S, seconds / 4):
                    warm = _weight(web)
                turn += 1
                time.sleep(max(0.0, begin + turn * PACE_S - time.monotonic()))
            heavy = _weight(web)
            connections = clinic.connections()
        finally:
            stop.set()
            for watcher in watchers:
                watcher.thread.join(timeout=20)
            clinic.server.end()
    assert turn > seconds / 10, "the clinic was too slow for this to say anything"
    assert not late, f"{len(late)} news came late or never"
    assert heavy[0] < warm[0] * MOST_GROWTH, f"memory grew from {warm[0]:,} to {heavy[0]:,} bytes"
    assert heavy[1] <= warm[1] + 8, f"open files grew from {warm[1]} to {heavy[1]}"
    assert connections <= 16, "the pool's dozen, the listener, a few of the worker"
    assert all(watcher.opened >= max(1, seconds // 310) for watcher in watchers)


def _late(watchers: list[Watcher], number: int, sequence: int) -> list[int]:
    """The screens of this episode that have not heard of it two seconds after it was acknowledged."""
    deadline = time.monotonic() + 2
    mine = [watcher for watcher in watchers if watcher.number == number]
    while time.monotonic() < deadline and any(watcher.sequence < sequence for watcher in mine):
        time.sleep(0.01)
    return [watcher.number for watcher in mine if watcher.sequence < sequence]


def _web_workers(served: int) -> list[psutil.Process]:
    found = [child for child in psutil.Process(served).children(recursive=True) if "config.web" in " ".join(child.cmdline())]
    return [process for web in found for process in (web, *web.children(recursive=True))]


def _weight(processes: list[psutil.Process]) -> tuple[int, int]:
    """Bytes of memory and open files of all of them."""
    return sum(process.memory_info().rss for process in processes), sum(process.num_fds() for process in processes)
