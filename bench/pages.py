"""How long pages take and what they weigh, in a demonstration clinic of their own.

    python bench/pages.py [REQUESTS [HOME]]

HOME is the data folder of a demonstration that is already there; without it, one is built first, which takes a minute or more.
For the patient page, the worklist, the caseload and one question of the PHQ-9 on the portal: median and 99th percentile of the server's time,
in one process and over the web server; queries; bytes over the wire, for the page and with all it asks for; and the ratio of its time to that
of the same SELECTs alone, run against the same rows in the same minute.
"""

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _measure import print_table, timed

from kapstone.clinic.config import boot

_ASSET = re.compile(rb"""(?:href|src)="(/static/[^"?#]+\.(?:css|js|svg|woff2|png))""")
_IN_CSS = re.compile(r"""url\(["']?([^"')]+\.(?:woff2|svg|png))""")
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One page and a signed-in person who may open it."""

    name: str
    path: str
    cookie: str


def main(requests: int, home: str = "") -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "KAPSTONE_ROLE"):
        os.environ.pop(name, None)
    with _a_home(home) as folder:
        os.environ |= {"KAPSTONE_HOME": folder, "KAPSTONE_DEMO": "1", "KAPSTONE_WORKERS": "1"}
        with boot.running_database():
            if not home:
                _build()
            with boot.clinic():
                pages = _pages()
                rows = [_in_process(page, requests) for page in pages]
            with _served() as port:
                served = [_over_the_wire(page, port, requests) for page in pages]
    print_table(
        ("page", "queries", "median ms", "p99 ms", "SELECTs ms", "ratio", "served ms", "p99 ms", "page B", "with all B"),
        [(page.name, *one, *other) for page, one, other in zip(pages, rows, served, strict=True)],
    )
    print(
        f"{requests} requests each, one after the other. Ratio: the page's median over that of its own SELECTs. Bytes are as sent, compressed."
    )


@contextmanager
def _a_home(given: str) -> Iterator[str]:
    if given:
        yield str(Path(given).absolute())
        return
    with tempfile.TemporaryDirectory(prefix="kapstone-bench-") as home:
        Path(home).chmod(0o711)  # as root, PostgreSQL runs under another account and must pass through
        yield home


def _build() -> None:
    start = time.perf_counter()
    for command in (["migrate"], ["demo", "--build-only"]):
        subprocess.run([sys.executable, "-m", "kapstone", *command], check=True)
    print(f"A demonstration clinic was built in {time.perf_counter() - start:.0f} s.\n")


def _pages() -> list[Page]:
    from django.db.models import Count

    from kapstone.clinic.access.capabilities import Role
    from kapstone.clinic.episodes.models import Episode
    from kapstone.clinic.journal.models import Entry
    from kapstone.clinic.people.queries import organisations, staff_with_role
    from kapstone.pathway import Stage

    organisation = organisations().first()
    assert organisation is not None, "the demonstration has a clinic"
    counts = dict(Entry.objects.values_list("stream").annotate(lines=Count("id")))
    episodes = Episode.objects.filter(organisation=organisation).select_related("patient")
    longest = max(episodes, key=lambda episode: counts.get(episode.id, 0))
    ours = [each for each in episodes if each.patient.user_id and each.stage in {Stage.MAINTENANCE, Stage.DOSING, Stage.REVIEW}]
    prescriber = staff_with_role(organisation.id, Role.PRESCRIBER)[0].user
    print(f"{len(episodes)} episodes, {sum(counts.values())} journal lines; the longest course has {counts[longest.id]} facts.")
    desk = _signed_in(prescriber)
    pages = [
        Page("patient page", f"/episodes/{longest.id}/", desk),
        Page("timeline", f"/episodes/{longest.id}/timeline/", desk),
        Page("worklist", "/worklist/", desk),
        Page("caseload", "/patients/", desk),
    ]
    if ours:
        herself = _signed_in(ours[0].patient.user)
        pages += [Page("portal, first page", "/me/", herself), Page("portal, PHQ-9", "/me/questions/phq9/phq9_1/", herself)]
    return pages


def _signed_in(user: Any) -> str:  # Any: the clinic's User, which exists once Django is up
    from django.conf import settings

    client = _client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _client() -> Any:  # Any: a django.test.Client
    from django.test import Client

    return Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip")


def _in_process(page: Page, requests: int) -> tuple[int, float, float, float, float]:
    """Queries, median and p99 of the page, median of its SELECTs alone, and the ratio of the two."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client()
    client.cookies[settings.SESSION_COOKIE_NAME] = page.cookie
    client.get(page.path)  # marks the session as seen, once a minute
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page.path)
        count = len(captured)
    assert response.status_code == 200, f"{page.name}: {page.path} answered {response.status_code}"
    selects = [each["sql"] for each in captured if each["sql"].lstrip().upper().startswith("SELECT")]
    whole = timed(lambda: client.get(page.path), requests)

    def rows_alone() -> None:
        with connection.cursor() as cursor:
            for sql in selects:
                cursor.execute(sql)
                cursor.fetchall()

    alone = timed(rows_alone, requests)
    return count, whole.median, whole.p99, alone.median, whole.median / alone.median


@contextmanager
def _served() -> Iterator[int]:
    """The clinic over its web server, in processes of their own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "kapstone", "demo", "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        if not any("is open at" in line for line in process.stdout):
            raise RuntimeError("the server did not open")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _over_the_wire(page: Page, port: int, requests: int) -> tuple[float, float, int, int]:
    """Median and p99 over one kept connection, and the bytes of the page alone and with all it asks for."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    status, sent, html = _get(wire, page.path, page.cookie)
    assert status == 200, f"{page.name}: {status} over the wire"
    taken = timed(lambda: _get(wire, page.path, page.cookie), requests)
    total = sent + _assets(wire, html)
    wire.close()
    return taken.median, taken.p99, sent, total


def _assets(wire: http.client.HTTPConnection, html: bytes) -> int:
    """Bytes of everything the page asks for, each once, with what its style sheets name: of the fonts those whose letters it has."""
    letters = {ord(letter) for letter in html.decode()}
    waiting, seen, total = [each.decode() for each in _ASSET.findall(html)], set[str](), 0
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, sent, body = _get(wire, path)
        assert status == 200, f"{path}: {status}"
        total += sent
        if path.endswith(".css"):
            folder = path.rpartition("/")[0]
            needed = _FONT.sub(lambda font: font[0] if _is_needed(font[0], letters) else "", body.decode())
            waiting += [
                each if each.startswith("/") else os.path.normpath(f"{folder}/{each}") for each in _IN_CSS.findall(needed)
            ]
    return total


def _is_needed(font: str, letters: set[int]) -> bool:
    ranges = [(int(low, 16), int(high or low, 16)) for low, high in _RANGE.findall(font)]
    return not ranges or any(low <= letter <= high for low, high in ranges for letter in letters)


def _get(wire: http.client.HTTPConnection, path: str, cookie: str = "") -> tuple[int, int, bytes]:
    """The status, the bytes of the body as sent, and the body unpacked."""
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": f"kapstone={cookie}"} if cookie else {})
    wire.request("GET", path, headers=headers)
    answer = wire.getresponse()
    body = answer.read()
    return answer.status, len(body), gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, sys.argv[2] if len(sys.argv) > 2 else "")
