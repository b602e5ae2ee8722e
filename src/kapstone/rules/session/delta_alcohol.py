"""Alcohol or drugs in the last day hold the dose; the gate says from when it may be looked at again."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import asked, delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, check_in, nothing_known

_asked = asked(
    "alcohol_or_drugs_24h", "alcohol and drugs in the last 24 hours", level=Level.HOLD,
    because="There was alcohol or another drug in the last 24 hours; with ketamine it deepens sedation.",
    act="Wait and check in again.", clear="No alcohol and no other drug in the last 24 hours.",
)  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict:
    record = scene.chart.check_in
    if record and record.fact.alcohol_or_drugs_24h is Answer.YES:
        again = record.at + timedelta(hours=limits["hours"])
        return scene.say(
            Level.HOLD, "There was alcohol or another drug in the 24 hours before check-in; with ketamine it deepens sedation.",
            act=f"Check the patient in again when {limits['hours']:g} hours without either have passed.",
            value="yes", facts=(record.id,), due=again,
        )  # fmt: skip
    return _asked(scene, limits)


RULE = delta_rule(
    id="DELTA-ALCOHOL",
    title="Alcohol or drugs in 24 hours",
    says="Alcohol or another drug in the last 24 hours holds the dose.",
    reads=("CheckedIn",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 7: central nervous system depressants"), EXPERT),
    standing=Standing.TO_CONFIRM,
    limits={"hours": number(24, "h", "Without alcohol or drugs before a dose.", standing=Standing.TO_CONFIRM, low=8, high=72)},
    examples=(
        nothing_known(),
        before_dosing("none", Level.CLEAR, (-30, check_in())),
        before_dosing("wine last night", Level.HOLD, (-30, check_in(alcohol_or_drugs_24h=Answer.YES))),
        before_dosing("not asked", Level.UNKNOWN, (-30, check_in(alcohol_or_drugs_24h=Answer.UNKNOWN))),
    ),
)  # fmt: skip
