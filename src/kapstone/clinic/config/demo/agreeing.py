"""What is agreed before a dose: the therapist, the consent, goals, preparation."""

from collections.abc import Iterator
from datetime import datetime

from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.consent import actions as consents
from kapstone.clinic.goals import actions as goals
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions as sessions
from kapstone.clinic.therapists import actions as therapists
from kapstone.documents import document_called
from kapstone.facts import ConsentGiven, GoalSet, PreparationDone, Touch
from kapstone.synthetic.lives import Twist

__all__ = ["consent", "match", "prepare", "rate_goals", "set_goals", "withdraw"]

_INTENTIONS = (
    "To soften.",
    "To look at it without running.",
    "To rest.",
    "To be curious.",
    "To let the grief have room.",
    "To listen.",
)
_GOALS = (
    ("Be with people again", "I miss them.", ("Stay in bed", "Up by noon", "Out once a day", "Meet a friend weekly", "Back at choir")),
    ("Sleep through the night", "Everything is harder tired.", ("Awake most nights", "Two good nights a week", "Four good nights", "Six good nights", "Sleep is no worry")),
    ("Work mornings", "Work gives my days a shape.", ("No work", "One morning a week", "Two mornings", "Four mornings", "Full weeks")),
    ("Cook for my family", "We used to eat together.", ("Order in", "Once a week", "Three times a week", "Most days", "Friends come to eat")),
)  # fmt: skip


def match(life: Life, *, only_offered: bool = False) -> Iterator[datetime]:
    """A therapist is proposed, and the patient accepts."""
    yield life.step("match", 12, life.rng.randint(0, 50))
    therapist = life.house.staff[life.therapist.name.split()[0]].id
    therapists.prefer(
        episode=life.episode,
        by=life.answering,
        at=clock.now(),
        modalities=life.rng.sample(("ACT", "CBT", "IFS", "mindfulness"), 2),
    )
    therapists.offer(episode=life.episode, therapist=therapist, by=life.coordinator, at=clock.now())
    if not only_offered:
        yield life.after(60 * 5)
        therapists.accept(episode=life.episode, therapist=therapist, by=life.answering, at=clock.now())


def consent(life: Life) -> Iterator[datetime]:
    """The patient signs each document of the programme, and a clinician countersigns."""
    yield life.step("consent", 15, life.rng.randint(0, 50))
    for name in life.protocol.documents:
        document = document_called(name)
        given = consents.Given(
            acknowledged=document.required, declined=document.choices, teach_back={question.id: (question.right,) for question in document.teach_back},
            signature=life.person.name, read_at={element.id: clock.now() for element in document.elements},
        )  # fmt: skip
        signed = consents.sign(
            episode=life.episode, document=document, given=given, by=life.herself or life.prescriber, at=clock.now()
        )
        if life.has(Twist.UNSIGNED):
            return
        yield life.after(90)
        consents.countersign(
            episode=life.episode, consent=signed.entry, signature=life.prescriber.name, by=life.prescriber, at=clock.now()
        )


def withdraw(life: Life) -> Iterator[datetime]:
    """The patient takes the consent back."""
    yield life.after(60 * 24 * 2)
    given = life.facts.latest(ConsentGiven)
    assert given is not None, "consent was given before the doses"
    consents.withdraw(
        episode=life.episode, consent=given.id, by=life.answering, at=clock.now(), reason="Would like to pause and think."
    )


def set_goals(life: Life) -> Iterator[datetime]:
    """One or two goals with their five levels."""
    yield life.step("goals", 11, life.rng.randint(0, 50))
    for title, why, words in life.rng.sample(_GOALS, life.rng.choice((1, 2))):
        levels = dict(zip(("-2", "-1", "0", "+1", "+2"), words, strict=True))
        recorded = goals.set_goal(
            episode=life.episode, title=title, why=why, levels=levels, importance=life.rng.randint(1, 3), difficulty=life.rng.randint(1, 3),
            by=life.therapist, at=clock.now(),
        ).first  # fmt: skip
        assert isinstance(recorded.fact, GoalSet)
        life.goals.append(recorded.fact.goal)


def rate_goals(life: Life, attainment: int) -> None:
    """Where every goal stands now, in the therapist's and the patient's eyes."""
    goals.rate(episode=life.episode, ratings=dict.fromkeys(life.goals, attainment), by=life.therapist, at=clock.now())


def prepare(life: Life, *, only_first: bool = False) -> Iterator[datetime]:
    """The preparation sessions."""
    topics = life.protocol.preparation.topics
    half = len(topics) // 2
    for number, name in enumerate(("first preparation", "second preparation")):
        yield life.step(name, 13, life.rng.randint(0, 50))
        done = PreparationDone(
            topics=topics[:half] if number == 0 else topics[half:], minutes=55, intention=life.rng.choice(_INTENTIONS), touch=Touch.HAND,
            instructions_acknowledged=number > 0, ready=number > 0,
        )  # fmt: skip
        sessions.note(episode=life.episode, fact=done, by=life.therapist, at=clock.now())
        if only_first:
            return
