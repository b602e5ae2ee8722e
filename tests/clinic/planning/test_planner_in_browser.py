"""The planner and the patient's picture in a real browser: nothing offends axe, nothing is wider than a phone, in both themes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life_until
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.journal import clock
from kapstone.pathway import Phase

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text()
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}
TWO = (
    "?weight_basis=actual&child_pugh=&threshold=30&a_way=infusion&a_dose=0.5&a_unit=mg/kg&a_over=40&a_substance=racemate&a_salt=base&a_model="
    "&b_way=nasal&b_dose=56&b_unit=mg&b_over=&b_substance=S-ketamine&b_salt=base&b_model="
)
REFUSED = TWO.replace("a_way=infusion", "a_way=intramuscular")


@pytest.fixture
def clinic(settings: Any) -> Clinic:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False
    return a_clinic()


@pytest.fixture
def life(clinic: Clinic) -> Life:
    return a_life_until(clinic, clock.now() - 4 * MINUTE, phase=Phase.CHECKED_IN)


@pytest.fixture
def look_at(browser: Any, live_server: Any) -> Iterator[Any]:  # Any: playwright's and pytest-django's types
    contexts = []

    def looked(actor: Actor, path: str, size: dict[str, int], theme: str) -> Any:  # Any: playwright's page
        context = browser.new_context(viewport=size, color_scheme=theme, bypass_csp=True)
        contexts.append(context)
        session = browser_of(actor).cookies[configured.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        page.locator("details").evaluate_all("parts => parts.forEach(part => { if (!part.closest('.menu')) part.open = true })")
        page.evaluate(AXE)
        return page

    yield looked
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size, theme", [(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_nothing_offends_axe_and_nothing_is_too_wide(
    clinic: Clinic, life: Life, look_at: Any, size: dict[str, int], theme: str
) -> None:
    planner = f"/episodes/{life.episode.id}/planner/"
    for who, path in ((clinic.noor, planner + TWO), (clinic.noor, planner + REFUSED), (clinic.alma_herself, "/me/prepare/")):
        page = look_at(who, path, size, theme)

        found = page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 140)).join(' | ')))"
        )
        assert found == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


def test_a_plan_is_tried_and_kept_with_a_few_presses(clinic: Clinic, life: Life, look_at: Any) -> None:  # Any: as above
    page = look_at(clinic.noor, f"/episodes/{life.episode.id}/planner/", DESK, "light")
    page.locator("#id_a_dose").fill("0.4")

    page.get_by_role("button", name="Draw what is expected").click()
    page.get_by_role("heading", name="29 mg over 40 min").wait_for()
    page.get_by_role("button", name="Keep the plan in the record").click()

    page.get_by_text("Kept by Noor Haddad").wait_for()
    page.get_by_role("link", name="Compute it again").click()
    page.get_by_text("byte for byte").wait_for()
