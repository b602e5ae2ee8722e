"""Screens that watch a running visit, against the clinic as it is served: they hear at once, hold nothing, and catch up."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from journeys.rooms_in_use import rooms_in_use
from journeys.serving import Served, a_home
from journeys.watching import Clinic, Screen

MANY = 60


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
        assert clinic.connections() <= 16, "the pool's dozen, the listener, a few of the worker"
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


@pytest.mark.browser
def test_the_other_screen_shows_the_number_by_itself(clinic: Clinic, browser: Any) -> None:  # Any: playwright's Browser
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies([{"name": "kapstone", "value": clinic.house.cookies["noor"], "url": clinic.server.address}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    try:
        with page.expect_response(lambda response: response.url.endswith("/stream/")):
            page.goto(clinic.server.address + clinic.house.visit())

        clinic.take_vitals(163)

        page.wait_for_selector("#live-numbers >> text=163/84", timeout=10_000)
        assert not said, "the page keeps to its content security policy"
    finally:
        context.close()


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
