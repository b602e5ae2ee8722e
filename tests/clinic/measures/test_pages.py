"""The desk's pages of measures and goals: no barrier on a phone or a desk, in light or dark."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from cast import a_clinic, an_episode, browser_of
from kapstone.clinic.episodes import queries
from kapstone.clinic.goals import actions as goals
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions
from kapstone.facts import MeasureAnswered
from kapstone.instruments import all_instruments
from kapstone.instruments.text import template_of
from supplied import a_wording
from wording import filled

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width, colours", [(360, "dark"), (1280, "light")])
def test_no_barrier_on_the_desk(browser: Any, live_server: Any, settings: Any, width: int, colours: str) -> None:
    clinic, phq9 = a_clinic(), all_instruments()["phq9"]
    episode = an_episode(clinic, at=clock.now())
    answers = {item.id: 1 for item in phq9.items}
    for _ in range(2):
        actions.enter(episode=episode, instrument=phq9, answers=answers, by=clinic.mira, at=clock.now())
    goal = goals.set_goal(
        episode=episode,
        title="I see my sister once a week",
        levels={"-2": "Never", "-1": "Once a month", "0": "Once a week", "+1": "Twice a week", "+2": "I stay over"},
        by=clinic.sol,
        at=clock.now(),
        key=uuid4(),
    ).first.fact
    record = queries.facts_of(episode).of(MeasureAnswered)[-1]
    here = f"/episodes/{episode.id}"
    pages = [
        *(f"{here}/measures/{name}" for name in ("", "phq9/", "moaas/", f"answers/{record.id}/")),
        *(f"{here}/goals/{name}" for name in ("", "new/", "rate/", f"{goal.goal}/set-aside/")),  # type: ignore[attr-defined]  # a GoalSet
    ]
    session = browser_of(clinic.noor).cookies[settings.SESSION_COOKIE_NAME].value
    tab = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, bypass_csp=True)
    tab.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    try:
        page = tab.new_page()
        for address in pages:
            response = page.goto(live_server.url + address)
            page.add_script_tag(path=AXE)
            page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
            found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")

            assert response.status == 200, address
            assert found == [], f"{address}: {found}"
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width, colours", [(360, "dark"), (1280, "light")])
def test_no_barrier_on_the_directors_pages_of_wordings(
    browser: Any, live_server: Any, settings: Any, tmp_path: Path, width: int, colours: str
) -> None:
    clinic, here = a_clinic(), f"{live_server.url}/settings/wordings/"
    a_wording(clinic)
    session = browser_of(clinic.dara).cookies[settings.SESSION_COOKIE_NAME].value
    tab = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, bypass_csp=True)
    tab.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    empty, whole = tmp_path / "empty.toml", tmp_path / "whole.toml"
    empty.write_text(template_of(all_instruments()["wsas"]), encoding="utf-8")
    whole.write_text(filled(all_instruments()["wsas"]), encoding="utf-8")

    def has_no_barrier(page: Any) -> None:
        page.add_script_tag(path=AXE)
        page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
        assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    try:
        page = tab.new_page()
        for address in ("", "isi/", "gad7/"):
            page.goto(f"{here}{address}")
            has_no_barrier(page)
        page.goto(f"{here}wsas/")
        page.set_input_files("input[type=file]", empty)
        page.get_by_role("button", name="Use this wording").click()
        has_no_barrier(page)
        assert "must not be empty" in page.inner_text("main")
        page.set_input_files("input[type=file]", whole)
        page.get_by_role("button", name="Look at it first").click()
        has_no_barrier(page)
        assert "it is not in use yet" in page.inner_text("main")
        page.get_by_role("button", name="Use this wording").click()  # the text is still there; no file has to be chosen again
        page.wait_for_url(f"{here}wsas/")
        assert "is asked in these words from now on" in page.inner_text("main")
    finally:
        tab.close()
