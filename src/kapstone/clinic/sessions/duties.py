"""What a programme asks for beside the doses: enrolment in a risk programme, its form after each session, doses handed out for home."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.episodes.queries import protocol_of
from kapstone.clinic.sessions import errors as no
from kapstone.clinic.sessions.checks import CLINICIANS
from kapstone.clinic.sessions.forms import NOBODY
from kapstone.clinic.sessions.writing import fact_of, lock, visit_of, was_sent, write
from kapstone.clinic.web.factforms import fact_form
from kapstone.facts import DosesDispensed, Record, RemsEnrolled, RemsFormSent
from kapstone.pathway import Episode as Course
from kapstone.pathway.home import in_hand

__all__ = ["DispenseForm", "EnrolForm", "FormRow", "SentForm", "dispense", "enrol", "form_rows", "form_sent", "left_at_home"]

EnrolForm = fact_form(
    RemsEnrolled,
    fields=("reference",),
    fixed={"programme": "-"},
    labels={"reference": "Number of the confirmation"},
    when="Enrolled at",
)
SentForm = fact_form(
    RemsFormSent, fields=("reference",), fixed={"session": NOBODY}, labels={"reference": "Number of the confirmation"}
)
DispenseForm = fact_form(
    DosesDispensed,
    fields=("doses", "dose_mg", "missing_since", "remarks"),
    labels={
        "doses": "Doses handed out",
        "dose_mg": "Milligrams in each dose",
        "missing_since": "Doses missing at the count before",
    },
    when="Handed out at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One session and its form."""

    session: UUID
    number: int
    started_at: datetime
    due_at: datetime
    sent: Record[RemsFormSent] | None
    is_overdue: bool


def form_rows(page: PatientPage) -> list[FormRow]:
    """Each session with a dose; none where the programme has no risk programme."""
    rems = page.protocol.rems
    if rems is None:
        return []
    course = Course(page.protocol, page.facts, page.now)
    sent = {record.fact.session: record for record in page.facts.of(RemsFormSent)}
    return [
        FormRow(
            session=visit.id, number=course.number(visit), started_at=visit.started_at, due_at=visit.started_at + rems.form_due, sent=sent.get(visit.id),
            is_overdue=visit.id not in sent and page.now >= visit.started_at + rems.form_due,
        )
        for visit in course.dosed
        if visit.started_at is not None
    ]  # fmt: skip


def left_at_home(page: PatientPage) -> int | None:
    """How many doses the patient has in the house; None for a programme of the clinic."""
    return None if page.protocol.home is None else in_hand(Course(page.protocol, page.facts, page.now))


@transaction.atomic
def enrol(*, episode: Episode, reference: str, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The programme has confirmed the enrolment; a prescriber signs it with the patient."""
    if Role.PRESCRIBER not in by.roles:
        raise no.NotYours("The enrolment", "a prescriber")
    rems = protocol_of(episode).rems
    if rems is None:
        raise no.NotAskedHere("an enrolment")
    return write(episode, fact_of(RemsEnrolled, programme=rems.name, reference=reference.strip()), by, at, key)


@transaction.atomic
def form_sent(*, episode: Episode, session: UUID, reference: str, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """The monitoring form of one session went to the programme, once."""
    if not by.roles & CLINICIANS:
        raise no.NotYours("The monitoring form", "a clinician")
    fact = fact_of(RemsFormSent, session=session, reference=reference.strip())
    lock(episode)
    if key is None or not was_sent(episode, key):
        if protocol_of(episode).rems is None:
            raise no.NotAskedHere("a monitoring form")
        visit = visit_of(episode, session, at)
        if not visit.is_dosed:
            raise no.VisitIsOver("No dose was given in this session, so it has no form.")
        if visit.of(RemsFormSent):
            raise no.VisitIsOver("The form of this session was sent already.")
    return write(episode, fact, by, at, key)


@transaction.atomic
def dispense(*, episode: Episode, fact: DosesDispensed, by: Actor, at: datetime, key: UUID | None = None) -> Recorded:
    """Doses handed out for home. More than the programme allows is refused; too early or with some missing it is recorded and holds the next dose."""
    if Role.PRESCRIBER not in by.roles:
        raise no.NotYours("Handing out doses", "a prescriber")
    home = protocol_of(episode).home
    if home is None:
        raise no.NotAskedHere("doses for home")
    if fact.doses > home.doses_at_once:
        raise no.TooMuch("doses", f"{fact.doses} doses", f"the {home.doses_at_once} the programme allows at once")
    return write(episode, fact, by, at, key)
