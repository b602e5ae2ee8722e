"""Killed after the commit and before the answer: whoever heard nothing sends again, and it is there once."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from clinic.devices.saying import oru
from journeys.rooms_in_use import rooms_in_use
from journeys.serving import Served, a_home, environment_of, kapstone
from journeys.watching import Clinic, Screen
from kapstone.clinic.config import postgres
from kapstone.clinic.devices.mllp import framed


def _database(home: Path) -> "psycopg.Connection[tuple[object, ...]]":
    admin = postgres.connection(home, admin=True)
    return psycopg.connect(
        host=admin["HOST"], port=admin["PORT"], user=admin["USER"], password=admin["PASSWORD"], dbname=postgres.DATABASE, autocommit=True
    )  # fmt: skip


def _wait_for(home: Path, query: str, wanted: int) -> None:
    deadline = time.monotonic() + 20
    with _database(home) as connection:
        while time.monotonic() < deadline:
            row = connection.execute(query).fetchone()
            if row is not None and row[0] == wanted:
                return
            time.sleep(0.002)
    raise AssertionError(f"never {wanted}: {query}")


def _count(home: Path, query: str) -> int:
    with _database(home) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(str(row[0]))


def test_a_reading_committed_by_a_server_that_died_before_it_answered_is_there_once() -> None:
    with a_home() as home:
        clinic = Clinic(Served(home), rooms_in_use(home))
        try:
            key = str(uuid4())
            query = f"select count(*) from journal_entry where key = '{key}'"

            def send() -> None:
                with suppress(OSError, AssertionError):
                    clinic.take_vitals(139, key=key)

            with Screen(clinic) as screen:
                slept_at = screen.wait_for("now")[0]["sequence"]
                sending = threading.Thread(target=send)
                sending.start()
                _wait_for(home, query, 1)
                clinic.server.kill()
                sending.join(timeout=20)
            clinic.server = Served(home, clinic.server.port)

            clinic.take_vitals(139, key=key)

            assert _count(home, query) == 1
            with Screen(clinic) as screen:
                assert screen.wait_for("now")[0]["sequence"] == slept_at + 1
        finally:
            clinic.server.end()
        verified = kapstone(home, "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


class Listening:
    """`kapstone devices listen` in that folder."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "kapstone", "devices", "listen", "--port", "0"]
        self.process = subprocess.Popen(command, env=environment_of(home), stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        said = self.process.stdout.readline()
        assert "Listening" in said, said
        self.port = int(said.rsplit(":", 1)[1])

    def say(self, message: str, *, listen: bool = True) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as wire:
            wire.sendall(framed(message))
            return wire.recv(4096).decode() if listen else ""

    def end(self, how: signal.Signals = signal.SIGTERM) -> float:
        start = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()
        return time.monotonic() - start


@pytest.mark.parametrize("times", [3])
def test_a_message_committed_by_a_listener_that_died_before_it_answered_is_there_once(times: int) -> None:
    with a_home() as home:
        house = rooms_in_use(home)
        with postgres.running(home):
            listening = Listening(home)
            readings = "select count(*) from devices_reading"
            for number in range(1, times + 1):
                message = oru(at=datetime.now(UTC), control=str(number), sender=house.monitors[0], spo2=90 + number)
                wire = socket.create_connection(("127.0.0.1", listening.port), timeout=20)
                wire.sendall(framed(message))
                _wait_for(home, readings, number)
                os.kill(listening.process.pid, signal.SIGKILL)  # its answer, if it got that far, is read by nobody
                listening.end(signal.SIGKILL)
                wire.close()
                listening = Listening(home)

                answer = listening.say(message)

                assert f"MSA|CA|{number}" in answer
                assert _count(home, readings) == number
            assert listening.end() < 5
            facts = "select count(*) from journal_entry where kind = 'VitalsTaken' and via = 'device'"
            assert _count(home, facts) == times
