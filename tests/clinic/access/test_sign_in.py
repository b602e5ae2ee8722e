"""Signing in: password, second step, recovery codes; nobody makes their own account; every attempt is in the log."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

import cast
from kapstone.clinic.access.models import AccessLog, Outcome, User
from kapstone.clinic.access.third_party import THIRD_PARTY
from kapstone.clinic.people import actions

pytestmark = pytest.mark.django_db
PASSWORD = "copper lantern meadow"


@pytest.fixture
def clinic(settings: object) -> cast.Clinic:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # quick
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    made = cast.a_clinic()
    for actor in (made.noor, made.alma_herself):
        user = User.objects.get(id=actor.user_id)
        user.set_password(PASSWORD)
        user.save()
    return made


def sign_in(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post("/sign-in/", {"login": email, "password": password})


def code_of(user_id: object) -> str:
    """What Noor's authenticator app shows now."""
    secret = Authenticator.objects.get(user_id=user_id, type="totp").wrap().instance.data["secret"]
    return code_for(secret)


def code_for(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


class TestPassword:
    def test_a_patient_signs_in_and_out_and_both_are_logged(self, clinic: cast.Clinic) -> None:
        client = Client()

        response = sign_in(client, "ALMA@harbour.example")
        client.post("/sign-in/out/")

        assert response.status_code == 302  # type: ignore[attr-defined]  # a test response
        lines = AccessLog.objects.filter(user_id=clinic.alma_herself.user_id).order_by("at")
        assert [line.outcome for line in lines] == [Outcome.SIGNED_IN, Outcome.SIGNED_OUT]
        assert {line.organisation_id for line in lines} == {clinic.organisation.id}

    def test_a_wrong_password_is_logged_without_what_was_typed(self, clinic: cast.Clinic) -> None:
        response = sign_in(Client(), "noor@harbour.example", "wrong")
        sign_in(Client(), "my password by mistake", "wrong")

        assert b"not correct" in response.content  # type: ignore[attr-defined]  # a test response
        lines = list(AccessLog.objects.filter(outcome=Outcome.SIGN_IN_FAILED).order_by("at"))
        assert lines[0].user_id == clinic.noor.user_id
        assert not any("mistake" in f"{line.user_name}{line.what}{line.view}" for line in lines)

    def test_many_wrong_passwords_are_slowed_down(self, clinic: cast.Clinic) -> None:
        client = Client()

        said = [sign_in(client, "noor@harbour.example", "wrong") for _ in range(12)]

        assert any(b"Too many" in each.content or each.status_code == 429 for each in said)  # type: ignore[attr-defined]

    def test_somebody_who_left_cannot_sign_in(self, clinic: cast.Clinic) -> None:
        actions.retire_staff(staff=clinic.staff(clinic.noor), by=clinic.dara, at=cast.NOW)
        client = Client()

        sign_in(client, "noor@harbour.example")

        assert "_auth_user_id" not in client.session

    def test_nobody_makes_their_own_account(self, clinic: cast.Clinic) -> None:
        before = User.objects.count()

        response = Client().post(
            "/sign-in/no-accounts/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
        )

        assert b"made by the clinic" in response.content
        assert User.objects.count() == before

    def test_a_person_without_a_password_sets_one_from_a_message(self, clinic: cast.Clinic) -> None:
        client = Client()

        sent = client.post("/sign-in/password/reset/", {"email": "sol@harbour.example"}, follow=True)
        link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
        assert link is not None
        form = client.get(link[1], follow=True)
        done = client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)

        assert b"Look at your messages" in sent.content
        assert b"Set your password" in form.content
        assert b"Your password is set" in done.content
        assert User.objects.get(id=clinic.sol.user_id).check_password(PASSWORD)

    def test_an_unknown_address_gets_the_same_answer(self, clinic: cast.Clinic) -> None:
        sent = Client().post("/sign-in/password/reset/", {"email": "nobody@example.org"}, follow=True)

        assert b"Look at your messages" in sent.content


class TestSecondStep:
    def test_staff_are_sent_to_add_one_and_patients_are_not(self, clinic: cast.Clinic, settings: object) -> None:
        settings.KAPSTONE_REQUIRE_TOTP = True  # type: ignore[attr-defined]  # pytest-django's settings

        browser = Client()
        browser.force_login(User.objects.get(id=clinic.dara.user_id))
        director = browser.get("/staff/")
        patient = cast.browser_of(clinic.alma_herself).get("/staff/")

        assert director.status_code == 302
        assert director.headers["Location"] == "/sign-in/second-factor/add/"
        assert patient.status_code == 403

    def test_noor_adds_it_and_signs_in_with_it(self, clinic: cast.Clinic) -> None:
        client = Client()
        sign_in(client, "noor@harbour.example")
        page = client.get("/sign-in/second-factor/add/")
        secret = re.search(rb"<code>([A-Z2-7]+)</code>", page.content)
        assert secret is not None

        client.post("/sign-in/second-factor/add/", {"code": code_for(secret[1].decode())})
        entered = client.get("/staff/")
        codes = client.get("/sign-in/recovery-codes/")
        client.post("/sign-in/out/")

        assert entered.status_code == 200
        assert len(re.findall(rb"<li><code>", codes.content)) == 10
        sign_in(client, "noor@harbour.example")
        assert "_auth_user_id" not in client.session  # the password alone is not enough
        code = re.search(rb"<li><code>(\w+)</code>", codes.content)
        assert code is not None
        client.post("/sign-in/code/", {"code": code[1].decode()})
        assert client.get("/staff/").status_code == 200

    def test_removing_it_brings_staff_back_to_adding_it(self, clinic: cast.Clinic) -> None:
        client = Client()
        sign_in(client, "noor@harbour.example")
        secret = re.search(rb"<code>([A-Z2-7]+)</code>", client.get("/sign-in/second-factor/add/").content)
        assert secret is not None
        client.post("/sign-in/second-factor/add/", {"code": code_for(secret[1].decode())})
        assert client.get("/staff/").status_code == 200

        client.post("/sign-in/second-factor/remove/")

        assert client.get("/staff/").status_code == 302


class TestDemonstration:
    def test_elsewhere_the_page_does_not_exist(self, clinic: cast.Clinic) -> None:
        assert Client().get("/sign-in/demo/").status_code == 404
        assert Client().post("/sign-in/demo/", {"person": str(clinic.noor.user_id)}).status_code == 404
        assert b"Look around as" not in Client().get("/sign-in/").content

    def test_one_click_signs_in_as_each_role(self, clinic: cast.Clinic, settings: object) -> None:
        settings.KAPSTONE_DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings

        page = Client().get("/sign-in/").content.decode()
        people = re.findall(r'name="person" value="([^"]+)"', page)

        assert len(people) == 6
        for person in people:
            client = Client()
            assert client.post("/sign-in/demo/", {"person": person, "next": "/staff/"}).headers["Location"] == "/staff/"
            assert client.session["_auth_user_id"]

    def test_only_the_people_listed_and_only_pages_of_this_site(self, clinic: cast.Clinic, settings: object) -> None:
        settings.KAPSTONE_DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings
        two_roles = cast.ines(cast.another_clinic())

        refused = Client().post("/sign-in/demo/", {"person": str(two_roles.user_id)})
        away = Client().post("/sign-in/demo/", {"person": str(clinic.noor.user_id), "next": "https://elsewhere.example/"})

        assert refused.status_code == 422
        assert away.headers["Location"] == "/"


def test_every_page_of_allauth_wears_our_look(clinic: cast.Clinic) -> None:
    client = Client()
    sign_in(client, "noor@harbour.example")
    secret = re.search(rb"<code>([A-Z2-7]+)</code>", client.get("/sign-in/second-factor/add/").content)
    assert secret is not None
    client.post("/sign-in/second-factor/add/", {"code": code_for(secret[1].decode())})
    from django.urls import reverse

    for name in sorted(set(THIRD_PARTY) - {"account_reset_password_from_key", "mfa_download_recovery_codes"}):
        for browser in (client, Client()):
            page = browser.get(reverse(name), follow=True)
            assert page.status_code in {200, 404}, name
            assert b'id="main"' in page.content, name
