"""The only writers of enquiries: receive, answer, decline, and convert into a patient's episode of care."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from kapstone.chain import canonical
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.enquiries.deadlines import respond_by
from kapstone.clinic.enquiries.errors import (
    AlreadyClosed,
    AlreadyInCare,
    NotAnAdult,
    NotLicensedThere,
    NoWords,
    ProbablyKnown,
    TooManyEnquiries,
)
from kapstone.clinic.enquiries.models import Enquiry, Status
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import episodes_of_patient
from kapstone.clinic.people import actions as people
from kapstone.clinic.people.models import Organisation, Patient
from kapstone.clinic.people.queries import licensed_in, organisation_of, patient_for, probably_the_same
from kapstone.facts import EnquiryReceived, IdentityVerified, PersonDescribed, Sex
from kapstone.pathway import Stage
from kapstone.protocols import Protocol

__all__ = ["Person", "answer", "convert", "decline", "receive"]

ADULT_FROM_YEARS = 18
PUBLIC_PER_HOUR = 120
"""So many from the public page in an hour are no enquiries any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who the enquirer turned out to be, as the coordinator checked it."""

    name: str
    birth_date: date
    sex_at_birth: str
    residence_state: str
    preferred_name: str = ""
    pronouns: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def receive(
    *,
    organisation: Organisation,
    name: str,
    contact: str,
    at: datetime,
    by: Actor | None = None,
    reach: str = "",
    residence_state: str = "",
    source: str = "",
    hopes: str = "",
    key: UUID | None = None,
) -> Enquiry:
    """Take in an enquiry. The same words under the same `key` are one enquiry, however often the form is sent; other words
    under it are another one, so that nothing is lost by going back and writing more. `by` is None on the public page.
    """
    said = {
        "name": " ".join(name.split()), "contact": " ".join(contact.split()), "reach": " ".join(reach.split()),
        "residence_state": residence_state, "source": source.strip(), "hopes": hopes.strip(),
    }  # fmt: skip
    enquiry_id = uuid5(key, canonical([str(organisation.id), said])) if key else uuid4()
    Organisation.objects.select_for_update().get(id=organisation.id)
    if (earlier := Enquiry.objects.filter(id=enquiry_id).first()) is not None:
        return earlier
    if by is None and _too_many(organisation.id, at):
        raise TooManyEnquiries
    return Enquiry.objects.create(
        id=enquiry_id,
        organisation=organisation,
        **said,
        received_at=at,
        respond_by=respond_by(at, organisation.zone),
        entered_by_id=by.user_id if by else None,
    )


@transaction.atomic
def answer(*, enquiry: Enquiry, by: Actor, at: datetime, what: str) -> Enquiry:
    """Note that the person was answered, and what was said. A second answer takes the first one's place only in time order: both stay readable."""
    locked = _locked(enquiry)
    if not what.strip():
        raise NoWords("what", "Say in a sentence what you told them or agreed.")
    if locked.answer.endswith(what.strip()):
        return locked
    if locked.answered_at is None:
        locked.answered_at, locked.answered_by_id = at, by.user_id
    locked.answer = "\n".join(part for part in (locked.answer, what.strip()) if part)
    locked.status = Status.ANSWERED
    locked.save(update_fields=["answered_at", "answered_by", "answer", "status"])
    return locked


@transaction.atomic
def decline(*, enquiry: Enquiry, by: Actor, at: datetime, reason: str) -> Enquiry:
    """Close the enquiry with a reason, which says where the person was sent instead."""
    if not reason.strip():
        raise NoWords("reason", "Say why, and where the person was told to turn instead.")
    locked = Enquiry.objects.select_for_update().get(id=enquiry.id)
    if locked.status == Status.DECLINED and locked.decline_reason == reason.strip():
        return locked
    _check_open(locked)
    locked.status, locked.decline_reason = Status.DECLINED, reason.strip()
    locked.closed_at, locked.closed_by_id = at, by.user_id
    locked.save(update_fields=["status", "decline_reason", "closed_at", "closed_by"])
    return locked


@transaction.atomic
def convert(
    *,
    enquiry: Enquiry,
    person: Person,
    identity_method: str,
    protocol: Protocol,
    by: Actor,
    at: datetime,
    existing: UUID | None = None,
    is_confirmed_new: bool = False,
) -> Episode:
    """Register the person, or take the `existing` patient, and open their episode with its first three facts. Twice is once.

    Refused for somebody under age, for a state no prescriber here is licensed in, and while a probable second record has not been looked at.
    """
    locked = Enquiry.objects.select_for_update().get(id=enquiry.id)
    if locked.episode_id is not None:
        return Episode.objects.select_related("patient", "organisation").get(id=locked.episode_id)
    _check_open(locked)
    organisation = organisation_of(by.organisation_id)
    today = at.astimezone(ZoneInfo(organisation.zone)).date()
    _check_adult(person.birth_date, today)
    _check_licensed(organisation.id, person.residence_state, today)
    patient = (
        _known(by, existing)
        if existing
        else _registered(locked, organisation, person, by, at, is_confirmed_new=is_confirmed_new)
    )
    episode = episodes.open_episode(
        patient=patient,
        protocol=protocol,
        facts=(
            EnquiryReceived(source=locked.source or "not said", hopes=locked.hopes),
            IdentityVerified(method=identity_method),
            PersonDescribed(
                birth_date=patient.birth_date, sex_at_birth=_sex(person.sex_at_birth), residence_state=person.residence_state
            ),
        ),
        by=by,
        at=at,
        key=uuid5(locked.id, "episode"),
    )
    if locked.answered_at is None:
        locked.answered_at, locked.answered_by_id = at, by.user_id
    locked.status, locked.episode = Status.CONVERTED, episode
    locked.closed_at, locked.closed_by_id = at, by.user_id
    locked.save(update_fields=["status", "episode", "closed_at", "closed_by", "answered_at", "answered_by"])
    return episode


def _registered(
    enquiry: Enquiry, organisation: Organisation, person: Person, by: Actor, at: datetime, *, is_confirmed_new: bool
) -> Patient:
    if not is_confirmed_new:
        known = probably_the_same(organisation.id, name=person.name, birth_date=person.birth_date)
        if known:
            raise ProbablyKnown(known)
    return people.register_patient(
        organisation=organisation,
        name=person.name,
        preferred_name=person.preferred_name,
        pronouns=person.pronouns,
        birth_date=person.birth_date,
        sex_at_birth=person.sex_at_birth,
        email=person.email,
        phone=person.phone,
        state=person.residence_state,
        is_confirmed_new=True,
        by=by,
        at=at,
        key=uuid5(enquiry.id, "patient"),
    )


def _known(by: Actor, patient_id: UUID) -> Patient:
    patient = patient_for(by, patient_id)
    if patient is None:
        raise NoWords("patient", "That record is not one of this clinic's patients. Choose again.")
    if episodes_of_patient(patient.id).exclude(stage=Stage.CLOSED.value).exists():
        raise AlreadyInCare(patient.name)
    return patient


def _locked(enquiry: Enquiry) -> Enquiry:
    locked = Enquiry.objects.select_for_update().get(id=enquiry.id)
    _check_open(locked)
    return locked


def _check_open(enquiry: Enquiry) -> None:
    if not enquiry.is_open:
        raise AlreadyClosed(enquiry.get_status_display().lower())


def _check_adult(birth_date: date, today: date) -> None:
    age = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    if 0 <= age < ADULT_FROM_YEARS:
        raise NotAnAdult(age)


def _check_licensed(organisation_id: UUID, state: str, today: date) -> None:
    if not licensed_in(organisation_id, state, today).filter(roles__contains=[Role.PRESCRIBER.value]).exists():
        raise NotLicensedThere(state)


def _too_many(organisation_id: UUID, at: datetime) -> bool:
    hour_ago = at.replace(minute=0, second=0, microsecond=0)
    return (
        Enquiry.objects.filter(organisation_id=organisation_id, entered_by=None, received_at__gte=hour_ago).count()
        >= PUBLIC_PER_HOUR
    )


def _sex(recorded: str) -> Sex:
    return Sex(recorded) if recorded in {Sex.FEMALE.value, Sex.MALE.value} else Sex.OTHER
