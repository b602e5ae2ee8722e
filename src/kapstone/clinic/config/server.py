"""Runs the clinic: its database, the web server and the worker, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from kapstone.clinic.config import boot, postgres, rooms
from kapstone.clinic.config.environment import BadSetting, a_number, yes
from kapstone.clinic.config.home import home

__all__ = ["Listening", "listening", "serve"]

_STOP_S = 3
_PORT_S = 2  # helpers of a server that was killed need a moment to notice
_RESTART_WORKER_S = 5
_LOOK_AT_DATABASE_S = 0.5


@dataclass(frozen=True)
class Listening:
    """Where the server listens and with how many processes."""

    bind: str
    port: int
    workers: int

    @property
    def address(self) -> str:
        return f"http://{'localhost' if self.bind in {'127.0.0.1', '0.0.0.0', '::'} else self.bind}:{self.port}/"  # noqa: S104


def listening(*, port: int | None = None, bind: str | None = None, workers: int | None = None) -> Listening:
    """Read where to listen from what was given, else from the environment, and see that the place is free."""
    chosen = a_number("PORT", 8000, least=1, most=65535) if port is None else port
    if not 1 <= chosen <= 65535:
        raise BadSetting(f"Port {chosen} does not exist; use a number from 1 to 65535.")
    where = Listening(
        bind or os.environ.get("KAPSTONE_BIND") or "127.0.0.1",
        chosen,
        workers or a_number("KAPSTONE_WORKERS", 2, least=1, most=64),
    )
    family = socket.AF_INET6 if ":" in where.bind else socket.AF_INET
    deadline = time.monotonic() + _PORT_S
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((where.bind, where.port))
            except OSError as problem:
                if time.monotonic() > deadline:
                    raise BadSetting(
                        f"Cannot listen on {where.bind}:{where.port} ({problem.strerror}). Choose another port: PORT=8001."
                    ) from problem
            else:
                return where
        time.sleep(0.1)


def serve(where: Listening, *, demo: bool = False) -> int:
    """Serve until told to stop. The last to leave stops the embedded database."""
    folder = home()
    os.environ["KAPSTONE_HOME"] = str(folder)  # the same for every process started here
    stopping = _Stopping()
    with boot.running_database():
        if boot.embedded() or yes("KAPSTONE_MIGRATE"):
            _say("Preparing the database ...")
            if _kapstone("migrate") != 0:
                return 1
        elif _kapstone("migrate", "--check") != 0:
            raise BadSetting("The database is behind this version. Run `kapstone migrate` first.")
        if demo:
            _say("Preparing the demonstration clinic (the first time takes a minute) ...")
            if _kapstone("demo", "--build-only") != 0:
                return 1
        if stopping.asked:
            return 0
        return _run(where, stopping, demo=demo)


def _run(where: Listening, stopping: "_Stopping", *, demo: bool) -> int:
    environment = os.environ | {"KAPSTONE_BIND": where.bind, "PORT": str(where.port), "KAPSTONE_WORKERS": str(where.workers)}
    environment.pop("KAPSTONE_ROLE", None)
    web = subprocess.Popen([sys.executable, "-m", "kapstone.clinic.config.web"], env=environment, start_new_session=True)
    worker, monitors = _Worker(environment), _Monitors(environment)
    database = _Database()
    try:
        if not _wait_until_open(where, web, stopping):
            return 0 if stopping.asked else 1
        _say(f"Kapstone is open at {where.address}")
        if demo:
            _say("Demonstration with synthetic patients only. Ctrl-C closes it; the data stay in " + str(home()))
        while not stopping.asked:
            if web.poll() is not None:
                _say(f"The web server left with code {web.returncode}.")
                return 1
            worker.see_to_it()
            monitors.see_to_it()
            database.see_to_it()
            time.sleep(0.1)
        return 0
    finally:
        _end([web, *worker.processes, *monitors.processes])


class _Worker:
    """Keeps `kapstone work` running where there are episodes to re-assess."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.processes: list[subprocess.Popen[bytes]] = []
        self.not_before = 0.0

    def see_to_it(self) -> None:
        if "episodes" not in rooms.present() or time.monotonic() < self.not_before:
            return
        if not self.processes or self.processes[0].poll() is not None:
            command = [sys.executable, "-m", "kapstone", "work"]
            self.processes = [subprocess.Popen(command, env=self.environment, start_new_session=True)]
            self.not_before = time.monotonic() + _RESTART_WORKER_S


class _Monitors:
    """Keeps `kapstone devices listen` running where KAPSTONE_MONITORS_PORT says on which port."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment | {"KAPSTONE_SERVING": "1"}
        self.port = a_number("KAPSTONE_MONITORS_PORT", 0, most=65535)
        self.processes: list[subprocess.Popen[bytes]] = []
        self.not_before = 0.0

    def see_to_it(self) -> None:
        if not self.port or time.monotonic() < self.not_before:
            return
        if not self.processes or self.processes[0].poll() is not None:
            bind = self.environment.get("KAPSTONE_MONITORS_BIND") or "127.0.0.1"
            command = [sys.executable, "-m", "kapstone", "devices", "listen", "--bind", bind, "--port", str(self.port)]
            self.processes = [subprocess.Popen(command, env=self.environment, start_new_session=True)]
            self.not_before = time.monotonic() + _RESTART_WORKER_S


class _Database:
    """Starts the embedded database again if it was killed; what it had acknowledged is there."""

    def __init__(self) -> None:
        self.not_before = 0.0

    def see_to_it(self) -> None:
        if boot.embedded() and time.monotonic() > self.not_before:
            if postgres.find_running(home()) is None:
                postgres.ensure_running(home())
            self.not_before = time.monotonic() + _LOOK_AT_DATABASE_S


class _Stopping:
    """Remembers that Ctrl-C or a request to end has come."""

    def __init__(self) -> None:
        self.asked = False
        handler: Callable[[int, FrameType | None], None] = self._ask
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def _wait_until_open(where: Listening, web: "subprocess.Popen[bytes]", stopping: _Stopping) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.bind, where.bind)  # noqa: S104
    while web.poll() is None and not stopping.asked:
        try:
            socket.create_connection((host, where.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def _end(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + _STOP_S
    for process in processes:
        try:
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # what the process left of its own group


def _kapstone(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "kapstone", *words], check=False).returncode


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
