"""What the first page shows: the next step, how the patient is doing, what is coming up, their plan and their people."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapstone.clinic.episodes.queries import trend_of
from kapstone.clinic.measures.queries import may_be_asked
from kapstone.clinic.people import queries as people
from kapstone.clinic.portal import words
from kapstone.clinic.portal.mine import Mine
from kapstone.clinic.web.charts import Drawing, progress
from kapstone.facts import EligibilityDecided, TherapistMatched
from kapstone.findings import Role
from kapstone.instruments import all_instruments
from kapstone.outcomes import trajectory
from kapstone.pathway import DueState, Phase, StepState

__all__ = ["Coming", "Person", "PlanStep", "coming_up", "how_it_goes", "people_of", "plan"]


_STATES = {
    StepState.DONE: "done",
    StepState.WAIVED: "done",
    StepState.CURRENT: "now",
    StepState.BLOCKED: "now",
    StepState.AHEAD: "ahead",
}


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that is planned or opens soon."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A stage in plain words; `state` is done, now or ahead."""

    title: str
    text: str
    state: str

    @property
    def state_words(self) -> str:
        return {"done": "Done", "now": "You are here", "ahead": "Later"}[self.state]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks after the patient, or stands by them."""

    name: str
    role: str
    phone: str = ""


def how_it_goes(mine: Mine) -> Drawing | None:
    """One picture: the measure this course is about, with a sentence; None until something is answered."""
    instrument = all_instruments()[mine.page.protocol.primary_measure]
    course = trajectory(mine.facts, instrument, zone=mine.page.zone)
    scored = [point for point in course.points if point.total is not None]
    if not scored:
        return None
    sentence = course.changed.plain if course.changed is not None else scored[-1].score.plain
    return progress(trend_of(mine.facts, instrument, course, mine.page.zone), sentence)


def coming_up(mine: Mine) -> list[Coming]:
    """Visits that are planned, and what we will ask for."""
    found = [
        (session.planned_at, f"Your session number {session.number}{f', {session.room}' if session.room else ''}")
        for session in mine.assessment.sessions
        if session.phase is Phase.PLANNED and session.planned_at is not None
    ]
    for due in mine.assessment.due:
        if due.action == "integration" and due.state is not DueState.OVERDUE:
            found.append((due.due_at, "Talk with your therapist about the session, by this time"))
        elif due.action == "next_day":
            found.append((due.due_at, "We ask how you are after your session, by this time"))
        elif due.action.startswith("measure:") and due.owner is Role.PATIENT and due.state is DueState.AHEAD:
            instrument = may_be_asked(due.action.partition(":")[2], mine.wordings)
            if instrument is not None:
                found.append((due.opens_at, words.asks_about(instrument)))
    return [Coming(words.moment(at, mine.now), what) for at, what in sorted(found)[:6] if at >= mine.now]


def plan(mine: Mine) -> list[PlanStep]:
    """The whole way, in plain words."""
    return list(_plan(mine))


def _plan(mine: Mine) -> Iterator[PlanStep]:
    for step in mine.assessment.ribbon:
        title, text = words.STAGES[step.stage]
        yield PlanStep(title, text, _STATES[step.state])


def people_of(mine: Mine) -> list[Person]:
    """Therapist and prescriber as the record names them, and the contacts the patient gave."""
    found = []
    therapist = mine.facts.latest(TherapistMatched)
    if therapist is not None:
        found.append(Person(therapist.fact.therapist_name, "Your therapist", mine.settings.clinic_phone))
    decided = mine.facts.latest(EligibilityDecided)
    if decided is not None and decided.by_name:
        found.append(Person(decided.by_name, "Your prescriber", mine.settings.clinic_phone))
    return found + [
        Person(contact.name, contact.relationship.capitalize() or "Stands by you", contact.phone)
        for contact in people.contacts_of(mine.episode.patient_id)
    ]
