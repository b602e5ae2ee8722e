"""The people in the tests, and how each kind of record comes to be: through the real actions, so that it is a possible life.

Alma is a patient, Noor prescribes, Sol is her therapist, Mira watches at the chair, Cato coordinates, Dara directs.
Ines works in another clinic and must see none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.test import Client

from kapstone.clinic.access import log
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.middleware import SECOND_FACTOR_SEEN
from kapstone.clinic.access.models import AccessLog, Outcome, User
from kapstone.clinic.consent import actions as consent
from kapstone.clinic.consent.models import Countersigned, SignedText
from kapstone.clinic.enquiries import actions as enquiries
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.actions import SYSTEM
from kapstone.clinic.journal.models import Entry
from kapstone.clinic.notes import actions as notes
from kapstone.clinic.notes.models import Note
from kapstone.clinic.people import actions, queries
from kapstone.clinic.people.models import Organisation, Patient, Room, Site, Staff
from kapstone.clinic.planning import actions as planning
from kapstone.clinic.planning.models import KeptPlan
from kapstone.clinic.planning.question import Question, Timed, Way
from kapstone.documents import all_documents
from kapstone.facts import (
    Decision,
    EligibilityDecided,
    EnquiryReceived,
    Fact,
    GoalSet,
    IdentityVerified,
    MeasureAnswered,
    PersonDescribed,
    Sex,
    TherapistMatched,
    VisitPlanned,
    VitalsTaken,
)
from kapstone.protocols import all_protocols
from supplied import a_wording

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""A Monday morning in New York."""


@dataclass(kw_only=True)
class Clinic:
    """One clinic with one person in each role, and one patient."""

    organisation: Organisation
    site: Site
    room: Room
    cato: Actor
    dara: Actor
    mira: Actor
    noor: Actor
    sol: Actor
    alma: Patient
    alma_herself: Actor
    made: dict[str, Any] = field(default_factory=dict)
    """What factories have made in this clinic, so that a second asking gives the same."""

    def in_role(self, role: Role) -> Actor:
        """The person who has this role and no other."""
        people = {
            Role.COORDINATOR: self.cato,
            Role.DIRECTOR: self.dara,
            Role.MONITOR: self.mira,
            Role.PATIENT: self.alma_herself,
            Role.PRESCRIBER: self.noor,
            Role.THERAPIST: self.sol,
        }
        return people[role]

    def staff(self, actor: Actor) -> Staff:
        """The row of somebody who works here."""
        return Staff.objects.select_related("user").get(user_id=actor.user_id)


def a_clinic(name: str = "Harbour Clinic", *, domain: str = "harbour.example", at: datetime = NOW) -> Clinic:
    """A clinic as it is on its first morning: staffed and licensed, with one patient registered."""
    organisation = actions.open_organisation(name=name, at=at)
    people: dict[str, Actor] = {}
    for first, surname, role, title in (
        ("Dara", "Okafor", Role.DIRECTOR, ""),
        ("Cato", "Lindqvist", Role.COORDINATOR, ""),
        ("Mira", "Santos", Role.MONITOR, "RN"),
        ("Noor", "Haddad", Role.PRESCRIBER, "MD"),
        ("Sol", "Rivera", Role.THERAPIST, "LCSW"),
    ):
        staff = actions.add_staff(
            organisation=organisation,
            name=f"{first} {surname}",
            email=f"{first}@{domain}",
            roles=[role],
            title=title,
            by=SYSTEM,
            at=at,
        )
        if title:
            actions.add_licence(
                staff=staff, state="NY", kind=title, number=f"{first}-1", expires_on=date(2028, 1, 31), by=SYSTEM, at=at
            )
        people[first.lower()] = who(staff.user)
    dara, cato = people["dara"], people["cato"]
    site = actions.add_site(organisation=organisation, name="Harbour Street", state="NY", by=dara, at=at)
    room = actions.add_room(site=site, name="Blue room", by=dara, at=at)
    alma = actions.register_patient(
        organisation=organisation,
        name="Alma Reyes",
        birth_date=date(1984, 11, 24),
        sex_at_birth="female",
        pronouns="she/her",
        state="NY",
        phone="212 555 0134",
        email=f"alma@{domain}",
        by=cato,
        at=at,
    )
    alma_herself = who(actions.give_portal(patient=alma, by=cato, at=at))
    alma.refresh_from_db()
    return Clinic(organisation=organisation, site=site, room=room, alma=alma, alma_herself=alma_herself, **people)


def another_clinic() -> Clinic:
    """The clinic where Ines works; she has every role, and no business with Alma."""
    return a_clinic("Meadow Clinic", domain="meadow.example")


def ines(elsewhere: Clinic) -> Actor:
    """Ines, who could do everything, in her own clinic."""
    staff = actions.add_staff(
        organisation=elsewhere.organisation,
        name="Ines Duarte",
        email="ines@meadow.example",
        roles=[role for role in Role if role is not Role.PATIENT],
        by=SYSTEM,
        at=NOW,
    )
    return who(staff.user)


def who(user: User) -> Actor:
    """The person as the door of access knows them."""
    actor = queries.actor_of(user.id)
    assert actor is not None
    return actor


def browser_of(actor: Actor, **options: Any) -> Client:
    """A browser in which this person is signed in, both factors given."""
    client = Client(**options)
    client.force_login(User.objects.get(id=actor.user_id))
    session = client.session
    session[SECOND_FACTOR_SEEN] = True
    session.save()
    return client


def an_episode(clinic: Clinic, *facts: Fact, at: datetime = NOW, protocol: str = "iv-trd-induction") -> Episode:
    """An episode of Alma's, opened by the coordinator, with `facts` recorded by whoever has the right role for it."""
    with clock.stopped_at(at):
        episode = episodes.open_episode(
            patient=clinic.alma,
            protocol=all_protocols()[protocol],
            facts=(
                EnquiryReceived(source="self"),
                IdentityVerified(method="driving licence"),
                PersonDescribed(birth_date=clinic.alma.birth_date, sex_at_birth=Sex.FEMALE, residence_state="NY"),
            ),
            by=clinic.cato,
            at=at,
        )
        if facts:
            episodes.record(episode=episode, facts=facts, by=clinic.noor, at=at)
    return episode


def _the_episode(clinic: Clinic) -> Episode:
    if "episode" not in clinic.made:
        clinic.made["episode"] = an_episode(clinic)
    made: Episode = clinic.made["episode"]
    return made


def an_enquiry(clinic: Clinic) -> UUID:
    """Bela asked; nobody has answered yet."""
    return enquiries.receive(organisation=clinic.organisation, name="Bela Sørensen", contact="bela@example.org", at=NOW).id


RECORDS: dict[str, Callable[[Clinic], UUID]] = {
    "enquiry": an_enquiry,
    "episode": lambda clinic: _the_episode(clinic).id,
    "patient": lambda clinic: clinic.alma.id,
    "site": lambda clinic: clinic.site.id,
    "staff": lambda clinic: clinic.staff(clinic.noor).id,
}
"""How a record of each kind comes to be in a clinic; the access sweep asks for one of every kind a view declares.
A record that belongs to a patient belongs to Alma."""

ROUTES_OF_A_VISIT = (
    *(
        "visit",
        "plan",
        "cancel_plan",
        "next_day",
        "integrate",
        "live",
        "check_in",
        "setting",
        "weight",
        "vitals",
        "artefact",
        "event",
    ),
    *(
        "order",
        "withdraw",
        "check",
        "give",
        "booster",
        "pause",
        "resume",
        "remark",
        "home",
        "place",
        "stop",
        "adverse",
        "scale",
        "recovery",
        "escort",
        "instructions",
        "discharge",
    ),
    *("early", "book", "cancel", "set_aside", "record", "handout", "note", "tablet", "settle"),
)
"""Addresses that name a dosing session beside the episode."""

ARGUMENTS: dict[tuple[str, str], Callable[[Clinic], object]] = {
    ("people:protocol", "protocol"): lambda _: "iv-trd-induction",
    ("fact", "fact"): lambda clinic: next(iter(facts_of(_the_episode(clinic)))).id,
    ("planning:kept", "plan"): lambda clinic: a_kept_plan(clinic).id,
    ("planning:planner", "session"): lambda clinic: a_visit_planned(clinic),
    ("goals:retire", "goal"): lambda clinic: a_goal(clinic),
    ("measures:result", "record"): lambda clinic: an_answer(clinic),
    ("measures:review", "record"): lambda clinic: an_answer(clinic),
    ("measures:correct", "record"): lambda clinic: an_answer(clinic),
    ("measures:enter", "slug"): lambda _: "gad7",
    **{(f"measures:{name}", "slug"): lambda _: "isi" for name in ("wording", "wording_template", "withdraw_wording")},
    ("portal:answers", "record"): lambda clinic: an_answer(clinic),
    ("safety:concern", "concern"): lambda clinic: an_answer(clinic),
    ("sessions:artefact", "reading"): lambda clinic: a_reading(clinic),
    ("sessions:book", "kind"): lambda _: "next_day",
    ("sessions:scale", "instrument"): lambda _: "aldrete",
    **{(f"sessions:{name}", "session"): lambda clinic: a_visit_planned(clinic) for name in ROUTES_OF_A_VISIT},
    ("correct", "fact"): lambda clinic: next(iter(facts_of(_the_episode(clinic)))).id,
    ("assign", "item"): lambda clinic: _the_episode(clinic).work.filter(resolved_at=None).first().id,
    ("consent:read", "consent"): lambda clinic: a_consent(clinic).entry,
    ("consent:copy", "consent"): lambda clinic: a_consent(clinic).entry,
    ("consent:signed", "consent"): lambda clinic: a_consent(clinic).entry,
    ("consent:countersign", "consent"): lambda clinic: a_consent(clinic).entry,
    ("consent:withdraw", "consent"): lambda clinic: a_consent(clinic).entry,
    ("notes:read", "note"): lambda clinic: a_note(clinic).id,
    ("therapists:offer", "therapist"): lambda clinic: clinic.staff(clinic.sol).id,
    ("therapists:accept", "therapist"): lambda clinic: clinic.staff(clinic.sol).id,
    ("therapists:decline", "therapist"): lambda clinic: clinic.staff(clinic.sol).id,
}
"""For a route with more arguments than its record: what to put there, by (name of the route, name of the argument)."""

ROWS: dict[str, Callable[[Clinic], Model]] = {
    "journal.Entry": lambda clinic: Entry.objects.filter(stream=clinic.organisation.id).latest("sequence"),
    "access.AccessLog": lambda clinic: a_visit(clinic),
    "notes.Note": lambda clinic: a_note(clinic),
    "planning.Prediction": lambda clinic: a_kept_plan(clinic).first,
    "measures.SuppliedText": lambda clinic: a_wording(clinic),
    "planning.KeptPlan": lambda clinic: a_kept_plan(clinic),
    "consent.SignedText": lambda clinic: a_consent(clinic),
    "consent.Countersigned": lambda clinic: a_countersignature(clinic),
}
"""A row of each append-only table, by the label of its model; the test of append-only tables asks for one of every one."""


def _once(clinic: Clinic, name: str, make: Callable[[], UUID]) -> UUID:
    if name not in clinic.made:
        clinic.made[name] = make()
    made: UUID = clinic.made[name]
    return made


def _recorded(clinic: Clinic, fact: Fact, by: Actor) -> UUID:
    with clock.stopped_at(NOW):
        return episodes.record(episode=_the_episode(clinic), facts=(fact,), by=by, at=NOW).first.id


def a_visit_planned(clinic: Clinic) -> UUID:
    """Alma's first dosing visit is planned for later today; which session it is."""
    session = UUID(int=clinic.alma.id.int ^ 1)
    planned = VisitPlanned(session=session, starts_at=NOW + timedelta(hours=2), room=clinic.room.name)
    _once(clinic, "visit", lambda: _recorded(clinic, planned, clinic.cato))
    return session


def a_kept_plan(clinic: Clinic) -> KeptPlan:
    """Noor has looked at what 35 mg over 40 minutes would do in somebody of 70 kg, and kept it."""
    if "plan" not in clinic.made:
        question = Question(
            doses=(Timed(way=Way.INFUSION, mg=35, over_min=40),), substance="racemate", salt="base", minimum_min=80, weight_kg=70, age_years=41
        )  # fmt: skip
        episode = _the_episode(clinic)
        shown = planning.predict(episode=episode, question=question, at=NOW, by=clinic.noor)
        clinic.made["plan"] = planning.keep(episode=episode, predictions=[shown], by=clinic.noor, at=NOW, remarks="As usual.")
    made: KeptPlan = clinic.made["plan"]
    return made


def a_reading(clinic: Clinic) -> UUID:
    """Mira has measured Alma at that visit."""
    vitals = VitalsTaken(session=a_visit_planned(clinic), systolic_mmhg=124, diastolic_mmhg=78, heart_rate_per_min=72)
    return _once(clinic, "reading", lambda: _recorded(clinic, vitals, clinic.mira))


def an_answer(clinic: Clinic) -> UUID:
    """Alma has answered the PHQ-9, and thought of death on some days."""
    answers: dict[str, int | None] = {f"phq9_{number}": 1 for number in range(1, 10)}
    measure = MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers)
    return _once(clinic, "answer", lambda: _recorded(clinic, measure, clinic.alma_herself))


def a_goal(clinic: Clinic) -> UUID:
    """Alma wants to see her sister more often."""
    levels = {"-2": "Never", "-1": "Once a month", "0": "Once a week", "+1": "Twice a week", "+2": "I stay over"}
    goal = GoalSet(goal=UUID(int=clinic.alma.id.int ^ 2), title="I see my sister", levels=levels)
    _once(clinic, "goal", lambda: _recorded(clinic, goal, clinic.sol))
    return goal.goal


def a_visit(clinic: Clinic) -> AccessLog:
    """Noor opened a page about Alma."""
    return log.write(actor=clinic.noor, view="test", method="GET", outcome=Outcome.ENTERED, patient_id=clinic.alma.id)


def a_consent(clinic: Clinic) -> SignedText:
    """Alma has been found eligible, has accepted Sol, and has signed the consent on the clinic's tablet."""
    if "consent" in clinic.made:
        kept: SignedText = clinic.made["consent"]
        return kept
    episode = _the_episode(clinic)
    with clock.stopped_at(NOW):
        decided = EligibilityDecided(decision=Decision.ELIGIBLE, report_digest="0" * 64, reason="Two adequate trials.")
        matched = TherapistMatched(therapist=clinic.staff(clinic.sol).id, therapist_name=clinic.sol.name)
        episodes.record(episode=episode, facts=(decided, matched), by=clinic.noor, at=NOW)
    document = all_documents()["ketamine_consent"]
    given = consent.Given(
        acknowledged=tuple(element.id for element in document.elements),
        teach_back={question.id: (question.right,) for question in document.teach_back},
        signature=clinic.alma.name,
    )
    with clock.stopped_at(NOW):
        signed = consent.sign(episode=episode, document=document, given=given, by=clinic.noor, at=NOW)
    clinic.made["consent"] = signed
    return signed


def a_countersignature(clinic: Clinic) -> Countersigned:
    """Noor has signed under Alma's consent."""
    signed = a_consent(clinic)
    with clock.stopped_at(NOW):
        consent.countersign(episode=signed.episode, consent=signed.entry, signature=clinic.noor.name, by=clinic.noor, at=NOW)
    return signed.countersignatures.get()


def a_note(clinic: Clinic) -> Note:
    """Sol has signed a progress note."""
    with clock.stopped_at(NOW):
        return notes.sign_note(
            episode=_the_episode(clinic), title="First meeting", body="Rapport is good.", by=clinic.sol, at=NOW
        )
