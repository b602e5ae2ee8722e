"""Buttons pressed twice on the pages of people, whose forms carry no key."""

from datetime import date

import pytest

import cast
from kapstone.clinic.people import actions
from kapstone.clinic.people.models import Contact, Licence

pytestmark = pytest.mark.django_db


def test_the_same_contact_is_added_once() -> None:
    clinic = cast.a_clinic()

    for _ in range(2):
        actions.add_contact(patient=clinic.alma, name="Robin Vale", phone="212 555 0177", by=clinic.cato, at=cast.NOW)

    assert Contact.objects.filter(patient=clinic.alma).count() == 1


def test_the_same_licence_is_held_once() -> None:
    clinic = cast.a_clinic()
    mira = clinic.staff(clinic.mira)

    for _ in range(2):
        actions.add_licence(
            staff=mira, state="NJ", kind="RN", number="M-2", expires_on=date(2028, 1, 31), by=clinic.dara, at=cast.NOW
        )

    assert Licence.objects.filter(staff=mira, state="NJ").count() == 1
