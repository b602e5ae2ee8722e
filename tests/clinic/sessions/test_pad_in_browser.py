"""The vitals pad by keyboard: how many keys a full set costs, what moves on by itself, and what an unusual value costs."""

from typing import Any

import pytest

from cast import Clinic
from clinic.sessions.lives import MINUTE, Life, a_life_until
from clinic.sessions.test_room_in_browser import clinic, open_page
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import StateObserved, VitalsTaken
from kapstone.pathway import Phase

__all__ = ["clinic", "open_page"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PORTRAIT = {"width": 768, "height": 1024}
MOST_KEYS = 20


@pytest.fixture
def life(clinic: Clinic) -> Life:
    return a_life_until(clinic, clock.now() - 4 * MINUTE, phase=Phase.DOSED)


@pytest.fixture
def page(clinic: Clinic, life: Life, open_page: Any) -> Any:  # Any: playwright's page
    return open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", PORTRAIT)


def test_a_full_set_costs_at_most_twenty_keys(page: Any, life: Life) -> None:  # Any: as above
    keys = ["v", *"138", *"86", *"72", *"97", *"14", "4", "6", "2", "0"]

    for key in keys:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert len(keys) + 1 <= MOST_KEYS
    taken, seen = facts_of(life.episode).of(VitalsTaken)[-1].fact, facts_of(life.episode).of(StateObserved)[-1].fact
    signs = (
        taken.systolic_mmhg,
        taken.diastolic_mmhg,
        taken.heart_rate_per_min,
        taken.spo2_percent,
        taken.respiratory_rate_per_min,
    )
    assert signs == (138, 86, 72, 97, 14)
    assert (seen.moaas, seen.dissociation_0_10, seen.distress_0_10, seen.nausea_0_10) == (4, 6, 2, 0)


def test_a_number_that_may_go_on_waits_for_enter(page: Any) -> None:  # Any: as above
    breaths = page.get_by_role("textbox", name="Breathing")
    breaths.focus()
    page.keyboard.press("8")
    assert breaths.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert page.get_by_label("Awake, MOAA/S").evaluate("e => e === document.activeElement")

    page.get_by_role("combobox", name="Dissociation").focus()
    page.keyboard.press("1")
    page.keyboard.press("0")
    assert page.get_by_role("combobox", name="Dissociation").input_value() == "10"


def test_an_unusual_value_is_asked_about_once(page: Any, life: Life) -> None:  # Any: as above
    before = len(facts_of(life.episode).of(VitalsTaken))
    page.get_by_label("Systolic").fill("212")
    page.get_by_label("Diastolic").fill("99")

    page.get_by_role("button", name="Record vitals").click()

    page.get_by_text("Systolic 212: this is unusual").wait_for()
    assert len(facts_of(life.episode).of(VitalsTaken)) == before
    with page.expect_navigation():
        page.get_by_role("button", name="Record vitals").click()
    assert facts_of(life.episode).of(VitalsTaken)[-1].fact.systolic_mmhg == 212


def test_nothing_of_the_last_reading_stands_in_the_pad(page: Any) -> None:  # Any: as above
    assert [field.input_value() for field in page.locator(".padrow--signs input").all()] == [""] * 5


def test_without_scripts_the_pad_is_a_plain_form_that_asks_too(
    clinic: Clinic, life: Life, browser: Any, live_server: Any
) -> None:  # Any: as above
    from django.conf import settings as configured

    from cast import browser_of

    context = browser.new_context(viewport=PORTRAIT, java_script_enabled=False)
    session = browser_of(clinic.mira).cookies[configured.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/episodes/{life.episode.id}/sessions/{life.session}/?part=during")
    before = len(facts_of(life.episode).of(VitalsTaken))
    page.get_by_label("Heart rate").fill("151")

    page.get_by_role("button", name="Record vitals").click()
    page.get_by_text("151 is unusual").first.wait_for()
    assert len(facts_of(life.episode).of(VitalsTaken)) == before
    page.get_by_role("button", name="Record vitals").click()

    assert facts_of(life.episode).of(VitalsTaken)[-1].fact.heart_rate_per_min == 151
    context.close()


def test_five_hundred_readings_are_swapped_in_within_a_frame(page: Any) -> None:  # Any: as above
    from datetime import UTC, datetime, timedelta

    from kapstone.clinic.web import charts as c

    start = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    readings = [
        c.Reading(at=start + timedelta(seconds=20 * i), systolic=120 + i % 40, diastolic=80, heart_rate=70 + i % 20, spo2=95 + i % 5, breaths=14,
                  moaas=4 - i // 200, dissociation=i // 60)
        for i in range(500)
    ]  # fmt: skip
    drawing = c.session_record(c.SessionRecord(start=start, end=start + timedelta(hours=3), readings=readings), "so")
    assert len(drawing.wide) + len(drawing.narrow) < 200_000

    took = page.evaluate(
        """([wide, narrow]) => {
            const into = document.querySelector('#live-drawing')
            const html = `<div class="chart"><div class="chart__wide">${wide}</div><div class="chart__narrow">${narrow}</div></div>`
            const times = []
            for (let i = 0; i < 21; i++) {
                const begin = performance.now()
                into.innerHTML = html
                into.getBoundingClientRect()
                into.querySelector('svg').getBBox()
                times.push(performance.now() - begin)
            }
            return times.sort((a, b) => a - b)
        }""",
        [drawing.wide, drawing.narrow],
    )
    print(f"swap and layout of 500 readings: median {took[10]:.1f} ms, worst {took[-1]:.1f} ms")
    assert took[10] < 16.7
