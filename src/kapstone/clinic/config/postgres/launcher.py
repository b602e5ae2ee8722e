"""Starts PostgreSQL in the data folder, finds it when it runs, survives every way it can have died.

Its liveness test is a process that is called postgres, is no zombie and works in the data folder: a number in a
file says nothing, numbers are given out again. Starters queue at a lock of this data folder.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from kapstone.clinic.config.home import a_secret
from kapstone.clinic.config.postgres.account import account
from kapstone.clinic.config.postgres.binaries import binaries
from kapstone.clinic.config.postgres.errors import PostgresError
from kapstone.clinic.config.postgres.place import Place, place

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "PostgresError",
    "Server",
    "connection",
    "ensure_running",
    "find_running",
    "running",
    "stop",
]

ADMIN, OWNER, APP, DATABASE, PORT = "kapstone_admin", "kapstone_owner", "kapstone_app", "kapstone", "5432"
_START_S, _ORPHANS_S, _STOP_S = 600, 20, 30
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "jit": "off",
    # The log tells of the server, not of people: no statements, no values, no rows.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
_CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_started: dict[Path, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Server:
    """A running cluster: its postmaster, its data folder, and the folder of its socket."""

    pid: int
    data: Path
    socket: Path


def connection(home: Path, *, owner: bool = False, admin: bool = False) -> dict[str, str]:
    """Return how Django reaches the cluster of this data folder, running or not."""
    user = ADMIN if admin else OWNER if owner else APP
    return {
        "NAME": DATABASE,
        "USER": user,
        "PASSWORD": a_secret(home, f"postgres-{user}.password"),
        "HOST": str(place(home).socket),
        "PORT": PORT,
    }


def ensure_running(home: Path, *, careless: bool = False) -> Server:
    """Start the cluster if it does not run, made first if need be, and return it.

    `careless` gives up safety against power loss for speed: for the throwaway clusters of tests.
    """
    with _alone(home):
        return _ensure(home, careless=careless)


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """Keep the cluster running; the last of its users to leave stops it."""
    with (home / "postgres.users").open("a") as users:
        with _alone(home):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = _ensure(home, careless=False)
        try:
            yield server
        finally:
            with _alone(home):
                fcntl.flock(users, fcntl.LOCK_UN)
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody else still works with it
                else:
                    _stop(place(home))


def stop(home: Path) -> None:
    """Stop the cluster if it runs; what was committed is kept."""
    with _alone(home):
        _stop(place(home))


def find_running(home: Path) -> Server | None:
    here = place(home)
    return next((Server(p.pid, here.data, here.socket) for p in _postmasters(here)), None)


def _ensure(home: Path, *, careless: bool) -> Server:
    here = place(home)
    server = find_running(home)
    if server is None or not _answers(here, server):
        # None runs, or the one found was already dying: a process that was killed is listed a moment longer.
        server = _start_anew(here, careless=careless)
        if not _answers(here, server):
            raise PostgresError(f"PostgreSQL stopped while starting:\n{_end_of(here.log)}")
    _ensure_roles(here)
    return server


def _start_anew(here: Place, *, careless: bool) -> Server:
    who = account()
    here.make(who)
    _wait_for_orphans(here)
    programs = binaries(who)
    if not (here.data / "PG_VERSION").is_file():
        _create(here, programs)
    (here.home / "postgres.place").write_text(f"{here.root}\n")
    return _start(here, programs, careless=careless)


def _create(here: Place, programs: Path) -> None:
    who = account()
    named = who.named()
    draft = here.root / "data.new"
    if draft.exists():
        shutil.rmtree(draft)  # left by a start that was killed
    draft.mkdir(mode=0o700)
    named.take(draft)
    told = here.root / "told"
    told.unlink(missing_ok=True)
    told.touch(mode=0o600)
    told.write_text(a_secret(here.home, f"postgres-{ADMIN}.password") + "\n")
    named.take(told)
    if named.uid is not None:
        here.root.chmod(0o711)
    command = [str(programs / "initdb"), "-D", str(draft), "-U", ADMIN, "-E", "UTF8", "--data-checksums"]
    command += ["--locale-provider=builtin", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={told}"]
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=environment, **named.options())
    told.unlink()
    here.root.chmod(0o700)
    if made.returncode:
        raise PostgresError(f"PostgreSQL could not make its data folder in {here.root}: {made.stderr.strip()}")
    who.take(draft)
    draft.rename(here.data)


def _start(here: Place, programs: Path, *, careless: bool) -> Server:
    for leftover in (here.data / "postmaster.pid", here.socket / f".s.PGSQL.{PORT}", here.socket / f".s.PGSQL.{PORT}.lock"):
        leftover.unlink(missing_ok=True)
    if here.log.exists() and here.log.stat().st_size > 5_000_000:
        here.log.rename(here.log.with_suffix(".log.1"))
    command = [str(programs / "postgres"), "-D", str(here.data), "-k", str(here.socket)]
    for name, value in (_SETTINGS | (_CARELESS if careless else {})).items():
        command += ["-c", f"{name}={value}"]
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    with here.log.open("ab") as log:
        _started[here.data] = child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment,
            start_new_session=True,  # Ctrl-C reaches Kapstone, which then stops PostgreSQL in order
            **account().options(),
        )
    return Server(child.pid, here.data, here.socket)


def _answers(here: Place, server: Server) -> bool:
    """Wait until the server answers; False when it is gone instead. Raises PostgresError when it does neither in time."""
    deadline = time.monotonic() + _START_S
    while True:
        try:
            _as_admin(here, "postgres").close()
            return True
        except psycopg.OperationalError as problem:
            if _is_gone(here, server):
                return False
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL did not answer within {_START_S} seconds; see {here.log}.") from problem
        time.sleep(0.02)


def _is_gone(here: Place, server: Server) -> bool:
    child = _started.get(here.data)
    if child and child.pid == server.pid:
        return child.poll() is not None
    return not (psutil.pid_exists(server.pid) and _works_in(psutil.Process(server.pid), here.data))


def _ensure_roles(here: Place) -> None:
    """Two roles: one owns the tables and migrates; the other serves and can neither own nor pass by the rules."""
    with _as_admin(here, "postgres") as admin:
        known = {row[0] for row in admin.execute("select rolname from pg_roles")}
        for role in (OWNER, APP):
            if role not in known:
                password = a_secret(here.home, f"postgres-{role}.password")
                admin.execute(
                    sql.SQL("create role {} login nosuperuser nobypassrls nocreatedb nocreaterole password {}").format(
                        sql.Identifier(role), sql.Literal(password)
                    )
                )
        if not admin.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            admin.execute(sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    with _as_admin(here, DATABASE) as admin:
        for statement in (
            "revoke create on schema public from public",
            f"grant create, usage on schema public to {OWNER}",
            f"grant usage on schema public to {APP}",
            f"alter default privileges for role {OWNER} in schema public grant select, insert, update, delete on tables to {APP}",
            f"alter default privileges for role {OWNER} in schema public grant usage, select on sequences to {APP}",
        ):
            admin.execute(statement)


def _as_admin(here: Place, database: str) -> "psycopg.Connection[tuple[object, ...]]":
    password = a_secret(here.home, f"postgres-{ADMIN}.password")
    return psycopg.connect(
        host=str(here.socket), port=PORT, user=ADMIN, password=password, dbname=database, autocommit=True, connect_timeout=10
    )


def _stop(here: Place) -> None:
    for signal_, patience_s in ((signal.SIGINT, _STOP_S), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        left = list(_postmasters(here))
        if not left:
            break
        for process in left:
            process.send_signal(signal_)
        deadline = time.monotonic() + patience_s
        while list(_postmasters(here)) and time.monotonic() < deadline:
            time.sleep(0.02)
    if child := _started.pop(here.data, None):
        child.wait(timeout=10)


def _wait_for_orphans(here: Place) -> None:
    """After its postmaster was killed, backends may live for a moment; a new one would find their memory and refuse."""
    deadline = time.monotonic() + _ORPHANS_S
    while left := list(_processes(here)):
        if time.monotonic() > deadline:
            for process in left:
                process.kill()
        time.sleep(0.02)
    if child := _started.pop(here.data, None):
        child.wait(timeout=10)


def _postmasters(here: Place) -> Iterator[psutil.Process]:
    """Yield the process named in `postmaster.pid`, if it is a living server of this data folder."""
    try:
        pid = int((here.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        process = psutil.Process(abs(pid))
    except psutil.NoSuchProcess:
        return
    if _works_in(process, here.data):
        yield process


def _processes(here: Place) -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["name"]):
        if (process.info["name"] or "").startswith("postgres") and _works_in(process, here.data):
            yield process


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        return (
            process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == data
        )
    except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
        return False


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _end_of(log: Path) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
    except FileNotFoundError:
        return "(it wrote no log)"
