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
