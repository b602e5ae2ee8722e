"""The screen at the chair in a real browser: one tap keeps what is being typed, the numbers renew themselves, nothing offends axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life_until
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import SessionEvent, VitalsTaken
from kapstone.pathway import Phase

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text()
TABLET, PHONE = {"width": 1024, "height": 768}, {"width": 390, "height": 844}
NEWS = "document.body.dispatchEvent(new CustomEvent('live', { bubbles: true }))"
PORTRAIT, SMALL = {"width": 768, "height": 1024}, {"width": 360, "height": 740}


@pytest.fixture
def clinic(settings: Any) -> Clinic:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False
    return a_clinic()


@pytest.fixture
def life(clinic: Clinic) -> Life:
    return a_life_until(clinic, clock.now() - 4 * MINUTE, phase=Phase.DOSED)


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Any]:  # Any: playwright's and pytest-django's types
    contexts = []

    def opened(actor: Actor, path: str, size: dict[str, int], theme: str = "light") -> Any:  # Any: playwright's page
        context = browser.new_context(viewport=size, color_scheme=theme, bypass_csp=True)
        contexts.append(context)
        session = browser_of(actor).cookies[configured.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def _measured(clinic: Clinic, life: Life, systolic: int) -> None:
    """Noor writes a reading down elsewhere."""
    reading = VitalsTaken(session=life.session, systolic_mmhg=systolic, diastolic_mmhg=84)
    actions.record(episode=life.episode, facts=(reading,), by=clinic.noor, at=clock.now())


def test_one_tap_records_and_keeps_what_is_being_typed(clinic: Clinic, life: Life, open_page: Any) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", TABLET)
    page.get_by_label("Systolic").fill("171")

    with page.expect_response(lambda response: response.url.endswith("/event/")):
        page.get_by_role("button", name="Tearful").click()
    page.wait_for_timeout(800)  # sooner, it is one tap of an unsteady finger

    assert page.get_by_label("Systolic").input_value() == "171"
    assert facts_of(life.episode).of(SessionEvent)[-1].fact.event == "tearful"
    with page.expect_response(lambda response: response.url.endswith("/event/")):
        page.get_by_role("button", name="Tearful").click()
    assert len([record for record in facts_of(life.episode).of(SessionEvent) if record.fact.event == "tearful"]) == 2


def test_an_emergency_is_called_out_and_its_card_comes_up(clinic: Clinic, life: Life, open_page: Any) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", PHONE)

    page.get_by_text("Call out an emergency").click()
    page.get_by_role("button", name="Seizure").click()

    page.get_by_text("protect from injury").first.wait_for()
    assert facts_of(life.episode).of(SessionEvent)[-1].fact.event == "seizure"


def test_a_colleagues_reading_appears_by_itself(clinic: Clinic, life: Life, open_page: Any) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", TABLET)
    reading = VitalsTaken(session=life.session, systolic_mmhg=171, diastolic_mmhg=104, spo2_percent=96)
    actions.record(episode=life.episode, facts=(reading,), by=clinic.noor, at=clock.now())

    page.locator(".bignum__value", has_text="171/104").wait_for(timeout=25_000)

    assert page.locator(".alarm").count() == 1
    assert page.get_by_role("button", name="I answer it").is_visible()


@pytest.mark.parametrize("part", ["before", "during", "after"])
def test_only_what_stands_on_the_page_is_renewed(
    clinic: Clinic, life: Life, open_page: Any, part: str
) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part={part}", TABLET)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    _measured(clinic, life, 143)
    page.locator(".bignum__value", has_text="143/84").wait_for(timeout=25_000)

    assert complaints == []


def test_news_that_comes_while_the_screen_reads_is_read_too(
    clinic: Clinic, life: Life, open_page: Any
) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", TABLET)
    held: list[Any] = []  # Any: playwright's routes; the first waits
    page.route("**/stream/", lambda route: route.abort())
    page.reload()
    page.route("**/live/?*", lambda route: route.continue_() if held else held.append(route))

    _measured(clinic, life, 141)
    with page.expect_request("**/live/?*"):  # without one the wait below would not end
        page.evaluate(NEWS)
    while not held:
        page.wait_for_timeout(20)
    answer = held[0].fetch()
    _measured(clinic, life, 142)
    page.evaluate(NEWS)
    held[0].fulfill(response=answer)

    page.locator(".bignum__value", has_text="142/84").wait_for(timeout=8000)  # it looks by itself only every half minute


def test_an_answer_to_an_alarm_is_never_earlier_than_the_alarm(
    clinic: Clinic, life: Life, open_page: Any
) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part=during", TABLET)
    page.route("**/tablet/", lambda route: route.abort())  # the clocks are compared no more
    with clock.rehearsal(clock.now() + 10 * MINUTE):
        _measured(clinic, life, 171)
        page.get_by_role("button", name="I answer it").first.click(timeout=8000)
        page.locator(".alarm", has_text="Answered by Mira Santos").wait_for(timeout=8000)


@pytest.mark.parametrize("part", ["before", "during", "after"])
@pytest.mark.parametrize("size,theme", [(TABLET, "dark"), (PHONE, "light")])
def test_nothing_offends_axe_and_nothing_is_too_wide(
    clinic: Clinic, life: Life, open_page: Any, part: str, size: dict[str, int], theme: str
) -> None:  # Any: as above
    page = open_page(clinic.mira, f"/episodes/{life.episode.id}/sessions/{life.session}/?part={part}", size, theme)

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 140)).join(' | ')))"
    )
    assert found == []


@pytest.mark.parametrize("where", ["", "plan/", "prepare/", "next-day/", "integrate/", "review/"])
def test_the_pages_of_the_course_do_not_offend_axe(
    clinic: Clinic, life: Life, open_page: Any, where: str
) -> None:  # Any: as above
    who = clinic.noor if where == "review/" else clinic.sol
    page = open_page(who, f"/episodes/{life.episode.id}/sessions/{where}", PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 140)).join(' | ')))"
    )
    assert found == []


@pytest.mark.parametrize("size,theme", [(PORTRAIT, "dark"), (SMALL, "light")])
@pytest.mark.parametrize("face", ["during", "quiet", "board"])
def test_the_faces_of_the_room_fit_and_can_be_hit_with_gloves(
    clinic: Clinic, life: Life, open_page: Any, face: str, size: dict[str, int], theme: str
) -> None:  # Any: as above
    visit = f"/episodes/{life.episode.id}/sessions/{life.session}/"
    where = {"during": f"{visit}?part=during", "quiet": f"{visit}?view=quiet", "board": "/board/"}[face]
    page = open_page(clinic.mira, where, size, theme)

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('main :is(button, a, summary, select, input:not([type=hidden])), footer button')]
            .filter(e => e.checkVisibility()).map(e => e.closest('label') ?? e).filter(e => e.getBoundingClientRect().height < 47.5)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => v.id))") == []
