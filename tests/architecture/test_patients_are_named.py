"""Every page about a patient says on top whose record it is."""

import re

import pytest

import cast
from architecture.test_access import GUARDED, _right_roles, _where
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.reference import Route

ABOUT_A_PATIENT = [
    route
    for route in GUARDED
    if route.access
    and len(route.arguments) == 1
    and route.access.record in {"episode", "patient"}
    and _right_roles(route) != [Role.PATIENT]
]

NAMED_OTHERWISE = {
    "consent:sign": "the device is in the patient's own hands; their name stands where others have the way back",
    "people:patient": "its heading is the name, with record number and birth date below",
}
"""Pages without the banner, each with how they say whose record it is."""


@pytest.mark.django_db
@pytest.mark.parametrize("route", ABOUT_A_PATIENT, ids=lambda route: route.path)
def test_a_page_about_a_patient_names_them_on_top(route: Route, settings: object) -> None:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # pytest-django's fixture
    clinic = cast.a_clinic()
    where = _where(route, clinic)
    role = next(role for role in _right_roles(route) if role is not Role.PATIENT)

    response = cast.browser_of(clinic.in_role(role)).get(where)

    html = response.content.decode() if "text/html" in response.headers.get("Content-Type", "") else ""
    assert response.status_code < 500
    if response.status_code != 200 or "<html" not in html:
        return  # not a page: it leads elsewhere, only takes forms, or is a file or a part of one
    top = html.split("<body", 1)[-1] if route.name in NAMED_OTHERWISE else _banner(html)
    assert clinic.alma.name in top, f"{route.where}: give the template its `banner`"
    if route.name not in NAMED_OTHERWISE:
        assert clinic.alma.identifier in top, f"{route.where}: the banner has no record number"
        assert str(clinic.alma.birth_date.year) in top, f"{route.where}: the banner has no birth date"


def test_every_exclusion_is_still_an_address() -> None:
    assert set(NAMED_OTHERWISE) <= {route.name for route in ABOUT_A_PATIENT}


def _banner(html: str) -> str:
    found = re.search(r'<section class="banner" aria-label="Patient">.*?</section>', html, re.DOTALL)
    return found[0] if found else ""
