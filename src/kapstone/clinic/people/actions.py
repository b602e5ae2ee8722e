"""The only writers of people: each change and its line in the organisation's chain are one transaction."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec
from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.models import User
from kapstone.clinic.journal.actions import SYSTEM, Author
from kapstone.clinic.live import actions as live
from kapstone.clinic.people import clinic_settings, plausible
from kapstone.clinic.people.errors import AlreadyKnown, LastDirector, NotPlausible
from kapstone.clinic.people.models import Licence, Organisation, Room, RoomKind, Site, Staff
from kapstone.clinic.people.patients import add_contact, correct_patient, give_portal, register_patient, remove_contact
from kapstone.clinic.people.places import change_organisation, change_room, change_site
from kapstone.clinic.people.programmes import confirm_protocol
from kapstone.clinic.people.told import tell, unique
from kapstone.clinic.web.errors import Stale

__all__ = [
    "add_contact",
    "add_licence",
    "add_room",
    "add_site",
    "add_staff",
    "change_organisation",
    "change_roles",
    "change_room",
    "change_settings",
    "change_site",
    "confirm_crisis",
    "confirm_protocol",
    "correct_patient",
    "give_portal",
    "open_organisation",
    "register_patient",
    "remove_contact",
    "retire_staff",
]


@transaction.atomic
def open_organisation(*, name: str, at: datetime, zone: str = "America/New_York", by: Author = SYSTEM) -> Organisation:
    """A new clinic. Its first director is added by the system too: nobody is there yet who could."""
    organisation = Organisation.objects.create(name=plausible.name(name), zone=plausible.zone(zone), created_at=at)
    tell(organisation.id, "OrganisationOpened", {"name": organisation.name, "zone": zone}, by=by, at=at)
    return organisation


@transaction.atomic
def change_settings(
    *,
    organisation: Organisation,
    settings: clinic_settings.ClinicSettings,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> Organisation:
    """What the clinic sets for itself; the line names each setting that changed, before and after.

    `seen` is the digest of the settings the form showed; if somebody changed them since, this raises Stale and changes nothing.
    What a person in danger reads waits to be confirmed again when it changed.
    """
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    current = clinic_settings.read(organisation.settings)
    if seen is not None and seen != clinic_settings.settings_digest(current):
        raise Stale("Somebody else changed the settings after you opened the page. Nothing of yours was recorded.")
    before = clinic_settings.write(current)
    after = clinic_settings.write(settings)
    try:
        clinic_settings.read(after)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        raise NotPlausible(f"{message}.", field=path.strip("`$. ") or None) from None
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        organisation.settings = after
        organisation.save(update_fields=["settings"])
        tell(organisation.id, "SettingsChanged", {"changed": changed}, by=by, at=at)
    return organisation


@transaction.atomic
def confirm_crisis(*, organisation: Organisation, seen: str, by: Actor, at: datetime) -> Organisation:
    """A director says that what a person in danger reads is right for this clinic. `seen` is the digest of what they read."""
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    settings = clinic_settings.read(organisation.settings)
    if seen != clinic_settings.crisis_digest(settings):
        raise Stale("The crisis text was changed after you opened the page. Read it again, then confirm it.")
    if not clinic_settings.is_crisis_confirmed(settings):
        confirmed = msgspec.structs.replace(settings, crisis_confirmed=seen)
        organisation.settings = clinic_settings.write(confirmed)
        organisation.save(update_fields=["settings"])
        shown = {name: getattr(settings, name) for name in clinic_settings.CRISIS}
        tell(organisation.id, "CrisisTextConfirmed", {"digest": seen, "text": shown}, by=by, at=at)
    return organisation


@transaction.atomic
def add_site(
    *,
    organisation: Organisation,
    name: str,
    state: str,
    by: Actor | Author,
    at: datetime,
    zone: str = "",
    address: str = "",
    phone: str = "",
) -> Site:
    """A place where the clinic treats; its state decides which licences count there."""
    with unique(AlreadyKnown("A site with this name is already there.", field="name")):
        site = Site.objects.create(
            organisation=organisation,
            name=plausible.name(name),
            zone=plausible.zone(zone or organisation.zone),
            state=plausible.state(state, is_needed=True),
            address=address.strip(),
            phone=plausible.phone(phone),
        )
    body = {"site": site.id, "name": site.name, "state": site.state, "zone": site.zone}
    tell(organisation.id, "SiteAdded", body, by=by, at=at)
    return site


@transaction.atomic
def add_room(*, site: Site, name: str, by: Actor | Author, at: datetime, kind: str = RoomKind.DOSING) -> Room:
    """A room of a site."""
    if kind not in RoomKind.values:
        raise NotPlausible("Choose what the room is for.", field="kind")
    with unique(AlreadyKnown("A room with this name is already there.", field="name")):
        room = Room.objects.create(site=site, name=plausible.name(name), kind=kind)
    body = {"room": room.id, "site": site.id, "name": room.name, "kind": str(kind)}
    tell(site.organisation_id, "RoomAdded", body, by=by, at=at)
    return room


@transaction.atomic
def add_staff(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    roles: Iterable[Role],
    by: Actor | Author,
    at: datetime,
    title: str = "",
    npi: str = "",
    password: str | None = None,
) -> Staff:
    """Somebody starts working here. Without a password they set one through the page for forgotten passwords."""
    chosen = _roles(roles)
    address = plausible.email(email, is_needed=True)
    with unique(AlreadyKnown("Somebody already signs in with this email address.", field="email")):
        user = User.objects.create_user(address, password, name=plausible.name(name), date_joined=at)
    staff = Staff.objects.create(
        user=user,
        organisation=organisation,
        roles=chosen,
        npi=plausible.npi(npi),
        title=" ".join(title.split())[:100],
        joined_at=at,
    )
    body = {"staff": staff.id, "user": user.id, "name": user.name, "roles": chosen, "title": staff.title, "npi": staff.npi}
    tell(organisation.id, "StaffAdded", body, by=by, at=at)
    return staff


@transaction.atomic
def change_roles(*, staff: Staff, roles: Iterable[Role], by: Actor, at: datetime) -> Staff:
    """Somebody's roles from now on; the line keeps those before."""
    staff = _locked(staff)
    before, after = sorted(staff.roles), _roles(roles)
    if before != after:
        _keep_a_director(staff, after)
        staff.roles = after
        staff.save(update_fields=["roles"])
        body = {"staff": staff.id, "name": staff.name, "before": before, "after": after}
        tell(staff.organisation_id, "RolesChanged", body, by=by, at=at)
        live.shut_for(staff.user_id)
    return staff


@transaction.atomic
def add_licence(
    *, staff: Staff, state: str, kind: str, number: str, expires_on: date, by: Actor | Author, at: datetime
) -> Licence:
    """A licence, or its renewal: one of the same state and kind takes the new number and end."""
    state = plausible.state(state, is_needed=True)
    kind, number = " ".join(kind.split()), "".join(number.split())
    for field, value, most in (("kind", kind, 40), ("number", number, 40)):
        if not 1 <= len(value) <= most:
            raise NotPlausible(f"Enter the {field} of the licence, at most {most} characters.", field=field)
    expires_on = plausible.expiry(expires_on, today=at.date())
    licence, is_new = Licence.objects.update_or_create(
        staff=staff, state=state, kind=kind, defaults={"number": number, "expires_on": expires_on}
    )
    body = {"staff": staff.id, "licence": licence.id, "state": state, "kind": kind, "number": number, "expires_on": expires_on}
    tell(staff.organisation_id, "LicenceAdded" if is_new else "LicenceRenewed", body, by=by, at=at)
    return licence


@transaction.atomic
def retire_staff(*, staff: Staff, by: Actor, at: datetime) -> Staff:
    """Somebody no longer works here: they cannot sign in, and everything they recorded stays theirs."""
    staff = _locked(staff)
    if staff.is_active:
        _keep_a_director(staff, [])
        staff.is_active = False
        staff.save(update_fields=["is_active"])
        User.objects.filter(id=staff.user_id).update(is_active=False)
        tell(staff.organisation_id, "StaffRetired", {"staff": staff.id, "name": staff.name}, by=by, at=at)
        live.shut_for(staff.user_id)
    return staff


def _locked(staff: Staff) -> Staff:
    """The row as it is now. All staff of the clinic wait here, so that two directors cannot demote each other at once."""
    Organisation.objects.select_for_update().get(id=staff.organisation_id)
    return Staff.objects.select_related("user").get(id=staff.id)


def _keep_a_director(staff: Staff, after: list[str]) -> None:
    others = Staff.objects.filter(organisation_id=staff.organisation_id, is_active=True, roles__contains=[Role.DIRECTOR.value])
    if Role.DIRECTOR in staff.roles and Role.DIRECTOR not in after and not others.exclude(id=staff.id).exists():
        raise LastDirector


def _roles(roles: Iterable[Role]) -> list[str]:
    chosen = sorted({Role(role).value for role in roles})
    if not chosen or Role.PATIENT in chosen:
        raise NotPlausible("Choose at least one role in the clinic.", field="roles")
    return chosen
