"""Before a dose everything that may have changed since the last visit has been asked; each answer has a rule of its own."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Moment, Rule, Verdict
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, in_session
from kapstone.rules.session._sources import EXPERT, REVIEW
from kapstone.rules.session._story import before_dosing, check_in, nothing_known


def _decide(scene: Scene, limits: Limits) -> Verdict:
    record = scene.chart.check_in
    if record is None:
        return scene.missing("check-in", act="Check the patient in.")
    hours = (min(scene.until, scene.started_at or scene.until) - record.at).total_seconds() / 3600
    if hours > limits["same_day_h"]:
        return scene.missing("check-in", because=f"The check-in is {hours:.0f} hours old; it is done on the day of the dose.")
    stale_at = record.at + timedelta(hours=limits["same_day_h"], seconds=1)
    return scene.say(Level.CLEAR, "The check-in for this session is done.", facts=(record.id,), changes_at=stale_at)


RULE = Rule(
    id="MON-P10",
    title="Check-in for this session",
    says="The patient is checked in on the day of the dose; each answer is judged by the rules DELTA-*.",
    moments=frozenset({Moment.PRE_DOSE}),
    reads=("CheckedIn",),
    decide=in_session(_decide),
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    limits={"same_day_h": number(12, "h", "A check-in counts for doses within this time.", low=1, high=24)},
    critical=True,
    owner=Role.MONITOR,
    examples=(
        nothing_known(),
        before_dosing("checked in half an hour ago", Level.CLEAR, (-30, check_in())),
        before_dosing("checked in yesterday", Level.UNKNOWN, (-20 * 60, check_in())),
    ),
)
