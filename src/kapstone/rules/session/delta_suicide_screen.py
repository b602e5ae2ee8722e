"""The Columbia screener is asked on the day of the dose and after the last session."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import DoseGiven
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import COLUMBIA, EXPERT
from kapstone.rules.session._story import DAY, before_dosing, nothing_known
from kapstone.rules.session._suicidality import cssrs, latest_screen


def _decide(scene: Scene, limits: Limits) -> Verdict:
    screen = latest_screen(scene.chart)
    if screen is None:
        return scene.missing("C-SSRS since last contact", act="Ask the screener with the patient.")
    asked_at = screen.record.at
    other_doses = scene.chart.facts.of(DoseGiven, lambda fact: fact.session != scene.session)
    at_dose = min(scene.until, scene.started_at or scene.until)
    good_until = asked_at + timedelta(hours=limits["hours"])
    if other_doses and asked_at <= other_doses[-1].at:
        return scene.missing("C-SSRS since last contact", because="The screener was last asked before the previous dose.")
    if at_dose > good_until:
        return scene.missing(
            "C-SSRS since last contact",
            because=f"The screener is more than {limits['hours']:g} hours old; it is asked on the day.",
        )
    return scene.say(
        Level.CLEAR, "The screener was asked today.", facts=(screen.record.id,), changes_at=good_until + timedelta(seconds=1)
    )


RULE = delta_rule(
    id="DELTA-SUICIDE-SCREEN",
    title="Suicide screen asked today",
    says="The Columbia screener since last contact is asked on the day of every dose.",
    reads=("MeasureAnswered", "DoseGiven"),
    decide=_decide,
    cites=(COLUMBIA, EXPERT),
    standing=Standing.DESIGN,
    owner=Role.THERAPIST,
    override=Override.NEVER,
    limits={"hours": number(18, "h", "How old the screener may be.", low=1, high=24)},
    examples=(
        nothing_known(),
        before_dosing("asked at check-in", Level.CLEAR, cssrs(-30, 0, 0, 0, 0, 0, 0)),
        before_dosing("asked last week", Level.UNKNOWN, cssrs(-7 * DAY, 0, 0, 0, 0, 0, 0)),
    ),
)
