"""Pictures of the demonstration for the readme and the tutorial: `KAPSTONE_SCREENSHOTS=1 make journey` takes them."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from journeys.conftest import DemoServed
from kapstone.pathway import Stage
from kapstone.synthetic.lives import LIVES, Plan, Twist
from kapstone.synthetic.neighbours import some_people

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("KAPSTONE_SCREENSHOTS"), reason="pictures are taken with KAPSTONE_SCREENSHOTS=1"),
]
IMAGES = Path(__file__).parents[2] / "docs" / "images"
DESK, TABLET, PHONE = {"width": 1280, "height": 900}, {"width": 1024, "height": 1000}, {"width": 390, "height": 844}


def test_pictures_of_the_demonstration(demo_served: DemoServed, browser: Any) -> None:  # Any: playwright's Browser
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, role, size, where in PICTURES:
        context = browser.new_context(viewport=size, reduced_motion="reduce", device_scale_factor=1.5 if size is PHONE else 1)
        page = context.new_page()
        page.goto(f"{demo_served.address}/sign-in/")
        if role:
            page.get_by_role("button", name=re.compile(f"^{role}:")).first.click()
        where(page, demo_served.address)
        page.wait_for_load_state()
        page.screenshot(path=IMAGES / f"{name}.png")
        context.close()


def _at(path: str) -> Callable[[Any, str], None]:  # Any: playwright's Page
    return lambda page, address: page.goto(address + path)


def _patient(which: Callable[[Plan], bool], path: str = "") -> Callable[[Any, str], None]:  # Any: playwright's Page
    """The page of the first patient whose plan is such."""
    names = [person.name for person in some_people(date(2026, 1, 1), Random(1))]
    name = next(names[number] for number, plan in enumerate(LIVES) if which(plan))

    def go(page: Any, address: str) -> None:  # Any: playwright's Page
        page.goto(f"{address}/patients/")
        found = page.get_by_role("link", name=re.compile(re.escape(name))).first.get_attribute("href")
        page.goto(address + found + path)

    return go


def _running(page: Any, address: str) -> None:  # Any: playwright's Page
    """The room in which a dose is going in."""
    _patient(lambda plan: plan.has(Twist.RUNNING), "sessions/")(page, address)
    visits = page.eval_on_selector_all("a[href*='/sessions/']", "links => links.map(link => link.getAttribute('href'))")
    page.goto(address + [visit for visit in visits if re.search(r"/sessions/[0-9a-f-]{36}/$", visit)][-1])


PICTURES = (
    ("sign-in", "", DESK, _at("/sign-in/")),
    ("worklist", "Prescriber", DESK, _at("/")),
    ("caseload", "Prescriber", DESK, _at("/patients/")),
    ("patient-page", "Prescriber", DESK, _patient(lambda plan: plan.target is Stage.MAINTENANCE)),
    ("patient-report", "Prescriber", DESK, _patient(lambda plan: plan.has(Twist.READY_TO_DECIDE), "screening/report/")),
    ("session", "Monitoring clinician", TABLET, _running),
    ("patient-page-phone", "Prescriber", PHONE, _patient(lambda plan: plan.target is Stage.MAINTENANCE)),
    ("portal", "Patient", PHONE, _at("/me/")),
    ("measures", "Psychotherapist", DESK, _patient(lambda plan: plan.target is Stage.REVIEW, "measures/")),
)
