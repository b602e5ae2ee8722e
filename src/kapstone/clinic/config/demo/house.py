"""The clinic of the demonstration: its places, its people and what they are licensed for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.actions import SYSTEM
from kapstone.clinic.people import actions
from kapstone.clinic.people.clinic_settings import ClinicSettings, crisis_digest
from kapstone.clinic.people.models import Organisation, Room, RoomKind, Site, Staff
from kapstone.clinic.people.queries import actor_of
from kapstone.clinic.therapists import actions as therapists
from kapstone.clinic.therapists.actions import Practice

__all__ = ["House", "open_house"]

ZONE = "America/Los_Angeles"
_YEARS_AGO = timedelta(days=640)

_STAFF: tuple[tuple[str, tuple[Role, ...], str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Dara Whitlock", (Role.DIRECTOR,), "Programme director", "", ()),
    ("Cato Lind", (Role.COORDINATOR,), "Coordinator", "", ()),
    ("Noor Haddad", (Role.PRESCRIBER,), "MD, psychiatry", "1234567893", (("MD", "OR"), ("MD", "WA"), ("MD", "CA"))),
    ("Sol Marin", (Role.THERAPIST,), "LCSW", "", (("LCSW", "OR"), ("LCSW", "WA"))),
    ("Mira Okafor", (Role.MONITOR,), "RN", "", (("RN", "OR"), ("RN", "WA"))),
    ("Hugo Tanaka", (Role.PRESCRIBER,), "PMHNP", "1234567802", (("PMHNP", "OR"), ("PMHNP", "WA"))),
    ("Bea Lindholm", (Role.THERAPIST,), "PhD, psychologist", "", (("PhD", "OR"), ("PhD", "CA"))),
    ("Teo Alvarado", (Role.THERAPIST,), "LMFT", "", (("LMFT", "OR"), ("LMFT", "WA"), ("LMFT", "CA"))),
    ("June Mbeki", (Role.MONITOR, Role.COORDINATOR), "RN, CRNA", "", (("RN", "OR"),)),
)
"""Name, roles, title, NPI, and licences by kind and state."""

_PRACTICES = {
    "Sol": Practice(
        modalities=("ACT", "somatic therapy", "mindfulness"), indications=("trd", "mdd", "ptsd"), languages=("English", "Spanish"),
        formats=("in person", "by video"), open_places=26, kap_trained=True, trauma_trained=True,
        about="I work slowly and with the body. Twelve years of practice, four of them with ketamine sessions.",
    ),
    "Bea": Practice(
        modalities=("CBT", "psychodynamic therapy"), indications=("trd", "mdd", "anxiety"), languages=("English", "German"), open_places=25,
        kap_trained=True, about="Psychologist; interested in what keeps low moods going and what lets them end.",
    ),
    "Teo": Practice(
        modalities=("IFS", "family therapy", "EMDR"), indications=("trd", "ptsd", "mdd"), languages=("English", "Portuguese"),
        formats=("in person", "by video"), open_places=24, kap_trained=True, trauma_trained=True, about="Parts work and families, in person or by video.",
    ),
}  # fmt: skip
"""How the therapists work."""


@dataclass(frozen=True, kw_only=True)
class House:
    """The clinic and who works in it."""

    organisation: Organisation
    site: Site
    rooms: tuple[Room, ...]
    staff: dict[str, Staff]
    actors: dict[str, Actor]

    def who(self, first: str) -> Actor:
        """Somebody by their first name."""
        return self.actors[first]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(ZONE)


def open_house(now: datetime) -> House:
    """Open the clinic, long ago, and let everyone start."""
    at = now - _YEARS_AGO
    with clock.stopped_at(at):
        organisation = actions.open_organisation(name="Alder Street Clinic (demonstration)", zone=ZONE, at=at)
        staff: dict[str, Staff] = {}
        for day, (name, roles, title, npi, licences) in enumerate(_STAFF):
            joined = at + timedelta(days=day)
            first = name.split()[0]
            staff[first] = actions.add_staff(
                organisation=organisation, name=name, email=f"{first.lower()}@clinic.example", roles=roles, title=title, npi=npi, by=SYSTEM, at=joined,
            )  # fmt: skip
            for number, (kind, state) in enumerate(licences):
                actions.add_licence(
                    staff=staff[first], state=state, kind=kind, number=f"{state}{1000 + 37 * day + number}", by=SYSTEM, at=joined,
                    expires_on=_expiry(now, day, number),
                )  # fmt: skip
        actors = {first: _actor(row) for first, row in staff.items()}
        dara = actors["Dara"]
        settings = ClinicSettings(clinic_phone="503 555 0199", monitoring_hours="Monday to Friday, 8:00 to 18:00")
        settings = msgspec.structs.replace(settings, crisis_confirmed=crisis_digest(settings))
        actions.change_settings(organisation=organisation, settings=settings, by=dara, at=at)
        site = actions.add_site(
            organisation=organisation, name="Alder Street", state="OR", zone=ZONE, address="48 Alder Street\nPortland, OR 97205",
            phone="503 555 0199", by=dara, at=at,
        )  # fmt: skip
        rooms = tuple(
            actions.add_room(site=site, name=name, by=dara, at=at)
            for name in ("Fern room", "Cedar room", "River room", "Moss room")
        )
        actions.add_room(site=site, name="Office", kind=RoomKind.CONSULTATION, by=dara, at=at)
        north = actions.add_site(
            organisation=organisation, name="Vancouver office", state="WA", zone=ZONE, address="9 Harbor Way\nVancouver, WA 98660",
            phone="360 555 0122", by=dara, at=at,
        )  # fmt: skip
        actions.add_room(site=north, name="Quiet room", kind=RoomKind.CONSULTATION, by=dara, at=at)
        for first, practice in _PRACTICES.items():
            therapists.edit_profile(staff=staff[first], practice=practice, by=actors[first], at=at)
    return House(organisation=organisation, site=site, rooms=rooms, staff=staff, actors=actors)


def _actor(staff: Staff) -> Actor:
    actor = actor_of(staff.user_id)
    assert actor is not None, "somebody who was just added works here"
    return actor


def _expiry(now: datetime, day: int, number: int) -> date:
    """One licence runs out in a month; the others hold for longer."""
    days = 29 if (day, number) == (3, 1) else 150 + 61 * day + 90 * number
    return now.date() + timedelta(days=days)
