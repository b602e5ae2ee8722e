"""The page of a patient's details keeps what was entered, and lets nobody overwrite unseen."""

import pytest
from django.test import Client

import cast
from kapstone.clinic.people import queries
from kapstone.clinic.people.patients import CORRECTABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(settings: object) -> cast.Clinic:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second step has its own tests
    return cast.a_clinic()


@pytest.fixture
def cato(clinic: cast.Clinic) -> Client:
    return cast.browser_of(clinic.cato)


def sent(clinic: cast.Clinic, **changes: object) -> dict[str, object]:
    now = {name: getattr(clinic.alma, name) for name in CORRECTABLE}
    return now | {"act": "details", "seen": clinic.alma.revision} | changes


def test_details_are_corrected(clinic: cast.Clinic, cato: Client) -> None:
    here = f"/patients/{clinic.alma.id}/details/"

    response = cato.post(here, sent(clinic, preferred_name="Al"), follow=True)

    assert b"The details are recorded" in response.content
    assert queries.patient(clinic.alma.id).called == "Al"


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"birth_date": "2031-01-01"}, "in the future"),
        ({"birth_date": "24.13.1984"}, "Enter a date"),
        ({"phone": "none"}, "telephone number in digits"),
        ({"name": ""}, "Enter the patient&#x27;s name"),
    ],
)
def test_a_mistake_comes_back_with_what_was_entered(
    clinic: cast.Clinic, cato: Client, wrong: dict[str, object], said: str
) -> None:
    response = cato.post(f"/patients/{clinic.alma.id}/details/", sent(clinic, address="12 Elm Street", **wrong))

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "12 Elm Street" in response.content.decode()
    assert queries.patient(clinic.alma.id).revision == 1


def test_an_old_form_changes_nothing_and_shows_what_was_entered(clinic: cast.Clinic, cato: Client) -> None:
    here = f"/patients/{clinic.alma.id}/details/"
    cato.post(here, sent(clinic, phone="212 555 0199"))

    response = cato.post(here, sent(clinic, phone="212 555 0111"))

    assert response.status_code == 409
    assert "212 555 0111" in response.content.decode()
    assert queries.patient(clinic.alma.id).phone == "212 555 0199"


def test_contacts_come_and_go(clinic: cast.Clinic, cato: Client) -> None:
    here = f"/patients/{clinic.alma.id}/details/"

    refused = cato.post(here, {"act": "contact", "contact-name": "Rosa Reyes", "contact-is_emergency": "on"})
    added = cato.post(here, {"act": "contact", "contact-name": "Rosa Reyes", "contact-phone": "212 555 0100"}, follow=True)
    (rosa,) = queries.contacts_of(clinic.alma.id)
    unknown = cato.post(here, {"act": "remove_contact", "contact": "nobody"})
    removed = cato.post(here, {"act": "remove_contact", "contact": str(rosa.id)}, follow=True)

    assert refused.status_code == 422
    assert b"Rosa Reyes is recorded" in added.content
    assert unknown.status_code == 404
    assert b"no longer a contact" in removed.content


def test_a_patient_is_let_in(clinic: cast.Clinic, cato: Client) -> None:
    from datetime import date

    from kapstone.clinic.people import actions

    bela = actions.register_patient(
        organisation=clinic.organisation, name="Bela Novak", birth_date=date(1990, 1, 1), by=clinic.cato, at=cast.NOW
    )
    here = f"/patients/{bela.id}/details/"

    taken = cato.post(here, {"act": "portal", "portal-email": "alma@harbour.example"})
    given = cato.post(here, {"act": "portal", "portal-email": "bela@example.org"}, follow=True)

    assert taken.status_code == 422
    assert b"Bela Novak signs in with bela@example.org" in given.content
