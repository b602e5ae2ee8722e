"""Tablets against the clinic as it is served: killed between commit and reply, and a browser that was ended with entries unsent."""

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from journeys.rooms_in_use import rooms_in_use
from journeys.serving import Served, a_home, kapstone
from journeys.tablets import SIZE, Tablet, a_tablet
from journeys.watching import Clinic
from kapstone.clinic.config import postgres

pytestmark = pytest.mark.browser


def readings(home: Path) -> list[tuple[int, str]]:
    """The systolic pressures a person entered in the visit, in the order of the journal, each with its key."""
    admin = postgres.connection(home, admin=True)
    with psycopg.connect(
        host=admin["HOST"], port=admin["PORT"], user=admin["USER"], password=admin["PASSWORD"], dbname=postgres.DATABASE
    ) as connection:
        rows = connection.execute(
            "select (body->>'systolic_mmhg')::float::int, key::text from journal_entry where kind = 'VitalsTaken' and key is not null order by sequence"
        ).fetchall()
    return [(int(systolic), str(key)) for systolic, key in rows]


def wait_for(tablet: Tablet, home: Path, wanted: list[int]) -> None:
    for _ in range(200):
        found = [systolic for systolic, _ in readings(home)]
        if found == wanted:
            return
        tablet.page.wait_for_timeout(150)
    raise AssertionError(f"{found}, not {wanted}; {tablet.band!r}")


def test_a_server_killed_between_commit_and_reply_and_a_browser_ended_with_entries_unsent(
    browser: Any, chromium: str, tmp_path: Path
) -> None:
    # browser: playwright's Browser. One clinic serves both stories, because building it takes longest.
    with a_home() as home:
        clinic = Clinic(Served(home), rooms_in_use(home))
        try:
            with a_tablet(browser, clinic.server.address, clinic.house.visit(), clinic.house.cookies["mira"]) as tablet:
                _killed_between_commit_and_reply(tablet, clinic, home)
            _ended_with_entries_unsent(browser, chromium, clinic, home, tmp_path)
        finally:
            clinic.server.end()
        verified = kapstone(home, "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


def _killed_between_commit_and_reply(tablet: Tablet, clinic: Clinic, home: Path) -> None:
    tablet.open()
    committed: list[int] = []

    def commit_and_die(route: Any) -> None:  # Any: playwright's Route
        if not committed:
            committed.append(route.fetch().status)  # the clinic has committed and answered; the answer reaches nobody
            clinic.server.kill()
        route.abort()

    tablet.context.route(re.compile("/vitals/$"), commit_and_die)
    tablet.pressure(161, 90)
    tablet.page.locator("[data-band]", has_text="on its own since").wait_for()
    assert committed == [200]
    tablet.wait_for_kept(1)
    tablet.tap("Calm")
    tablet.pressure(162, 90)
    tablet.wait_for_kept(3)
    tablet.context.unroute(re.compile("/vitals/$"))

    clinic.server = Served(home, clinic.server.port)

    wait_for(tablet, home, [161, 162])
    tablet.wait_for_kept(0)
    tablet.page.locator("[data-band]:empty").wait_for(state="attached")
    assert len({key for _, key in readings(home)}) == 2


def _ended_with_entries_unsent(browser: Any, chromium: str, clinic: Clinic, home: Path, profile: Path) -> None:
    def begun() -> Tablet:
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=chromium, args=["--no-sandbox"], viewport=SIZE, timezone_id="America/New_York"
        )
        context.set_default_timeout(15_000)
        cookie = {"name": "kapstone", "value": clinic.house.cookies["mira"], "url": clinic.server.address}
        context.add_cookies([cookie])
        return Tablet(context, clinic.server.address, clinic.house.visit())

    tablet = begun()
    tablet.open().loses_the_network()
    tablet.pressure(163, 90)
    tablet.wait_for_kept(1)
    tablet.page.locator("details#step-note summary").click()
    tablet.page.get_by_label("Note on setting").fill("Violoncello")
    tablet.page.get_by_role("button", name="Record the note").click()
    tablet.wait_for_kept(2)
    tablet.context.close()
    _nothing_lies_there_in_the_clear(profile)

    tablet = begun()
    try:
        tablet.context.set_offline(True)
        tablet.open()
        assert "2 entries kept here" in tablet.band
        tablet.pressure(164, 90)
        tablet.wait_for_kept(3)
        tablet.finds_the_network()
        wait_for(tablet, home, [161, 162, 163, 164])
        tablet.wait_for_kept(0)
    finally:
        tablet.context.close()


def _nothing_lies_there_in_the_clear(profile: Path) -> None:
    found = {path for path in profile.rglob("*") if path.is_file() and {"IndexedDB", "CacheStorage"} & set(path.parts)}
    text = b"".join(path.read_bytes() for path in found)
    assert len(text) > 1000, "nothing was kept, so nothing was looked at"
    for said in ("Violoncello", "Numberaa", "Alma"):
        assert said.encode() not in text, said
        assert said.encode("utf-16-le") not in text, said
    assert b'systolic_mmhg":' not in text
