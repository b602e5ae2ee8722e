"""The pages of signing in, staff and audit in a real browser: no accessibility violation, and nothing wider than a phone."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

import cast
from kapstone.clinic.access.models import User

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
OPEN = ["/sign-in/", "/sign-in/password/reset/", "/sign-in/password/reset/done/", "/sign-in/no-accounts/", "/sign-in/inactive/"]
OWN = [
    "/sign-in/out/",
    "/sign-in/second-factor/",
    "/sign-in/again/",
    "/sign-in/password/change/",
    "/staff/",
    "/staff/new/",
    "/audit/",
    "/audit/visits/",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clinic(settings: Any) -> cast.Clinic:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False
    settings.KAPSTONE_DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    made = cast.a_clinic()
    dara = User.objects.get(id=made.dara.user_id)
    dara.set_password("copper lantern meadow")
    dara.save()
    return made


def look(page: Any, address: str) -> None:  # Any: playwright's page
    answer = page.goto(address)
    assert answer.status == 200, f"{address}: {answer.status}"
    page.add_script_tag(content=AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags}).then(r => r.violations)", TAGS)
    assert not found, [(address, each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is wider than the screen"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_a_violation(browser: Any, live_server: Any, clinic: cast.Clinic, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for address in OPEN:
        look(page, live_server.url + address)
    dara = cast.browser_of(clinic.dara).cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": dara, "url": live_server.url}])
    for address in [*OWN, f"/staff/{clinic.staff(clinic.noor).id}/", f"/patients/{clinic.alma.id}/details/"]:
        look(page, live_server.url + address)
    context.close()
