"""A clinic served by `kapstone` itself, with a data folder of its own, asked through real HTTP like a browser asks."""

import html
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kapstone.clinic.config import postgres

__all__ = ["Browser", "Served", "a_home", "environment_of", "kapstone"]

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def a_home() -> Iterator[Path]:
    """A data folder that is gone afterwards, with its database."""
    folder = Path(tempfile.mkdtemp(prefix="kapstone-jo-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        postgres.stop(folder)
        place = folder / "postgres.place"
        if place.exists():
            shutil.rmtree(place.read_text().strip(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def environment_of(home: Path, port: int = 0) -> dict[str, str]:
    """What a clinic of its own needs around it; nothing of the tests' own database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAPSTONE_", "DATABASE_", "DJANGO_"))}
    return kept | {"KAPSTONE_HOME": str(home), "PORT": str(port or 8000), "KAPSTONE_WORKERS": "1", "KAPSTONE_DEMO": "1"}


def kapstone(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command in that folder."""
    return subprocess.run(
        [sys.executable, "-m", "kapstone", *words], env=environment_of(home), capture_output=True, text=True, check=False
    )


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """`kapstone serve` in that folder, until it is closed or killed."""

    def __init__(self, home: Path, port: int = 0) -> None:
        self.home, self.port = home, port or a_free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kapstone", "serve"], env=environment_of(home, self.port), stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if "is open at" in line:
                return
        raise AssertionError(f"kapstone serve left with {self.process.wait()}")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As a power cut does."""
        self.end(signal.SIGKILL)
        deadline = time.monotonic() + 10
        while self._is_open() and time.monotonic() < deadline:
            time.sleep(0.05)

    def kill_database(self) -> None:
        cluster = postgres.find_running(self.home)
        assert cluster
        os.kill(cluster.pid, signal.SIGKILL)

    def end(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()

    def _is_open(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Browser:
    """Cookies and forms, nothing more: what is needed to be somebody and to send what they entered."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _Stay())

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: dict[str, str]) -> int:
        """The status of the answer; 302 is what a recorded form answers with."""
        token = next((cookie.value or "" for cookie in self.jar if "csrf" in cookie.name), "")
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(
            self.address + path, data=body, headers={"Origin": self.address, "Referer": self.address + path}
        )
        try:
            with self.opener.open(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    def sign_in_as(self, role: str) -> None:
        """One click in the demonstration."""
        page = self.get("/sign-in/")
        found = re.search(rf'name="person" value="([^"]+)"[^>]*>{role}:', html.unescape(page))
        assert found, f"nobody to be as {role}"
        assert self.post("/sign-in/demo/", {"person": found[1], "next": ""}) == 302
