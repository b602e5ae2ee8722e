"""The door: signed out, without a place, in the wrong role, in the wrong clinic; and the log of who looked."""

from uuid import uuid4

import pytest
from django.test import Client

import cast
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import ROLE_CAN, Can, Role
from kapstone.clinic.access.models import AccessLog, Outcome, User
from kapstone.clinic.access.queries import access_log_of, user_by_email, user_named
from kapstone.clinic.people import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(settings: object) -> cast.Clinic:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second step has its own tests
    return cast.a_clinic()


def test_after_signing_in_one_comes_back_to_the_page(clinic: cast.Clinic) -> None:
    response = Client().get("/staff/?page=2")

    assert response.headers["Location"] == "/sign-in/?next=%2Fstaff%2F%3Fpage%3D2"


def test_a_script_is_told_that_the_session_ended(clinic: cast.Clinic) -> None:
    response = Client().get("/staff/", headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/sign-in/"


def test_a_person_without_a_place_in_a_clinic_is_refused_and_logged(clinic: cast.Clinic) -> None:
    stranger = User.objects.create_user("stranger@example.org", name="Stranger")
    client = Client()
    client.force_login(stranger)

    response = client.get("/staff/")

    assert response.status_code == 403
    assert b"no place in a clinic" in response.content
    line = AccessLog.objects.filter(outcome=Outcome.REFUSED).get()
    assert (line.user_id, line.user_name, line.organisation_id) == (stranger.id, "Stranger", None)


def test_a_refused_visit_names_page_and_record(clinic: cast.Clinic) -> None:
    noor = clinic.staff(clinic.noor)

    response = cast.browser_of(clinic.sol).get(f"/staff/{noor.id}/")

    line = AccessLog.objects.filter(outcome=Outcome.REFUSED).get()
    assert response.status_code == 403
    assert b"Your role does not include this" in response.content
    assert (line.user_id, line.record_kind, line.record_id) == (clinic.sol.user_id, "staff", noor.id)
    assert line.view == "kapstone.clinic.people.views.staff_member"
    assert line.user_roles == "psychotherapist"


def test_what_does_not_exist_looks_like_what_is_elsewhere(clinic: cast.Clinic) -> None:
    other = cast.another_clinic()
    dara = cast.browser_of(clinic.dara)

    elsewhere = dara.get(f"/staff/{other.staff(other.noor).id}/")
    nowhere = dara.get(f"/staff/{uuid4()}/")

    assert elsewhere.status_code == nowhere.status_code == 404
    assert elsewhere.content == nowhere.content
    assert AccessLog.objects.filter(outcome=Outcome.NOT_FOUND).count() == 2


def test_the_patient_sees_who_looked_newest_first(clinic: cast.Clinic) -> None:
    cast.a_visit(clinic)
    latest = cast.a_visit(clinic)

    found = access_log_of(clinic.alma.id)

    assert found.count() == 2
    assert found[0] == latest
    assert not access_log_of(uuid4()).exists()


def test_the_look_has_a_name_people_understand(clinic: cast.Clinic) -> None:
    cast.browser_of(clinic.dara).get("/staff/")

    assert AccessLog.objects.get(user_id=clinic.dara.user_id, outcome=Outcome.ENTERED).what == "The list of staff and licences"


def test_a_clinic_sees_only_its_own_visits(clinic: cast.Clinic) -> None:
    cast.a_visit(cast.another_clinic())

    page = cast.browser_of(clinic.dara).get("/audit/visits/")

    assert page.context["page"].paginator.count == 1
    assert b"Dara Okafor" in page.content


class TestStaffPages:
    def test_the_director_adds_a_person_and_a_licence_and_changes_roles(self, clinic: cast.Clinic) -> None:
        dara = cast.browser_of(clinic.dara)

        added = dara.post("/staff/new/", {"name": "Ada Obi", "email": "ada@harbour.example", "roles": ["monitor"]}, follow=True)
        here = added.request["PATH_INFO"]
        licence = {
            "act": "licence",
            "licence-state": "NY",
            "licence-kind": "RN",
            "licence-number": "7",
            "licence-expires_on": "2028-01-31",
        }
        licensed = dara.post(here, licence, follow=True)
        changed = dara.post(here, {"act": "roles", "roles-roles": ["monitor", "coordinator"]}, follow=True)
        audit = dara.get("/audit/")

        assert b"Ada Obi was added" in added.content
        assert b"RN NY, number 7" in licensed.content
        assert b"The roles of Ada Obi are recorded" in changed.content
        for said in (b"Added Ada Obi to the staff", b"from monitor to coordinator, monitor", b"The chain is whole"):
            assert said in audit.content

    @pytest.mark.parametrize(
        "wrong, said",
        [
            ({"email": "noor@harbour.example"}, "already signs in"),
            ({"email": "noor"}, "email address"),
            ({"npi": "123"}, "not an NPI"),
            ({"roles": []}, "at least one role"),
            ({"roles": ["patient"]}, "patient"),
        ],
    )
    def test_a_mistake_comes_back_with_what_was_entered(self, clinic: cast.Clinic, wrong: dict[str, object], said: str) -> None:
        sent = {"name": "Ada Obi", "email": "ada@harbour.example", "roles": ["monitor"]} | wrong

        response = cast.browser_of(clinic.dara).post("/staff/new/", sent)

        assert response.status_code == 422
        assert said in response.content.decode()
        assert "Ada Obi" in response.content.decode()

    def test_the_last_director_stays(self, clinic: cast.Clinic) -> None:
        dara = cast.browser_of(clinic.dara)
        here = f"/staff/{clinic.staff(clinic.dara).id}/"

        demoted = dara.post(here, {"act": "roles", "roles-roles": ["coordinator"]})
        retired = dara.post(here, {"act": "retire"})

        assert demoted.status_code == 422
        assert retired.status_code == 409
        assert b"only programme director" in demoted.content
        assert b"only programme director" in retired.content

    def test_an_expired_licence_stands_out(self, clinic: cast.Clinic) -> None:
        from datetime import date

        actions.add_licence(
            staff=clinic.staff(clinic.mira),
            state="NJ",
            kind="RN",
            number="1",
            expires_on=date(2020, 1, 1),
            by=clinic.dara,
            at=cast.NOW,
        )

        assert b"expired 1 Jan 2020" in cast.browser_of(clinic.noor).get("/staff/").content


def test_who_may_what() -> None:
    def actor(*roles: Role) -> Actor:
        return Actor(user_id=uuid4(), name="X", organisation_id=uuid4(), roles=frozenset(roles))

    both = actor(Role.DIRECTOR, Role.THERAPIST)

    assert both.can(Can.SEE_AUDIT)
    assert both.can(Can.WRITE_SEALED_NOTES)
    assert both.role_text == "programme director, psychotherapist"
    assert not actor(Role.DIRECTOR).can(Can.ORDER_DOSE)
    assert {role for role in Role if Can.DECIDE_ELIGIBILITY in ROLE_CAN[role].can} == {Role.PRESCRIBER}
    assert {role for role in Role if Can.WRITE_SEALED_NOTES in ROLE_CAN[role].can} == {Role.THERAPIST}
    assert all(Can.SIGN_IN in card.can for card in ROLE_CAN.values())
    assert actor(Role.PATIENT).can(Can.USE_PORTAL)
    assert not any(Can.USE_PORTAL in ROLE_CAN[role].can for role in Role if role is not Role.PATIENT)


def test_people_are_found_by_address_and_id(clinic: cast.Clinic) -> None:
    noor = user_by_email(" NOOR@harbour.example ")

    assert noor is not None
    assert user_named(noor.id) == noor
    assert user_by_email("nobody@harbour.example") is None
