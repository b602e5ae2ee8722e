"""Endings and turns: suspended, closed, corrected, worried about; and the last look before the doors open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kapstone.clinic.config.demo import measuring
from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.actions import checkpoint
from kapstone.facts import EpisodeClosed, Outcome, VitalsTaken, WeightMeasured
from kapstone.pathway import GateId
from kapstone.synthetic.lives import Twist

__all__ = ["close", "correct", "look_again", "worry"]


def correct(life: Life) -> Iterator[datetime]:
    """Somebody wrote a wrong weight, and puts it right an hour later."""
    wrong = life.record(WeightMeasured(kilograms=round(life.person.weight_kg + 20, 1)), by=life.monitor)
    yield life.after(50)
    right = WeightMeasured(kilograms=life.person.weight_kg)
    episodes.correct(episode=life.episode, wrong=wrong.id, right=right, by=life.monitor, at=wrong.at)
    reading = life.facts.latest(VitalsTaken, lambda fact: fact.session is None)
    if reading is not None:
        slipped = replace(reading.fact, is_artefact=True)
        episodes.correct(episode=life.episode, wrong=reading.id, right=slipped, by=life.monitor, at=reading.at)


def worry(life: Life) -> Iterator[datetime]:
    """A questionnaire that somebody has to see to."""
    if life.has(Twist.SELF_HARM):
        yield life.now - timedelta(hours=2)
        measuring.mood(life, self_harm=1)
    if life.has(Twist.HIGH_RISK):
        yield life.now - timedelta(hours=20)
        measuring.safety(life, "cssrs_since_last_contact", life.therapist, high=True)


def close(life: Life) -> Iterator[datetime]:
    """The episode ends, with what became of it."""
    endings = {
        Twist.COMPLETED: (
            Outcome.COMPLETED,
            "Well since the course; relapse plan agreed; the general practitioner has the summary.",
        ),
        Twist.DECLINED: (Outcome.DECLINED, "Not safe with an aneurysm; other treatment arranged."),
        Twist.LEFT: (
            Outcome.WITHDREW,
            "No benefit after two doses; the patient prefers to stop. Follow-up with their own psychiatrist.",
        ),
        Twist.REFERRED: (Outcome.REFERRED, "Referred for ECT with records."),
    }
    outcome, summary = next(said for twist, said in endings.items() if life.has(twist))
    yield life.after(60 * 24 * 3)
    closed = EpisodeClosed(outcome=outcome, summary=summary)
    episodes.record(episode=life.episode, facts=(closed,), by=life.prescriber, at=clock.now(), gate=GateId.CLOSE)


def look_again(lives: Sequence[Life], now: datetime) -> None:
    """Assess everyone as of now, as the worker would have, and close the chain's day."""
    with clock.stopped_at(now):
        for life in lives:
            episodes.reassess(life.episode.id, now)
        checkpoint(now)
