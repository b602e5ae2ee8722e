"""Killed under load: whatever was acknowledged is there once afterwards, and the journal is whole."""

import http.client
import subprocess
import sys
import threading
import time
import urllib.error
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

import pytest

from journeys.serving import Browser, Served, a_home, environment_of, kapstone

CLIENTS = 4
_BUILD = """
from kapstone.clinic.config import boot
with boot.clinic():
    from kapstone.clinic.config import demo
    from kapstone.synthetic.lives import LIVES
    demo.build(plans=LIVES[2:6])
    from kapstone.clinic.episodes.models import Episode
    print(*Episode.objects.values_list("id", flat=True))
"""
_KEYS = """
from kapstone.clinic.config import boot
with boot.clinic():
    from kapstone.clinic.journal.models import Entry
    print(*(entry for entry in Entry.objects.exclude(key=None).filter(kind__in=["WeightMeasured", "VitalsTaken"]).values_list("key", flat=True)))
"""


@dataclass
class Load:
    """Clients that record vitals and weights as fast as they are answered, and remember what was acknowledged."""

    address: str
    episodes: list[str]
    acknowledged: list[UUID] = field(default_factory=list)
    sent: list[tuple[UUID, str, dict[str, str]]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.threads = [threading.Thread(target=self._client, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=30)

    def wait_for(self, count: int) -> None:
        deadline = time.monotonic() + 40
        while len(self.acknowledged) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(self.acknowledged) >= count, f"only {len(self.acknowledged)} acknowledged; refused with {set(self.refused)}"

    def _client(self, number: int) -> None:
        browser = Browser(self.address)
        browser.sign_in_as("Monitoring clinician")
        turn = 0
        while not self.stop.is_set():
            turn += 1
            key, (path, fields) = uuid4(), _form(self.episodes[(number + turn) % len(self.episodes)], turn)
            self.sent.append((key, path, fields))
            try:
                status = browser.post(path, fields | {"key": str(key)})
            except (OSError, urllib.error.URLError, http.client.HTTPException):
                time.sleep(0.2)  # the server is gone; this one was not acknowledged
                continue
            if status == 302:
                self.acknowledged.append(key)
            else:
                self.refused.append(status)
                time.sleep(0.05)


def _form(episode: str, turn: int) -> tuple[str, dict[str, str]]:
    at = f"/episodes/{episode}/screening/enter"
    if turn % 3 == 0:
        return f"{at}/weight/", {"kilograms": f"{60 + turn % 30}"}
    return f"{at}/vitals/", {
        "systolic_mmhg": f"{110 + turn % 20}",
        "diastolic_mmhg": "72",
        "heart_rate_per_min": "66",
        "spo2_percent": "98",
        "position": "seated",
    }


def _python(home: Path, program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment_of(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split()


def _survives(home: Path, *, rounds: int, facts: int) -> None:
    assert kapstone(home, "migrate").returncode == 0
    episodes = _python(home, _BUILD)
    server = Served(home)
    acknowledged: list[UUID] = []
    sent: list[tuple[UUID, str, dict[str, str]]] = []
    try:
        for number in range(rounds):
            with Load(server.address, episodes) as load:
                load.wait_for(facts)
                if number % 2 == 0:
                    server.kill()
                else:
                    server.kill_database()
            acknowledged += load.acknowledged
            sent += load.sent
            if number % 2 == 0:
                server = Served(home, server.port)
        _ask_until_it_answers(server)
        again = Browser(server.address)
        again.sign_in_as("Monitoring clinician")
        for key, path, fields in sent[-20:]:
            assert again.post(path, fields | {"key": str(key)}) == 302  # a client that heard nothing sends again
            acknowledged.append(key)
    finally:
        server.end()
    kept = [UUID(key) for key in _python(home, _KEYS)]
    assert len(kept) == len(set(kept))
    assert not set(acknowledged) - set(kept)
    verified = kapstone(home, "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _ask_until_it_answers(server: Served) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            Browser(server.address).get("/sign-in/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the clinic did not come back")


def test_nothing_acknowledged_is_lost_when_server_and_database_are_killed() -> None:
    with a_home() as home:
        _survives(home, rounds=2, facts=25)


@pytest.mark.soak
def test_nothing_acknowledged_is_lost_however_often_they_are_killed(request: pytest.FixtureRequest) -> None:
    if "soak" not in request.config.getoption("markexpr"):
        pytest.skip("runs with `make soak`")
    with a_home() as home:
        _survives(home, rounds=10, facts=150)
