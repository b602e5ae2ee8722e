"""Patients and the people who stand by them: registering, correcting, giving a portal. Reached through `actions`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.models import User
from kapstone.clinic.journal.actions import Author, Via
from kapstone.clinic.journal.queries import keyed
from kapstone.clinic.people import plausible
from kapstone.clinic.people.errors import AlreadyKnown, NotPlausible, ProbablyTheSame
from kapstone.clinic.people.models import Contact, Organisation, Patient, Sex
from kapstone.clinic.people.names import normalised
from kapstone.clinic.people.queries import probably_the_same
from kapstone.clinic.people.told import tell, unique
from kapstone.clinic.web.errors import Stale

__all__ = ["CORRECTABLE", "add_contact", "correct_patient", "give_portal", "register_patient", "remove_contact"]

CORRECTABLE = (
    "name", "preferred_name", "pronouns", "birth_date", "sex_at_birth", "email", "phone", "state", "address", "identifier",
)  # fmt: skip
"""What of a patient can be corrected."""


@transaction.atomic
def register_patient(
    *,
    organisation: Organisation,
    name: str,
    birth_date: date,
    by: Actor | Author,
    at: datetime,
    preferred_name: str = "",
    pronouns: str = "",
    sex_at_birth: str = Sex.UNKNOWN,
    email: str = "",
    phone: str = "",
    state: str = "",
    address: str = "",
    identifier: str = "",
    is_confirmed_new: bool = False,
    via: str = Via.SCREEN,
    key: UUID | None = None,
) -> Patient:
    """A new patient with a record number of their own.

    Raises ProbablyTheSame when somebody born that day has a similar name, until it is confirmed that this is another person.
    The same `key` again returns the patient registered the first time.
    """
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    if key is not None and (line := keyed(organisation.id, key)) is not None:
        return Patient.objects.get(id=line.body["patient"])
    given = _checked(
        {
            "name": name, "preferred_name": preferred_name, "pronouns": pronouns, "birth_date": birth_date,
            "sex_at_birth": sex_at_birth, "email": email, "phone": phone, "state": state, "address": address,
            "identifier": identifier or _next_identifier(organisation),
        },
        at=at,
        zone=organisation.zone,
    )  # fmt: skip
    if not is_confirmed_new:
        candidates = probably_the_same(organisation.id, name=given["name"], birth_date=given["birth_date"])
        if candidates:
            raise ProbablyTheSame(candidates)
    author = by.author if isinstance(by, Actor) else by
    patient = Patient(organisation=organisation, created_at=at, created_by=author.id, **given)
    patient.sort_name = _sort_name(patient)
    with unique(AlreadyKnown("Another patient has this record number.", field="identifier")):
        patient.save(force_insert=True)
    body = {"patient": patient.id, **given, "is_confirmed_new": is_confirmed_new}
    tell(organisation.id, "PatientRegistered", body, by=by, at=at, via=via, key=key)
    return patient


@transaction.atomic
def correct_patient(
    *,
    patient: Patient,
    changes: Mapping[str, Any],  # Any: a text, or a date for the birth date
    by: Actor | Author,
    at: datetime,
    seen: int | None = None,
    via: str = Via.SCREEN,
) -> Patient:
    """Put right what is known of a patient. What was known before stays in the chain.

    `seen` is the revision the form showed; if somebody corrected the patient since, this raises Stale and changes nothing.
    """
    unknown = set(changes) - set(CORRECTABLE)
    assert not unknown, f"{sorted(unknown)} cannot be corrected"
    patient = Patient.objects.select_for_update(of=("self",)).select_related("organisation").get(id=patient.id)
    if seen is not None and seen != patient.revision:
        raise Stale("Somebody else changed this patient's details after you opened the page. Nothing of yours was recorded.")
    before = {field: getattr(patient, field) for field in CORRECTABLE}
    after = _checked(before | dict(changes), at=at, zone=patient.organisation.zone)
    changed = {field: [before[field], after[field]] for field in CORRECTABLE if before[field] != after[field]}
    if not changed:
        return patient
    for field in changed:
        setattr(patient, field, after[field])
    patient.sort_name = _sort_name(patient)
    patient.revision += 1
    with unique(AlreadyKnown("Another patient has this record number.", field="identifier")):
        patient.save(update_fields=[*changed, "sort_name", "revision"])
    if patient.user_id and {"name", "preferred_name"} & set(changed):
        User.objects.filter(id=patient.user_id).update(name=patient.called)
    tell(patient.organisation_id, "PatientCorrected", {"patient": patient.id, "changed": changed}, by=by, at=at, via=via)
    return patient


@transaction.atomic
def give_portal(*, patient: Patient, by: Actor | Author, at: datetime, email: str = "", password: str | None = None) -> User:
    """Let a patient sign in. Without a password they set one through the page for forgotten passwords."""
    patient = Patient.objects.select_for_update(of=("self",)).get(id=patient.id)
    if patient.user is not None:
        return patient.user
    address = plausible.email(email or patient.email, is_needed=True)
    with unique(AlreadyKnown("Somebody already signs in with this email address.", field="email")):
        user = User.objects.create_user(address, password, name=patient.called, date_joined=at)
    patient.user = user
    patient.save(update_fields=["user"])
    tell(patient.organisation_id, "PortalGiven", {"patient": patient.id, "user": user.id}, by=by, at=at)
    return user


@transaction.atomic
def add_contact(
    *,
    patient: Patient,
    name: str,
    by: Actor | Author,
    at: datetime,
    relationship: str = "",
    phone: str = "",
    is_escort: bool = False,
    is_emergency: bool = False,
    via: str = Via.SCREEN,
) -> Contact:
    """Somebody who stands by the patient; the same entry sent twice is one. An emergency contact without a telephone number is no use."""
    number = plausible.phone(phone)
    if is_emergency and not number:
        raise NotPlausible("Enter the telephone number of the emergency contact.", field="phone")
    given = {
        "name": plausible.name(name),
        "relationship": " ".join(relationship.split())[:100],
        "phone": number,
        "is_escort": is_escort,
        "is_emergency": is_emergency,
    }
    known = Contact.objects.filter(patient=patient, is_active=True, **given).first()
    if known is not None:
        return known
    contact = Contact.objects.create(patient=patient, **given)
    body = {"patient": patient.id, "contact": contact.id, **given}
    tell(patient.organisation_id, "ContactAdded", body, by=by, at=at, via=via)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, by: Actor | Author, at: datetime) -> Contact:
    """Somebody is no longer to be called; who they were stays known."""
    contact.is_active = False
    contact.save(update_fields=["is_active"])
    body = {"patient": contact.patient_id, "contact": contact.id}
    tell(contact.patient.organisation_id, "ContactRemoved", body, by=by, at=at)
    return contact


def _checked(given: Mapping[str, Any], *, at: datetime, zone: str) -> dict[str, Any]:  # Any: a text, or a date
    """Every field as it will be stored, or a refusal that names the first one that cannot be right."""
    if given["sex_at_birth"] not in Sex.values:
        raise NotPlausible("Choose the sex recorded at birth, or that it is not known.", field="sex_at_birth")
    if not str(given["identifier"]).strip():
        raise NotPlausible("Enter the record number.", field="identifier")
    for field, most in (("preferred_name", 100), ("pronouns", 40), ("identifier", 40), ("address", 1000)):
        if len(str(given[field]).strip()) > most:
            raise NotPlausible(f"At most {most} characters fit here.", field=field)
    return {
        "name": plausible.name(given["name"]),
        "preferred_name": " ".join(str(given["preferred_name"]).split()),
        "pronouns": " ".join(str(given["pronouns"]).split()),
        "birth_date": plausible.birth_date(given["birth_date"], today=at.astimezone(ZoneInfo(zone)).date()),
        "sex_at_birth": str(given["sex_at_birth"]),
        "email": plausible.email(given["email"]),
        "phone": plausible.phone(given["phone"]),
        "state": plausible.state(given["state"]),
        "address": str(given["address"]).strip(),
        "identifier": str(given["identifier"]).strip(),
    }


def _next_identifier(organisation: Organisation) -> str:
    """The next free record number; the organisation's row is locked, so no two patients get the same."""
    number = Patient.objects.filter(organisation=organisation).count() + 1
    while Patient.objects.filter(organisation=organisation, identifier=f"K{number:06}").exists():
        number += 1
    return f"K{number:06}"


def _sort_name(patient: Patient) -> str:
    return normalised(f"{patient.name} {patient.preferred_name}")[:400]
