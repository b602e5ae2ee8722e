"""What the pages of this room ask: the visit, the course as a list, the weights an order may use, the board of today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.models import Episode as EpisodeRow
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people import queries as people
from kapstone.clinic.people.models import Room
from kapstone.clinic.sessions import booking
from kapstone.clinic.sessions.models import Booking, Kind
from kapstone.clinic.sessions.room import PHASES, VisitPage
from kapstone.facts import Facts, PreparationDone, Record, VisitPlanned
from kapstone.pathway import Episode as Course
from kapstone.pathway import Gate, GateId, SessionView, Visit

__all__ = [
    "BoardRow",
    "CourseRow",
    "board",
    "course_rows",
    "is_planned",
    "next_gate",
    "preparation_done",
    "rooms",
    "session_needing",
    "visit_page",
]


def visit_page(page: PatientPage, session: UUID) -> VisitPage | None:
    """One visit of this patient; None when the course has no such session."""
    return VisitPage.of(page, session)


def is_planned(episode: EpisodeRow, session: UUID) -> bool:
    """Whether the episode has this session. One query, and nothing is decoded."""
    return journal.lines_of_kind([episode.id], VisitPlanned.__name__).filter(body__session=str(session)).exists()


def rooms(actor: Actor) -> list[Room]:
    """The rooms in which this clinic gives doses."""
    return list(people.rooms_of(actor.organisation_id).filter(kind="dosing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """One dosing session in the list of the course."""

    view: SessionView
    visit: Visit
    needs_integration: bool
    bookings: dict[str, Booking]

    @property
    def phase_words(self) -> str:
        return PHASES[self.view.phase]

    @property
    def integration(self) -> str:
        if self.visit.integration is not None:
            return "done"
        if self.view.started_at is None:
            return ""
        return "needed before the next dose" if self.needs_integration else "not required after this dose"

    @property
    def contact(self) -> str:
        if self.visit.contact is not None:
            return "reached"
        return "" if self.view.started_at is None else "not reached yet"


def course_rows(page: PatientPage) -> list[CourseRow]:
    """Every session, in order of dose, then of plan."""
    booked = booking.follow_ups_of(page.episode)
    visits = Course(page.protocol, page.facts, page.now).visits
    return [
        CourseRow(
            view=view, visit=visits[view.id], needs_integration=page.protocol.integration.required_after(view.number),
            bookings={kind: row for (session, kind), row in booked.items() if session == view.id},
        )
        for view in page.assessment.sessions
    ]  # fmt: skip


def next_gate(page: PatientPage) -> Gate:
    """The gate before the next dose: the first, another one, or one of maintenance."""
    course = Course(page.protocol, page.facts, page.now)
    wanted = GateId.MAINTAIN if course.in_maintenance else GateId.REPEAT if course.dosed else GateId.SCHEDULE_DOSE
    return page.assessment.gate(wanted)


def preparation_done(facts: Facts) -> tuple[Record[PreparationDone], ...]:
    return facts.of(PreparationDone)


def session_needing(page: PatientPage, kind: Kind) -> UUID | None:
    """The latest dosed session that still waits for its call or its integration, else the latest dosed one."""
    dosed = [visit for visit in Course(page.protocol, page.facts, page.now).visits.values() if visit.is_dosed]
    waiting = [visit for visit in dosed if (visit.contact if kind is Kind.NEXT_DAY else visit.integration) is None]
    chosen = (waiting or dosed)[-1:]
    return chosen[0].id if chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One visit on the board of the day."""

    booking: Booking
    here: VisitPage


def board(actor: Actor, now: datetime) -> Iterator[BoardRow]:
    """Today's dosing visits by room, each with its phase and what is due."""
    day = now.astimezone(ZoneInfo(actor.site_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    for made in booking.visits_between(actor.organisation_id, day, day + timedelta(days=1)):
        here = VisitPage.of(episodes.patient_page(made.episode, now), made.session)
        if here is not None:
            yield BoardRow(booking=made, here=here)
