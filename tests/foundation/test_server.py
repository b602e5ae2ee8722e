"""The clinic opens, closes within three seconds, and leaves nothing behind when it is killed."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapstone.clinic.config import postgres

_running: "list[Running]" = []


class Running:
    """A `kapstone serve` of its own, and how to ask it for pages."""

    def __init__(self, home: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
        self.port = port
        _running.append(self)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kapstone", "serve"],
            env=kept | {"KAPSTONE_HOME": str(home), "PORT": str(port), "KAPSTONE_WORKERS": "1", "KAPSTONE_PLAIN_HTTP": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if "is open at" in line:
                return
        raise AssertionError(f"kapstone serve left with {self.process.wait()}")

    def ask(self, path: str) -> tuple[int, dict[str, str]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status, {name.lower(): value for name, value in answer.headers.items()}
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, {name.lower(): value for name, value in refusal.headers.items()}

    def clear_away(self) -> None:
        """End what a failed test left running."""
        if self.process.poll() is None:
            self.end(signal.SIGTERM)

    def end(self, with_signal: signal.Signals) -> int:
        self.process.send_signal(with_signal)
        code = self.process.wait(timeout=20)
        assert self.process.stdout
        self.process.stdout.close()
        return code


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kapstone-sv-"))
    folder.chmod(0o711)
    yield folder
    while _running:
        _running.pop().clear_away()
    postgres.stop(folder)
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_it_serves_closes_in_order_and_comes_back_after_a_kill(home: Path) -> None:
    port = a_free_port()
    server = Running(home, port)
    status, headers = server.ask("/sign-in/")
    assert status == 200
    assert "'unsafe-inline'" not in headers["content-security-policy"]
    assert "no-store" in headers["cache-control"]
    assert headers["x-frame-options"] == "DENY"

    started = time.monotonic()
    assert server.end(signal.SIGTERM) == 0
    assert time.monotonic() - started < 4
    assert postgres.find_running(home) is None

    server = Running(home, port)
    server.end(signal.SIGKILL)
    deadline = time.monotonic() + 6
    while is_open(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_open(port)  # its helpers noticed

    server = Running(home, port)
    cluster = postgres.find_running(home)
    assert cluster
    os.kill(cluster.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while server.ask("/sign-in/")[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert server.ask("/sign-in/")[0] == 200  # a killed database is started again under a running clinic
    assert server.end(signal.SIGINT) == 0


def test_a_taken_port_is_refused_with_a_way_out(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        environment = os.environ | {"KAPSTONE_HOME": str(home), "PORT": str(other.getsockname()[1])}

        refused = subprocess.run(
            [sys.executable, "-m", "kapstone", "serve"], env=environment, capture_output=True, text=True, check=False
        )

    assert refused.returncode == 2
    assert "Choose another port" in refused.stderr
