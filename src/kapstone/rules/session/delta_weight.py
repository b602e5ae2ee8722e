"""Before a dose the weight is at most thirty days old, at most seven when there is swelling."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Answer, WeightMeasured
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import DAY, before_dosing, check_in, nothing_known


def _decide(scene: Scene, limits: Limits) -> Verdict:
    weight, record = scene.chart.weight, scene.chart.check_in
    if weight is None:
        return scene.missing("weight", act="Weigh the patient.")
    if record is None or record.fact.oedema is Answer.UNKNOWN:
        return scene.missing(
            "swelling", because="Nobody has asked yet about swelling, which decides how old the weight may be."
        )
    days = limits["oedema_days"] if record.fact.oedema is Answer.YES else limits["days"]
    good_until = weight.at + timedelta(days=days)
    shown, limit = f"{weight.fact.kilograms:g} kg", f"at most {days:g} days old"
    if scene.chart.now > good_until:
        old = scene.chart.age_of(weight).days
        return scene.say(
            Level.UNKNOWN, f"The weight of {shown} is {old} days old; at most {days:g}.", act="Weigh the patient.",
            waits_for=("weight",), value=shown, limit=limit, facts=(weight.id,),
        )  # fmt: skip
    return scene.say(
        Level.CLEAR, f"The weight is {shown}, measured within {days:g} days.", value=shown, limit=limit,
        facts=(weight.id, record.id), changes_at=good_until + timedelta(seconds=1),
    )  # fmt: skip


RULE = delta_rule(
    id="DELTA-WEIGHT",
    title="Weight is recent",
    says="The weight is at most 30 days old before a dose, at most 7 when there is swelling.",
    reads=("WeightMeasured", "CheckedIn"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "days": number(30, "days", "How old the weight may be.", low=1, high=90),
        "oedema_days": number(7, "days", "How old the weight may be when there is swelling.", low=1, high=30),
    },
    examples=(
        nothing_known(),
        before_dosing("weighed ten days ago", Level.CLEAR, (-10 * DAY, WeightMeasured(kilograms=70)), (-30, check_in())),
        before_dosing("weighed forty days ago", Level.UNKNOWN, (-40 * DAY, WeightMeasured(kilograms=70)), (-30, check_in())),
        before_dosing(
            "weighed ten days ago, with swelling", Level.UNKNOWN,
            (-10 * DAY, WeightMeasured(kilograms=70)), (-30, check_in(oedema=Answer.YES)),
        ),
    ),
)  # fmt: skip
