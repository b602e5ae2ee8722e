"""Who is who: the people of a clinic, as its other rooms and the door of access ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kapstone.clinic.access.actor import Actor, DemoPerson
from kapstone.clinic.access.capabilities import Can, Role
from kapstone.clinic.access.models import User
from kapstone.clinic.people import clinic_settings
from kapstone.clinic.people.clinic_settings import ClinicSettings, read
from kapstone.clinic.people.models import Contact, Licence, Organisation, Patient, Room, Site, Staff
from kapstone.clinic.people.names import alike, normalised
from kapstone.clinic.people.programmes import PINNED

__all__ = [
    "PINNED",
    "ClinicSettings",
    "LicenceLine",
    "actor_of",
    "contact_of",
    "contacts_of",
    "default_settings",
    "demo_people",
    "has_licence",
    "is_crisis_confirmed",
    "is_known_email",
    "licences_of",
    "licensed_in",
    "organisation_of",
    "organisations",
    "patient",
    "patient_for",
    "patient_search",
    "patients_of",
    "places_of",
    "probably_the_same",
    "rooms_of",
    "settings_of",
    "site_for",
    "sites_of",
    "staff_for",
    "staff_named",
    "staff_of",
    "staff_with_role",
]


def actor_of(user_id: UUID) -> Actor | None:
    """Who this user is in their clinic; None for somebody who has no place in one (any more). One or two queries."""
    staff = Staff.objects.select_related("user", "organisation").filter(user_id=user_id, is_active=True).first()
    if staff is not None and staff.user.is_active:
        return _actor(staff.user_id, staff.user.name, staff.organisation, {Role(role) for role in staff.roles}, None)
    known = Patient.objects.select_related("user", "organisation").filter(user_id=user_id).first()
    if known is not None and known.user is not None and known.user.is_active:
        return _actor(known.user.id, known.called, known.organisation, {Role.PATIENT}, known.id)
    return None


def patient_for(actor: Actor, patient_id: UUID) -> Patient | None:
    """The patient, if this person may know that they exist: staff of the same clinic, or the patient."""
    found = Patient.objects.filter(id=patient_id, organisation_id=actor.organisation_id)
    return found.first() if actor.is_staff or actor.patient_id == patient_id else None


def staff_for(actor: Actor, staff_id: UUID) -> Staff | None:
    """Somebody who works in this person's clinic."""
    if not actor.is_staff:
        return None
    return Staff.objects.select_related("user").filter(id=staff_id, organisation_id=actor.organisation_id).first()


def patient(patient_id: UUID) -> Patient:
    """The patient with this id; it exists, because an episode or a journal line names it."""
    return Patient.objects.get(id=patient_id)


def patients_of(organisation_id: UUID) -> QuerySet[Patient]:
    """All patients of a clinic, by name."""
    return Patient.objects.filter(organisation_id=organisation_id)


def patient_search(actor: Actor, text: str) -> QuerySet[Patient]:
    """Patients of this person's clinic whose name, preferred name or record number begins with each of these words."""
    found = patients_of(actor.organisation_id)
    words = normalised(text).split()
    if not words or not actor.is_staff:
        return found.none()
    for word in words:
        found = found.filter(
            Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}") | Q(identifier__istartswith=word)
        )
    return found


def probably_the_same(organisation_id: UUID, *, name: str, birth_date: date, but: UUID | None = None) -> list[Patient]:
    """Patients born on the same day with a similar name: probably the same person, entered before."""
    sought = normalised(name)
    born = Patient.objects.filter(organisation_id=organisation_id, birth_date=birth_date)
    return [each for each in born if each.id != but and (alike(sought, normalised(each.name)) or alike(sought, each.sort_name))]


def contact_of(patient_id: UUID, contact_id: UUID) -> Contact | None:
    """One of the people who stand by this patient."""
    return contacts_of(patient_id).filter(id=contact_id).first()


def contacts_of(patient_id: UUID) -> QuerySet[Contact]:
    """The people who stand by a patient, emergency contacts first."""
    return Contact.objects.filter(patient_id=patient_id, is_active=True)


def organisations() -> QuerySet[Organisation]:
    """Every clinic of this installation."""
    return Organisation.objects.order_by("name")


def is_known_email(email: str) -> bool:
    """Whether somebody, in whatever clinic, signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def organisation_of(organisation_id: UUID) -> Organisation:
    """The clinic with this id."""
    return Organisation.objects.get(id=organisation_id)


def site_for(actor: Actor, site_id: UUID) -> Site | None:
    """A place of this person's clinic, also one that is closed."""
    if not actor.is_staff:
        return None
    return Site.objects.filter(id=site_id, organisation_id=actor.organisation_id).first()


def places_of(organisation_id: UUID) -> QuerySet[Site]:
    """Every site of a clinic with its rooms, open ones first."""
    return Site.objects.filter(organisation_id=organisation_id).prefetch_related("rooms").order_by("-is_active", "name")


def is_crisis_confirmed(organisation_id: UUID) -> bool:
    """Whether a director has confirmed what a person in danger reads; before that no patient should be asked to answer a questionnaire."""
    return clinic_settings.is_crisis_confirmed(settings_of(organisation_id))


def settings_of(organisation_id: UUID) -> ClinicSettings:
    """What this clinic has set for itself: crisis lines, how soon a call back is promised."""
    return read(Organisation.objects.values_list("settings", flat=True).get(id=organisation_id))


def default_settings() -> ClinicSettings:
    """What holds where no clinic is known yet."""
    return ClinicSettings()


def sites_of(organisation_id: UUID) -> QuerySet[Site]:
    """The places where a clinic treats."""
    return Site.objects.filter(organisation_id=organisation_id, is_active=True)


def rooms_of(organisation_id: UUID) -> QuerySet[Room]:
    """All rooms of a clinic, with their sites."""
    return Room.objects.select_related("site").filter(site__organisation_id=organisation_id, is_active=True)


def staff_of(organisation_id: UUID) -> QuerySet[Staff]:
    """Everyone who works or has worked in a clinic, with their licences."""
    return Staff.objects.select_related("user").prefetch_related("licences").filter(organisation_id=organisation_id)


def staff_with_role(organisation_id: UUID, role: Role) -> QuerySet[Staff]:
    """Those who work in a clinic in this role now."""
    return staff_of(organisation_id).filter(is_active=True, roles__contains=[role.value])


def staff_named(user_id: UUID) -> Staff | None:
    """The member of staff who signs in as this user."""
    return Staff.objects.select_related("user").filter(user_id=user_id).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceLine:
    """A licence and how it stands on a day."""

    licence: Licence
    is_current: bool
    days_left: int


def licences_of(staff: Staff, on: date) -> list[LicenceLine]:
    """The licences of somebody, with what is left of each on this day."""
    return [
        LicenceLine(licence=each, is_current=each.is_current(on), days_left=(each.expires_on - on).days)
        for each in staff.licences.all()
    ]


def licensed_in(organisation_id: UUID, state: str, on: date) -> QuerySet[Staff]:
    """Those who work in a clinic and hold a licence of this state that is valid on this day."""
    return staff_of(organisation_id).filter(
        is_active=True, licences__state=state.upper(), licences__expires_on__gte=on
    ).distinct()  # fmt: skip


def has_licence(user_id: UUID, state: str, on: date) -> bool:
    """Whether this person holds a licence of this state that is valid on this day."""
    return Licence.objects.filter(staff__user_id=user_id, state=state.upper(), expires_on__gte=on).exists()


def importer(email: str | None = None) -> Actor | None:
    """Who imports from the command line: the named person if they may, or the first clinic's first director."""
    active = Staff.objects.filter(is_active=True).select_related("user").order_by("organisation__created_at", "joined_at")
    wanted = active.filter(user__email__iexact=email) if email else active.filter(roles__contains=[Role.DIRECTOR.value])
    for staff in wanted[:1]:
        actor = actor_of(staff.user_id)
        if actor is not None and actor.can(Can.IMPORT_RECORDS):
            return actor
    return None


def demo_people() -> list[DemoPerson]:
    """For the demonstration: one person for each role of the first clinic, the first whose only role it is."""
    people: dict[Role, DemoPerson] = {}
    first = Organisation.objects.order_by("created_at", "id").first()
    if first is None:
        return []
    for staff in staff_of(first.id).filter(is_active=True).order_by("joined_at", "user__name"):
        if len(staff.roles) == 1:
            role = Role(staff.roles[0])
            people.setdefault(role, DemoPerson(user_id=staff.user_id, name=staff.user.name, role=role))
    known = patients_of(first.id).select_related("user").filter(user__is_active=True).order_by("created_at").first()
    if known is not None and known.user is not None:
        people[Role.PATIENT] = DemoPerson(user_id=known.user.id, name=known.called, role=Role.PATIENT)
    return [people[role] for role in Role if role in people]


def _actor(user_id: UUID, name: str, organisation: Organisation, roles: Iterable[Role], patient_id: UUID | None) -> Actor:
    return Actor(
        user_id=user_id,
        name=name,
        organisation_id=organisation.id,
        roles=frozenset(roles),
        patient_id=patient_id,
        site_zone=organisation.zone,
    )
