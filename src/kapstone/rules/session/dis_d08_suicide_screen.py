"""Where the screener before the dose showed more than a low risk, or the patient was in distress, it is asked again before leaving."""

from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.findings import Level, Override, Role
from kapstone.instruments import Triage
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import COLUMBIA, EXPERT
from kapstone.rules.session._story import dose, example, nothing_known, state
from kapstone.rules.session._suicidality import cssrs, screens_of


def _decide(scene: Scene, limits: Limits) -> Verdict:
    started_at = scene.started_at
    screens = screens_of(scene.chart)
    before = [screen for screen in screens if started_at is not None and screen.record.at <= started_at]
    after = [
        screen
        for screen in screens
        if started_at is not None and screen.record.at > started_at and screen.record.at <= scene.until
    ]
    if after:
        latest = after[-1]
        facts = (latest.record.id, *((latest.resolved.id,) if latest.resolved else ()))
        if latest.tier is None:
            return scene.missing("C-SSRS before leaving", because="The screener was not answered in full.")
        if latest.tier.rank <= Triage.LOW.rank or (latest.resolved and latest.resolved.fact.safe_to_continue):
            return scene.say(Level.CLEAR, "The screener before leaving shows no risk that keeps the patient here.", facts=facts)
        level = Level.URGENT if latest.tier is Triage.HIGH else Level.HOLD
        return scene.say(
            level, f"The screener before leaving shows a {latest.tier.value} risk.", facts=facts, value=latest.tier.value,
            act="Do not let the patient leave alone; evaluate and record what you found.", owner=Role.PRESCRIBER, due=latest.record.at + timedelta(minutes=15),
        )  # fmt: skip
    distress = max((seen.fact.distress_0_10 or 0 for seen in scene.states("distress_0_10")), default=0)
    if before and before[-1].tier is not None and before[-1].tier.rank >= Triage.MODERATE.rank:
        return scene.missing(
            "C-SSRS before leaving", because=f"The screener before the dose showed a {before[-1].tier.value} risk."
        )
    if distress >= limits["distress"]:
        return scene.missing("C-SSRS before leaving", because=f"Distress reached {distress} in the session.")
    if not before or before[-1].tier is None:
        return scene.missing("C-SSRS before leaving", because="No complete screener was asked before the dose.")
    return scene.say(Level.CLEAR, "No reason to ask the screener again before leaving.", facts=(before[-1].record.id,))


RULE = discharge_rule(
    id="DIS-D8",
    title="Suicide screen before leaving",
    says="The Columbia screener is asked before leaving when it showed more than a low risk before, or distress was high.",
    reads=("MeasureAnswered", "ConcernResolved", "StateObserved"),
    decide=_decide,
    cites=(COLUMBIA, EXPERT),
    standing=Standing.DESIGN,
    owner=Role.THERAPIST,
    override=Override.NEVER,
    limits={"distress": number(7, "of 10", "Distress in the session from which it is asked again.", low=4, high=10)},
    examples=(
        nothing_known(),
        example("all no before the dose", Level.CLEAR, cssrs(-30, 0, 0, 0, 0, 0, 0), dose(), now=115),
        example("thoughts of how before the dose", Level.UNKNOWN, cssrs(-30, 1, 1, 1, 0, 0, 0), dose(), now=115),
        example("distress of 8", Level.UNKNOWN, cssrs(-30, 0, 0, 0, 0, 0, 0), dose(), (30, state(distress_0_10=8)), now=115),
        example(
            "asked again, all no", Level.CLEAR, cssrs(-30, 1, 1, 1, 0, 0, 0), dose(), cssrs(110, 0, 0, 0, 0, 0, 0), now=115
        ),
        example(
            "asked again, thoughts of how",
            Level.HOLD,
            cssrs(-30, 0, 0, 0, 0, 0, 0),
            dose(),
            cssrs(110, 1, 1, 1, 0, 0, 0),
            now=115,
        ),
        example(
            "asked again, intention", Level.URGENT, cssrs(-30, 0, 0, 0, 0, 0, 0), dose(), cssrs(110, 1, 1, 1, 1, 0, 0), now=115
        ),
    ),
)
