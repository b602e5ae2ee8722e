"""Plain words for patients: what each stage is, what a measure asks about, how long it takes, when something is."""

from datetime import datetime
from math import ceil

from django.utils import timezone

from kapstone.clinic.web.clocktime import clock_words, day_words
from kapstone.instruments import Instrument
from kapstone.pathway import Stage

__all__ = ["STAGES", "asks_about", "minutes", "moment", "so_many"]

_SECONDS_A_QUESTION = 12

STAGES: dict[Stage, tuple[str, str]] = {
    Stage.ENQUIRY: ("You asked us", "We know who you are and how to reach you."),
    Stage.PRESCREEN: ("First questions", "You tell us about your health. We read it through with you."),
    Stage.EVALUATION: ("Two visits with a clinician", "One about your body, one about your mind. Both take about an hour."),
    Stage.ELIGIBILITY: ("Our decision", "A prescriber decides with you whether this treatment fits you, and says why."),
    Stage.MATCHING: ("Your therapist", "We suggest people who fit. You choose."),
    Stage.CONSENT: (
        "Your consent",
        "You read what may help and what may harm, ask, and decide. You can change your mind at any time.",
    ),
    Stage.GOALS: ("Your goals", "What would be different in your life if this helped."),
    Stage.PREPARATION: ("Preparation", "You meet your therapist and get ready together."),
    Stage.DOSING: ("Your sessions", "You are given the medicine and watched over until you can go home with someone."),
    Stage.NEXT_DAY: ("The day after", "We ask how you are."),
    Stage.INTEGRATION: ("Making sense of it", "You talk with your therapist soon after each session."),
    Stage.REVIEW: ("Looking back together", "Has it helped? Go on, space out, change or stop."),
    Stage.MAINTENANCE: ("Keeping it up", "Sessions further apart, for as long as they help."),
    Stage.SUSPENDED: ("Paused", "Treatment is paused. Your clinician has told you why, or will."),
    Stage.CLOSED: ("Finished", "This course is finished. You can still read everything here."),
}


def asks_about(instrument: Instrument) -> str:
    """What a measure is called where patients see it."""
    return (
        "Questions about safety"
        if instrument.triage is not None
        else f"Questions about {instrument.about.removesuffix(' screening')}"
    )


def minutes(questions: int) -> str:
    """How long so many questions take."""
    count = max(1, ceil(questions * _SECONDS_A_QUESTION / 60))
    return "about a minute" if count == 1 else f"about {count} minutes"


def so_many(count: int, one: str, many: str = "") -> str:
    """ "1 question", "9 questions"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def moment(at: datetime, now: datetime) -> str:
    """ "today at 14:32", "Tue 24 Nov at 09:00"."""
    day = day_words(at, now)
    day = day.lower() if day in {"Today", "Tomorrow", "Yesterday"} else day
    zone = timezone.localtime(at).tzname() or ""
    return f"{day} at {clock_words(at)} {zone}".strip()
