"""Before a dose the patient's intention and frame of mind are noted."""

from kapstone.facts import PreparationDone
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import DAY, before_dosing, check_in, nothing_known


def _decide(scene: Scene, _limits: Limits) -> Verdict:
    record = scene.chart.check_in
    if record and record.fact.intention.strip():
        return scene.say(Level.CLEAR, "The intention for this session is noted.", facts=(record.id,))
    prepared = scene.chart.facts.latest(PreparationDone, lambda fact: bool(fact.intention.strip()))
    if prepared:
        return scene.say(Level.CLEAR, "The intention was noted in preparation.", facts=(prepared.id,))
    return scene.missing(
        "intention", because="No intention has been noted.", act="Ask for the patient's intention and note it."
    )


RULE = delta_rule(
    id="DELTA-INTENTION",
    title="Intention noted",
    says="The patient's intention for the session is noted before a dose.",
    reads=("CheckedIn", "PreparationDone"),
    decide=_decide,
    owner=Role.THERAPIST,
    examples=(
        nothing_known(),
        before_dosing("said at check-in", Level.CLEAR, (-30, check_in())),
        before_dosing(
            "said in preparation",
            Level.CLEAR,
            (-3 * DAY, PreparationDone(topics=("intention",), minutes=50, intention="To rest.")),
        ),
        before_dosing("not said", Level.UNKNOWN, (-30, check_in(intention=""))),
    ),
)
