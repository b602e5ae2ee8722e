"""A form that is sent while its last answer is still being saved leaves no draft behind, so nothing of it stands in the next one."""

from typing import Any

import pytest
from django.conf import settings as configured

from cast import a_clinic, an_episode, browser_of
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.web.models import Draft
from kapstone.facts import VitalsTaken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_answer_on_its_way_is_no_draft_for_the_next_form(
    browser: Any, live_server: Any, settings: Any
) -> None:  # Any: fixtures
    settings.KAPSTONE_REQUIRE_TOTP = False
    clinic = a_clinic()
    episode = an_episode(clinic)
    context = browser.new_context()
    session = browser_of(clinic.mira).cookies[configured.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    late: list[Any] = []
    page.route("**/drafts/**", lambda route: late.append(route))
    try:
        page.goto(f"{live_server.url}/episodes/{episode.id}/screening/enter/vitals/")
        with page.expect_request("**/drafts/**"):
            page.locator('[name="systolic_mmhg"]').fill("124")
            page.locator('[name="diastolic_mmhg"]').fill("78")

        with page.expect_navigation():
            page.get_by_role("button", name="Record vitals").dblclick()
            page.wait_for_timeout(300)
            for answer in late:
                answer.continue_()
        page.wait_for_timeout(1500)
    finally:
        context.close()

    assert late, "the answers were being saved"
    assert [record.fact.systolic_mmhg for record in facts_of(episode).of(VitalsTaken)] == [124]
    assert not Draft.objects.exists()
