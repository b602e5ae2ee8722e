"""Before a dose the measure this course is judged by was answered within the last week."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.facts import Indication, MeasureAnswered
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import DAY, before_dosing, nothing_known

_INDEX = {
    Indication.TRD: ("qids", "madrs"),
    Indication.MDD: ("qids", "madrs"),
    Indication.BIPOLAR: ("qids", "madrs"),
    Indication.PTSD: ("pcl5", "caps5"),
    Indication.ANXIETY: ("gad7", "lsas"),
    Indication.OCD: ("ocir", "ybocs"),
    Indication.PAIN: ("peg",),
    Indication.ALCOHOL: ("auditc",),
    Indication.END_OF_LIFE: ("who5",),
}
"""The measure of each indication; PHQ-9 for all others, and accepted for every one."""


def _decide(scene: Scene, limits: Limits) -> Verdict:
    indication = scene.chart.indication
    wanted = ("phq9", *(_INDEX.get(indication, ()) if indication else ()))
    answered = scene.chart.facts.latest(MeasureAnswered, lambda fact: fact.instrument in wanted)
    limit = f"within {limits['days']:g} days"
    if answered is None:
        return scene.missing("index measure", act="Ask the patient to answer the PHQ-9.")
    good_until = answered.at + timedelta(days=limits["days"])
    if scene.chart.now > good_until:
        old = scene.chart.age_of(answered).days
        return scene.missing("index measure", because=f"The last answers are {old} days old; {limit} are needed.")
    return scene.say(
        Level.CLEAR, f"The measure of this course was answered {limit}.", limit=limit, facts=(answered.id,),
        changes_at=good_until + timedelta(seconds=1),
    )  # fmt: skip


_ANSWERS = MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=14)

RULE = delta_rule(
    id="DELTA-INDEX-MEASURE",
    title="Index measure in date",
    says="The PHQ-9, or the measure of the indication, was answered within 7 days before a dose.",
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    owner=Role.THERAPIST,
    limits={"days": number(7, "days", "How old the answers may be.", low=1, high=14)},
    examples=(
        nothing_known(),
        before_dosing("answered yesterday", Level.CLEAR, (-1 * DAY, _ANSWERS)),
        before_dosing("answered three weeks ago", Level.UNKNOWN, (-21 * DAY, _ANSWERS)),
    ),
)
