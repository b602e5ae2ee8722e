"""The portal's pages as a phone gets them: light in weight, without barriers, usable without scripts."""

import gzip
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cast import Clinic, a_clinic, an_episode, browser_of
from kapstone.clinic.episodes import queries
from kapstone.clinic.goals import actions as goals
from kapstone.clinic.journal import clock
from kapstone.facts import MeasureAnswered

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
PHQ9 = [f"phq9_{n}" for n in range(1, 10)]
MOST_BYTES = 60 * 1024


def a_course(clinic: Clinic) -> tuple[Client, list[str]]:
    """Alma in the middle of things, and every address she can open."""
    episode = an_episode(clinic, at=clock.now())
    alma = browser_of(clinic.alma_herself)
    goals.set_goal(
        episode=episode,
        title="I see my sister once a week",
        levels={"-2": "Never", "-1": "Once a month", "0": "Once a week", "+1": "Twice a week", "+2": "I stay over"},
        by=clinic.alma_herself,
        at=clock.now(),
        key=uuid4(),
    )
    for item in PHQ9:
        alma.post(f"/me/questions/phq9/{item}/", {item: "1"})
    alma.post("/me/questions/phq9/phq9_10/", {"phq9_10": "1"})
    browser_of(clinic.noor).get(f"/episodes/{episode.id}/")
    (answered,) = queries.facts_of(episode).of(MeasureAnswered)
    question = alma.get("/me/health/").headers["Location"]
    consent = alma.get("/me/consent/").headers["Location"]
    fixed = [
        "",
        "help/",
        "plan/",
        "prepare/",
        "read/",
        "read/learn_how_it_works/",
        "looked/",
        "health/check/",
        "goals/",
        "goals/new/",
        "goals/rate/",
        "documents/",
        "therapist/",
    ]
    run = ["questions/phq9/phq9_4/", "questions/phq9/pause/", "questions/phq9/check/", f"answers/{answered.id}/"]
    return alma, [question, consent, *(f"/me/{path}" for path in (*fixed, *run))]


def files_of(html: str) -> set[str]:
    """The static files a browser loads for this page, by their plain names; further fonts load only for further letters."""
    named = re.findall(r'(?:href|src)="/static/([\w./-]+)"', html)
    return {re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name) for name in named}


def weight_of(names: set[str]) -> int:
    total = 0
    for name in names:
        found = finders.find(name)
        assert isinstance(found, str), f"{name} is not among the static files"
        body = Path(found).read_bytes()
        total += len(body) if name.endswith(".woff2") else len(gzip.compress(body))
    return total


@pytest.mark.django_db
def test_a_whole_phq9_weighs_at_most_60_kilobytes() -> None:
    an_episode(clinic := a_clinic())
    alma, files, html = browser_of(clinic.alma_herself), set[str](), 0

    for item in [*PHQ9, "phq9_10"]:
        page = alma.get(f"/me/questions/phq9/{item}/").content
        html, files = html + len(gzip.compress(page)), files | files_of(page.decode())
        alma.post(f"/me/questions/phq9/{item}/", {item: "1" if item != "phq9_9" else "0"})
    html += len(gzip.compress(alma.get("/me/questions/phq9/check/").content))

    assert "web/core.css" in files
    assert "web/autosave.js" in files
    assert html + weight_of(files) <= MOST_BYTES


@pytest.mark.django_db
def test_pages_have_one_heading_and_nothing_inline_and_say_no_bare_number() -> None:
    alma, addresses = a_course(a_clinic())

    for address in addresses:
        response = alma.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert html.count("<h1") == 1, address
        assert " style=" not in html, address
        assert not re.search(r"<script(?![^>]*\bsrc=)", html), address
        assert not re.search(r"\son\w+=", html), address


@pytest.mark.django_db
def test_the_first_page_asks_the_database_little(django_assert_max_num_queries: Any) -> None:
    alma, _ = a_course(a_clinic())

    with django_assert_max_num_queries(20):
        alma.get("/me/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width, colours", [(360, "light"), (390, "dark"), (1280, "light")])
def test_no_barrier_on_any_page(browser: Any, live_server: Any, settings: Any, width: int, colours: str) -> None:
    alma, addresses = a_course(a_clinic())
    session = alma.cookies[settings.SESSION_COOKIE_NAME].value
    tab = browser.new_context(viewport={"width": width, "height": 780}, color_scheme=colours, bypass_csp=True)
    tab.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    try:
        page = tab.new_page()
        for address in addresses:
            page.goto(live_server.url + address)
            page.add_script_tag(path=AXE)
            page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
            found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
            too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

            assert found == [], f"{address}: {found}"
            assert too_wide <= 0, f"{address} is {too_wide} px too wide"
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_tap_is_kept_and_the_way_works_without_scripts(browser: Any, live_server: Any, settings: Any) -> None:
    an_episode(clinic := a_clinic(), at=clock.now())
    session = browser_of(clinic.alma_herself).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    with_scripts, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    try:
        for tab in (with_scripts, without):
            tab.add_cookies([cookie])
        page = with_scripts.new_page()
        page.goto(f"{live_server.url}/me/questions/phq9/")
        page.get_by_label("Several days").check()
        page.get_by_text(re.compile(r"Saved \d\d:\d\d")).wait_for()

        plain = without.new_page()
        plain.goto(f"{live_server.url}/me/questions/phq9/phq9_1/")
        assert plain.get_by_label("Several days").is_checked()
        plain.get_by_role("button", name="Continue").click()
        assert plain.url.endswith("/me/questions/phq9/phq9_2/")
    finally:
        with_scripts.close()
        without.close()
