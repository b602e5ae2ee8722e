"""The embedded PostgreSQL starts, is found again, and comes back from every way of dying."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from kapstone.clinic.config import postgres
from kapstone.clinic.config.postgres import launcher


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kapstone-pg-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
        postgres.stop(folder)


def connect(home: Path, **role: bool) -> "psycopg.Connection[tuple[int]]":
    to = postgres.connection(home, **role)
    return psycopg.connect(
        host=to["HOST"], port=to["PORT"], user=to["USER"], password=to["PASSWORD"], dbname=to["NAME"], autocommit=True
    )


def write(home: Path, number: int) -> None:
    with connect(home, owner=True) as owner:
        owner.execute("create table if not exists kept (n int)")
        owner.execute("insert into kept values (%s)", [number])


def kept(home: Path) -> list[int]:
    with connect(home) as app:
        return [n for (n,) in app.execute("select n from kept order by n")]


def test_it_starts_once_and_is_found_again(home: Path) -> None:
    first = postgres.ensure_running(home)

    second = postgres.ensure_running(home)

    assert first == second == postgres.find_running(home)


def test_it_keeps_data_over_a_stop(home: Path) -> None:
    postgres.ensure_running(home)
    write(home, 1)
    postgres.stop(home)
    assert postgres.find_running(home) is None

    postgres.ensure_running(home)

    assert kept(home) == [1]


def test_the_serving_role_neither_owns_nor_passes_by_the_rules(home: Path) -> None:
    postgres.ensure_running(home)
    with connect(home) as app:
        assert app.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user").fetchone() == (False,)

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (n int)")


def test_it_comes_back_after_its_postmaster_was_killed(home: Path) -> None:
    server = postgres.ensure_running(home)
    write(home, 2)
    os.kill(server.pid, signal.SIGKILL)

    again = postgres.ensure_running(home)

    assert again.pid != server.pid
    assert kept(home) == [2]


def test_one_that_dies_while_it_is_looked_at_is_started_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = postgres.ensure_running(home)
    write(home, 4)
    os.kill(dying.pid, signal.SIGKILL)
    monkeypatch.setattr(launcher, "find_running", lambda _: dying)  # the process table still lists what was just killed

    again = postgres.ensure_running(home)

    assert again.pid != dying.pid
    assert kept(home) == [4]


def test_a_number_taken_by_another_process_is_not_taken_for_the_server(home: Path) -> None:
    server = postgres.ensure_running(home)
    write(home, 3)
    os.kill(server.pid, signal.SIGKILL)
    while any(p.info["name"] == "postgres" and alive_in(p, server.data) for p in psutil.process_iter(["name"])):
        time.sleep(0.05)
    pid_file = server.data / "postmaster.pid"
    with subprocess.Popen(["sleep", "60"], cwd="/") as other:
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")

        postgres.ensure_running(home)

        assert kept(home) == [3]
        assert other.poll() is None  # and it was left alone
        other.kill()


def test_those_who_race_to_start_it_get_the_same_server(home: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kapstone.clinic.config import postgres;"
        "print(postgres.ensure_running(Path(sys.argv[1])).pid)"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]

    pids = {starter.communicate(timeout=60)[0].strip() for starter in starters}

    assert len(pids) == 1
    assert pids == {str(server.pid) if (server := postgres.find_running(home)) else None}


def test_the_last_of_its_users_stops_it(home: Path) -> None:
    with postgres.running(home):
        with postgres.running(home):
            pass
        assert postgres.find_running(home)

    assert postgres.find_running(home) is None


def test_a_home_that_only_root_can_enter_keeps_its_permissions(home: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root runs PostgreSQL under another account")
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "home"
    inside.mkdir(mode=0o711)

    server = postgres.ensure_running(inside)

    assert server.data.is_relative_to("/var/lib/kapstone")
    assert closed.stat().st_mode & 0o777 == 0o700
    assert server.socket.stat().st_mode & 0o777 == 0o700
    postgres.stop(inside)
    subprocess.run(["rm", "-rf", str(server.data.parent)], check=True)


def test_an_unfinished_first_start_is_begun_anew(home: Path) -> None:
    postgres.ensure_running(home)
    root = postgres.find_running(home)
    assert root
    postgres.stop(home)
    root.data.rename(root.data.with_name("data.new"))  # as if killed before the folder got its name

    postgres.ensure_running(home)

    assert postgres.find_running(home)


def test_commits_acknowledged_before_a_kill_are_there_after_it(home: Path) -> None:
    server = postgres.ensure_running(home)
    acknowledged: list[int] = []
    write(home, 0)

    def keep_writing() -> None:
        with connect(home, owner=True) as owner:
            for number in range(1, 1_000_000):
                owner.execute("insert into kept values (%s)", [number])
                acknowledged.append(number)

    def write_until_it_dies() -> None:
        with pytest.raises(psycopg.Error):
            keep_writing()

    writer = threading.Thread(target=write_until_it_dies)
    writer.start()
    time.sleep(0.5)
    os.kill(server.pid, signal.SIGKILL)
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres" and alive_in(process, server.data):
            process.kill()
    writer.join(timeout=30)

    postgres.ensure_running(home)

    assert acknowledged
    assert set(acknowledged) <= set(kept(home))


def alive_in(process: psutil.Process, data: Path) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == data
    except (psutil.Error, FileNotFoundError):
        return False
