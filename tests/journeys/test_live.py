"""Screens that watch a running visit, against the clinic as it is served: they hear at once, hold nothing, and catch up."""

import http.client
import json
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

import psycopg
import pytest

from journeys.rooms_in_use import InUse, rooms_in_use
from journeys.serving import Served, a_home
from kapstone.clinic.config import postgres

MANY = 60


@dataclass
class Clinic:
    """A served clinic with one running visit."""

    server: Served
    house: InUse

    def request(self, method: str, path: str, who: str, fields: dict[str, str] | None = None) -> int:
        wire = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        headers = {"Cookie": f"kapstone={self.house.cookies[who]}"}
        body = None
        if fields is not None:
            token = "0" * 32
            headers |= {
                "Cookie": headers["Cookie"] + f"; csrftoken={token}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.server.address,
            }
            body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token})
        try:
            wire.request(method, path, body, headers)
            answer = wire.getresponse()
            answer.read()
            return answer.status
        finally:
            wire.close()

    def take_vitals(self, systolic: int = 132, key: str = "") -> None:
        fields = {
            "systolic_mmhg": str(systolic),
            "diastolic_mmhg": "84",
            "heart_rate_per_min": "80",
            "key": key or str(uuid4()),
        }
        assert self.request("POST", self.house.visit() + "vitals/", "mira", fields) == 302

    def connections(self) -> int:
        """How many connections the clinic holds to its database."""
        admin = postgres.connection(self.server.home, admin=True)
        where = {"host": admin["HOST"], "port": admin["PORT"], "user": admin["USER"], "password": admin["PASSWORD"]}
        with psycopg.connect(**where, dbname="postgres") as connection:
            row = connection.execute("select count(*) from pg_stat_activity where usename = %s", [postgres.APP]).fetchone()
        assert row
        return int(row[0])


@dataclass
class Screen:
    """One open stream, read in a thread of its own."""

    clinic: Clinic
    who: str = "noor"
    path: str = ""
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # Any: JSON values
    raw: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.wire = http.client.HTTPConnection("127.0.0.1", self.clinic.server.port, timeout=60)
        headers = {
            "Cookie": f"kapstone={self.clinic.house.cookies[self.who]}",
            "Accept": "text/event-stream",
            "Accept-Encoding": "gzip",
        }
        self.wire.request("GET", self.path or self.clinic.house.visit() + "stream/", headers=headers)
        self.socket = self.wire.sock
        self.answer = self.wire.getresponse()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        with suppress(OSError):  # it ended by itself
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(timeout=10)
        self.answer.close()
        self.wire.close()

    @property
    def is_open(self) -> bool:
        return self.thread.is_alive()

    def wait_for(self, name: str, count: int = 1) -> list[dict[str, Any]]:  # Any: JSON values
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            found = [data for word, data in self.heard if word == name]
            if len(found) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError(f"never heard {name}, only {self.heard}, with status {self.answer.status}")

    def _read(self) -> None:
        word = ""
        try:
            for line in self.answer:
                text = line.decode().rstrip("\n")
                self.raw.append(text)
                if text.startswith("event: "):
                    word = text.removeprefix("event: ")
                elif text.startswith("data: "):
                    self.heard.append((word, json.loads(text.removeprefix("data: "))))
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            return  # closed


@pytest.fixture(scope="module")
def clinic() -> Iterator[Clinic]:
    with a_home() as home:
        house = rooms_in_use(home)
        served = Clinic(Served(home), house)
        try:
            yield served
        finally:
            served.server.end()


def test_a_reading_is_heard_on_the_other_screen_and_says_nothing_of_the_patient(clinic: Clinic) -> None:
    with Screen(clinic) as screen:
        before = screen.wait_for("now")[0]["sequence"]

        clinic.take_vitals(177)

        news = screen.wait_for("changed")[0]
        assert news == {"episode": clinic.house.episodes[0], "sequence": news["sequence"], "by_clock": False}
        assert news["sequence"] > before
        said = "\n".join(screen.raw)
        assert "177" not in said.replace(clinic.house.episodes[0], "")
        assert "Alma" not in said
        assert screen.answer.headers["Content-Type"].startswith("text/event-stream")
        assert screen.answer.headers["Content-Encoding"] is None
        assert "no-store" in screen.answer.headers["Cache-Control"]
        assert not [name for name in screen.answer.headers if "kapstone" in name.lower()]


def test_a_screen_that_slept_is_told_where_the_record_stands(clinic: Clinic) -> None:
    with Screen(clinic) as screen:
        slept_at = screen.wait_for("now")[0]["sequence"]
    clinic.take_vitals(128)
    clinic.take_vitals(129)

    with Screen(clinic) as screen:
        assert screen.wait_for("now")[0]["sequence"] >= slept_at + 2


def test_the_board_of_the_clinic_hears_every_episode(clinic: Clinic) -> None:
    with Screen(clinic, path="/today/stream/") as board:
        board.wait_for("now")
        clinic.take_vitals(131)

        assert board.wait_for("changed")[0]["episode"] == clinic.house.episodes[0]


@pytest.mark.parametrize("who, status", [("ines", 404), ("cato", 403), ("alma", 404)])
def test_only_who_may_observe_this_visit_may_watch_it(clinic: Clinic, who: str, status: int) -> None:
    with Screen(clinic, who=who) as screen:
        assert screen.answer.status == status


def test_a_visit_that_the_episode_does_not_have_cannot_be_watched(clinic: Clinic) -> None:
    with Screen(clinic, path=f"/episodes/{clinic.house.episodes[0]}/sessions/{uuid4()}/stream/") as screen:
        assert screen.answer.status == 404


def test_open_screens_hold_no_connection_to_the_database(clinic: Clinic) -> None:
    screens = [Screen(clinic) for _ in range(MANY)]
    try:
        for screen in screens:
            screen.__enter__()
        for screen in screens:
            screen.wait_for("now")

        clinic.take_vitals(133)

        for screen in screens:
            screen.wait_for("changed")
        assert clinic.connections() <= 14, "the pool's dozen, the listener, the worker"
    finally:
        for screen in screens:
            screen.__exit__()


def test_after_the_database_was_killed_screens_are_told_to_read_everything(clinic: Clinic) -> None:
    with Screen(clinic) as screen:
        screen.wait_for("now")
        earlier = sum(word == "everything" for word, _ in screen.heard)

        clinic.server.kill_database()

        screen.wait_for("everything", earlier + 1)
        deadline = time.monotonic() + 20
        while clinic.request("GET", clinic.house.visit(), "mira") != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        heard = sum(word == "changed" for word, _ in screen.heard)
        clinic.take_vitals(134)
        screen.wait_for("changed", heard + 1)


def test_signing_out_ends_the_stream_of_that_person_only(clinic: Clinic) -> None:
    with Screen(clinic, who="mira") as hers, Screen(clinic, who="sol") as his:
        hers.wait_for("now")
        his.wait_for("now")

        assert clinic.request("POST", "/sign-in/out/", "sol", {}) == 302

        his.thread.join(timeout=10)
        assert not his.is_open
        assert hers.is_open
    with Screen(clinic, who="sol") as refused:
        assert refused.answer.status == 302


def test_open_streams_do_not_hold_up_the_end(clinic: Clinic) -> None:
    screens = [Screen(clinic) for _ in range(50)]
    try:
        for screen in screens:
            screen.__enter__()
        for screen in screens:
            screen.wait_for("now")
        start = time.monotonic()

        clinic.server.end()

        assert time.monotonic() - start < 6
    finally:
        for screen in screens:
            screen.__exit__()
        clinic.server = Served(clinic.server.home, clinic.server.port)
