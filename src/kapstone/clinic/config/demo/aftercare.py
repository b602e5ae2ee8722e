"""What follows a dose: the call of the next day, integration, notes, the review."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapstone.clinic.config.demo import measuring
from kapstone.clinic.config.demo.agreeing import rate_goals
from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.journal import clock
from kapstone.clinic.notes import actions as notes
from kapstone.clinic.safety import actions as safety
from kapstone.clinic.sessions import actions as sessions
from kapstone.facts import (
    AdverseEventReviewed,
    AdverseEventSeen,
    Answer,
    CourseDecision,
    IntegrationDone,
    NextDayContacted,
    ReviewDecided,
)
from kapstone.synthetic.symptoms import Course

__all__ = ["call_next_day", "integrate", "review", "review_events"]

_THEMES = ("grief", "self-compassion", "belonging", "fear", "rest", "anger", "trust")
_PRACTICES = (
    "walk each morning",
    "write three lines at night",
    "call one friend",
    "breathe before meetings",
    "music without a screen",
)


def call_next_day(life: Life, dose_at: datetime) -> Iterator[datetime]:
    """The monitoring clinician calls, and asks about safety."""
    yield dose_at + timedelta(hours=24, minutes=life.rng.randint(0, 55))
    session = life.sessions[-1]
    contact = NextDayContacted(
        session=session, reached=True, feels_safe=Answer.YES, slept=Answer.YES, mood_unusually_high=Answer.NO
    )
    answers = {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0}
    sessions.contact_next_day(episode=life.episode, fact=contact, answers=answers, by=life.monitor, at=clock.now())


def integrate(life: Life, dose_at: datetime) -> Iterator[datetime]:
    """The integration session with the therapist, a day or two after the dose."""
    yield dose_at + timedelta(hours=29 + life.rng.choice((0, 1, 18)), minutes=life.rng.randint(0, 55))
    rng = life.rng
    done = IntegrationDone(
        session=life.sessions[-1],
        minutes=50,
        themes=tuple(rng.sample(_THEMES, 2)),
        practices=tuple(rng.sample(_PRACTICES, 2)),
        safe=Answer.YES,
    )
    sessions.note(episode=life.episode, fact=done, by=life.therapist, at=clock.now())
    measuring.look_at(life, life.therapist)
    if len(life.sessions) in {1, 4}:
        notes.sign_note(
            episode=life.episode, title=f"Integration after dose {len(life.sessions)}", session=life.sessions[-1], by=life.therapist, at=clock.now(),
            body=f"Fifty minutes. Themes: {', '.join(done.themes)}. Agreed: {'; '.join(done.practices)}. No concern about safety.",
        )  # fmt: skip
    if len(life.sessions) == 1:
        notes.seal_note(
            episode=life.episode, title="What stayed with me", session=life.sessions[-1], by=life.therapist, at=clock.now(),
            body="A picture of a locked garden came twice. To be returned to when trust has grown.",
        )  # fmt: skip
    if len(life.sessions) in {2, 4, 6}:
        gain = {Course.RESPONDER: 0, Course.PARTIAL: -1, Course.NONE: -1, Course.WORSE: -2}[life.plan.course]
        rate_goals(life, min(2, gain + (len(life.sessions) >= 6)))


def review(life: Life) -> Iterator[datetime]:
    """The end-of-induction review."""
    yield life.dose_times[life.protocol.course.induction_doses - 1] + timedelta(days=5, hours=2)
    measuring.mood(life)
    measuring.anxiety(life)
    yield life.after(60 * 5)
    measuring.look_at(life, life.prescriber)
    decided = ReviewDecided(
        decision=CourseDecision.MAINTAIN, reason="The response held; fewer low days; the goals are in reach.", benefit_documented=True,
        patient_preference="Go on, seldom.", interval_days=round(life.protocol.maintenance.interval / timedelta(days=1)),
    )  # fmt: skip
    sessions.decide_review(episode=life.episode, fact=decided, by=life.prescriber, at=clock.now())


def review_events(life: Life) -> Iterator[datetime]:
    """The prescriber concludes on adverse events."""
    for record in life.facts.of(AdverseEventSeen):
        yield life.after(60 * 3)
        concluded = AdverseEventReviewed(
            event=record.id, conclusion="Expected, mild, resolved with treatment; ondansetron before the next dose."
        )
        safety.review_event(episode=life.episode, review=concluded, by=life.prescriber, at=clock.now())
