"""Every view says who may enter, and the one door keeps it: wrong role 403, another clinic's record 404, the right person is logged."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

import cast
from kapstone.clinic.access.capabilities import ROLE_CAN, Can, Role
from kapstone.clinic.access.declare import LOADERS
from kapstone.clinic.access.models import AccessLog, Outcome
from kapstone.clinic.access.reference import Route, routes
from kapstone.clinic.access.third_party import THIRD_PARTY

OUTSIDE = {
    # allauth's pages: each is listed with its reason in access/third_party.py, and only those names pass the door.
    *(route.path for route in routes() if route.is_third_party),
}
GUARDED = [route for route in routes() if route.access is not None and route.access.can is not None]
SAMPLES = {"StringConverter": "sample", "SlugConverter": "sample", "IntConverter": 1, "PathConverter": "sample"}


def _id(route: Route) -> str:
    return route.path


@pytest.mark.parametrize("route", routes(), ids=_id)
def test_every_view_declares_its_access(route: Route) -> None:
    if route.path in OUTSIDE:
        return
    assert route.access, f"{route.path}: put @allow(...) or @public(reason) above {route.where}"


@pytest.mark.parametrize("route", GUARDED, ids=_id)
def test_records_are_named_by_uuid_and_can_be_loaded(route: Route) -> None:
    assert route.access is not None
    assert "IntConverter" not in route.arguments.values(), f"{route.path}: ids in addresses are UUIDs"
    if route.access.record:
        assert route.arguments.get(route.access.argument or "") == "UUIDConverter", (
            f"{route.path}: the record is named by <uuid:{route.access.argument}>"
        )
        assert route.access.record in LOADERS, f'{route.path}: no room entered LOADERS["{route.access.record}"]'


def test_each_page_of_allauth_that_is_reached_is_listed_with_a_reason() -> None:
    theirs = {route.name for route in routes() if route.view.__module__.startswith("allauth.")}

    assert theirs <= set(THIRD_PARTY)
    assert set(THIRD_PARTY) <= {route.name for route in routes()}


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [path("undeclared/", undeclared, name="account_login")]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_undeclared_is_refused_even_under_a_name_of_allauth() -> None:
    response = Client().get("/undeclared/")

    assert response.status_code == 403
    assert b"secret" not in response.content


def test_permissions_are_listed_alphabetically_and_each_has_a_role() -> None:
    assert [can.value for can in Can] == sorted(can.value for can in Can)
    assert {can for card in ROLE_CAN.values() for can in card.can} == set(Can)
    assert set(ROLE_CAN) == set(Role)


@dataclass(frozen=True, kw_only=True)
class Swept:
    """A clinic, another clinic, and the address of every guarded view with a real record of the first in it."""

    clinic: cast.Clinic
    elsewhere: cast.Clinic
    addresses: dict[str, str]


@pytest.fixture(scope="module")
def swept(kept_for_the_module: None) -> Swept:
    """Made once: each test takes back only what it did itself."""
    clinic, elsewhere = cast.a_clinic(), cast.another_clinic()
    return Swept(clinic=clinic, elsewhere=elsewhere, addresses={route.name: _where(route, clinic) for route in GUARDED})


@pytest.mark.django_db
class TestSweep:
    """Each guarded address, GET and POST."""

    @pytest.fixture(autouse=True)
    def _one_factor(self, settings: object) -> None:
        settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second factor has its own tests

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("route", GUARDED, ids=_id)
    def test_anonymous_is_sent_to_sign_in(self, route: Route, method: str) -> None:
        where = reverse(route.name, kwargs={name: SAMPLES.get(kind, uuid4()) for name, kind in route.arguments.items()})

        response = getattr(Client(), method)(where)

        assert response.status_code == 302
        assert response.headers["Location"].startswith("/sign-in/")

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("route", GUARDED, ids=_id)
    def test_the_wrong_role_is_refused_and_that_is_logged(self, route: Route, method: str, swept: Swept) -> None:
        assert route.access is not None
        wrong = [role for role in Role if route.access.can not in ROLE_CAN[role].can]
        refused = AccessLog.objects.filter(outcome__in=[Outcome.REFUSED, Outcome.NOT_FOUND])

        for role in wrong:
            actor = swept.clinic.in_role(role)
            response = getattr(cast.browser_of(actor), method)(swept.addresses[route.name])

            # To a patient, what is not theirs does not exist.
            allowed = {403, 404} if role is Role.PATIENT else {403}
            assert response.status_code in allowed, f"{route.where} let {actor.role_text} in"
            assert refused.filter(user_id=actor.user_id).exists(), f"{route.where}: not in the access log"

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("route", [route for route in GUARDED if route.access and route.access.record], ids=_id)
    def test_another_clinics_record_does_not_exist(self, route: Route, method: str, swept: Swept) -> None:
        actor = swept.elsewhere.in_role(_right_roles(route)[0])

        response = getattr(cast.browser_of(actor), method)(swept.addresses[route.name])

        assert response.status_code == 404, f"{route.where} showed another clinic's record"

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("route", GUARDED, ids=_id)
    def test_the_right_person_enters_and_is_logged(self, route: Route, method: str, swept: Swept) -> None:
        assert route.access is not None

        for role in _right_roles(route):
            actor = swept.clinic.in_role(role)
            response = getattr(cast.browser_of(actor), method)(swept.addresses[route.name])
            if response.status_code != 403:  # a form may ask for more than its page: then it is open to another of these roles
                break

        line = AccessLog.objects.filter(user_id=actor.user_id, method=method.upper()).exclude(outcome="signed in").first()
        assert line is not None, f"{route.where}: the visit is not in the access log"
        assert response.status_code != 403, f"{route.where} lets nobody in"
        assert response.status_code < 500
        others = set(route.arguments) - {route.access.argument}
        if all(_argument(route, name) for name in others):
            assert response.status_code != 404
        if route.access.record:
            assert line.record_kind == route.access.record


def _right_roles(route: Route) -> list[Role]:
    assert route.access is not None
    return [role for role in Role if route.access.can in ROLE_CAN[role].can]


def _where(route: Route, clinic: cast.Clinic) -> str:
    """The address with a real record in it."""
    assert route.access is not None
    given: dict[str, object] = {}
    for name, kind in route.arguments.items():
        if name == route.access.argument:
            assert route.access.record in cast.RECORDS, f'tests/cast.py: add RECORDS["{route.access.record}"]'
            given[name] = cast.RECORDS[route.access.record](clinic)
        elif make := _argument(route, name):
            given[name] = make(clinic)
        else:
            given[name] = SAMPLES.get(kind, uuid4())
    return reverse(route.name, kwargs=given)


def _argument(route: Route, name: str) -> Callable[[cast.Clinic], object] | None:
    """How this argument of the route comes to be, by the route's name with or without its room."""
    return cast.ARGUMENTS.get((route.name, name)) or cast.ARGUMENTS.get((route.name.rpartition(":")[2], name))
