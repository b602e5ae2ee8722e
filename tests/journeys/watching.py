"""Screens that watch a running visit of a served clinic, each on a connection and in a thread of its own."""

import http.client
import json
import socket
import threading
import time
import urllib.parse
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

import psycopg

from journeys.rooms_in_use import InUse
from journeys.serving import Served
from kapstone.clinic.config import postgres

__all__ = ["Clinic", "Screen"]


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

    def take_vitals(self, systolic: int = 132, *, number: int = 0, key: str = "") -> None:
        fields = {
            "systolic_mmhg": str(systolic), "diastolic_mmhg": "84", "heart_rate_per_min": "80", "key": key or str(uuid4()),
        }  # fmt: skip
        assert self.request("POST", self.house.visit(number) + "vitals/", "mira", fields) == 302

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
