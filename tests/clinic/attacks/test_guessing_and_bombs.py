"""Codes cannot be guessed in a row, the second step cannot be walked around, and no file brings the reader down."""

import json

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

import cast
from kapstone import fhir
from kapstone.clinic.access.models import User
from kapstone.clinic.interop import actions as interop
from kapstone.clinic.interop.errors import BrokenFile
from kapstone.clinic.people.models import Patient
from kapstone.protocols import all_protocols

PASSWORD = "a long walk by the harbour"
PATIENT = {
    "resourceType": "Patient",
    "id": "bela",
    "name": [{"text": "Bela Vale"}],
    "birthDate": "1990-05-17",
    "gender": "female",
}


@pytest.fixture
def noor(settings: object) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # quick
    cache.clear()
    user = User.objects.get(id=cast.a_clinic().noor.user_id)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.django_db
class TestTheSecondStep:
    def test_codes_are_not_guessed_one_after_the_other(self, noor: User) -> None:
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(noor, secret)
        client = Client()
        client.post("/sign-in/", {"login": noor.email, "password": PASSWORD})
        right = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
        wrong = "000000" if right != "000000" else "111111"

        for _ in range(12):
            client.post("/sign-in/code/", {"code": wrong})
        client.post("/sign-in/code/", {"code": right})

        assert "_auth_user_id" not in client.session  # even the right one has to wait now

    @pytest.mark.parametrize("where", ["/worklist/", "/staff/", "/patients/", "/import/"])
    def test_the_password_alone_opens_no_page(self, noor: User, where: str) -> None:
        totp.TOTP.activate(noor, totp.generate_totp_secret())
        client = Client()

        client.post("/sign-in/", {"login": noor.email, "password": PASSWORD})

        assert client.get(where).headers["Location"].startswith("/sign-in/")
        client.get("/sign-in/second-factor/add/")
        client.post("/sign-in/second-factor/remove/", {})
        assert client.get(where).headers["Location"].startswith("/sign-in/")


BOMBS = {
    "a deep list": "[" * 100_000,
    "a deep object": '{"a":' * 100_000,
    "a long number": '{"resourceType": "Patient", "n": ' + "9" * 10_000 + "}",
    "a number that is none": '{"resourceType": "Patient", "n": NaN}',
    "infinity": '{"resourceType": "Patient", "n": 1e999}',
    "a NUL": json.dumps({**PATIENT, "name": [{"text": "Be\0la"}]}),
    "half a character": json.dumps({**PATIENT, "name": [{"text": "Be\ud800la"}]}),
    "a NUL in a name": json.dumps({**PATIENT, "x\0": 1}),
    "the first year": json.dumps({**PATIENT, "birthDate": "0001-01-01"}),
    "the last year": json.dumps({**PATIENT, "birthDate": "9999-12-31"}),
    "deep inside": json.dumps({**PATIENT, "x": json.loads("[" * 200 + "]" * 200)}),
    "the last moment": json.dumps(PATIENT)
    + "\n"
    + json.dumps(
        {
            "resourceType": "Observation", "id": "w", "status": "final", "subject": {"reference": "Patient/bela"},
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
            "effectiveDateTime": "9999-12-31T23:59:59-12:00", "valueQuantity": {"value": 70, "unit": "kg", "code": "kg"},
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(fhir.Broken) as refused:
        fhir.read(BOMBS[name], today=cast.NOW.date())

    assert refused.value.place
    assert len(refused.value.place) < 300


@pytest.mark.django_db
def test_nothing_of_a_refused_file_is_kept() -> None:
    clinic = cast.a_clinic()
    before = Patient.objects.count()

    with pytest.raises(BrokenFile):
        interop.import_file(
            text=BOMBS["the last moment"], protocol=all_protocols()["iv-trd-induction"], by=clinic.cato, at=cast.NOW
        )

    assert Patient.objects.count() == before
