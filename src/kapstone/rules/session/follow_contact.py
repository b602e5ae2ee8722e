"""A patient who could not be reached on the day after a dose is tried again and goes to the prescriber."""

from kapstone.evidence import Standing
from kapstone.facts import Discharged, NextDayContacted
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._follow_up import each_session, follow_up_rule, hours, next_day_contact
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT, HULL_2022
from kapstone.rules.session._story import DAY, SESSION, dose, example


def _decide(scene: Scene, limits: Limits) -> tuple[Verdict, ...]:
    contact = next_day_contact(scene)
    left = scene.chart.facts.latest(Discharged, lambda fact: fact.session == scene.session)
    if contact is None:
        overdue_at = left.at + hours(limits, "overdue_h") if left else None
        if overdue_at is None or scene.chart.now < overdue_at:
            return ()
        because = f"No contact within {limits['overdue_h']:g} hours of leaving."
        return (scene.missing("next-day contact", because=because, act="Call the patient now."),)
    if contact.fact.reached:
        return (scene.say(Level.CLEAR, "The patient was reached.", facts=(contact.id,), owner=Role.MONITOR),)
    return (
        scene.say(
            Level.REVIEW, "The patient was not reached on the day after the dose.",
            act="Try again, then the emergency contact; the prescriber decides on a welfare check.", facts=(contact.id,),
            due=contact.at + hours(limits, "act_h"),
        ),
    )  # fmt: skip


_LEFT = (120, Discharged(session=SESSION, assessment="Awake.", signature="Mira Okafor"))

RULE = follow_up_rule(
    id="FOLLOW-CONTACT",
    title="Reached on the day after",
    says="A patient not reached on the day after a dose goes to the prescriber.",
    reads=("NextDayContacted", "Discharged", "DoseGiven"),
    decide=each_session(_decide),
    cites=(HULL_2022, EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={
        "overdue_h": number(36, "h", "Contact is made within this time of leaving.", low=12, high=72),
        "act_h": number(4, "h", "The prescriber acts within this time.", low=1, high=24),
    },
    examples=(
        example("reached", Level.CLEAR, dose(), _LEFT, (DAY, NextDayContacted(session=SESSION, reached=True)), now=DAY + 5),
        example(
            "not reached", Level.REVIEW, dose(), _LEFT, (DAY, NextDayContacted(session=SESSION, reached=False)), now=DAY + 5
        ),
        example("nobody called for two days", Level.UNKNOWN, dose(), _LEFT, now=2 * DAY),
    ),
)
