"""Fully awake (MOAA/S 5) and a modified Aldrete score of at least 9."""

from datetime import datetime

from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule, fresh
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._scores import total_of
from kapstone.rules.session._sources import ALDRETE_1995, CHERNIK_1990
from kapstone.rules.session._story import SESSION, dose, example, nothing_known, state

ALDRETE = "aldrete"


def _decide(scene: Scene, limits: Limits) -> Verdict:
    awake = fresh(scene, limits, [seen for seen in scene.states("moaas") if _after(scene, seen.at)], "wakefulness (MOAA/S)")
    if isinstance(awake, Verdict):
        return awake
    scored = scene.chart.facts.of(MeasureAnswered, lambda fact: fact.instrument == ALDRETE and fact.session == scene.session)
    aldrete = fresh(scene, limits, [record for record in scored if _after(scene, record.at)], "Aldrete score")
    if isinstance(aldrete, Verdict):
        return aldrete
    total, moaas = total_of(aldrete.fact), awake.fact.moaas or 0
    if total is None:
        return scene.missing("Aldrete score", because="The Aldrete score was not answered in full.")
    shown, limit = f"MOAA/S {moaas}, Aldrete {total:g}", f"MOAA/S {limits['moaas']:g}, Aldrete at least {limits['aldrete']:g}"
    facts = (awake.id, aldrete.id)
    if moaas < limits["moaas"] or total < limits["aldrete"]:
        return scene.say(
            Level.HOLD,
            f"{shown}: not yet recovered.",
            act="Go on observing and score again.",
            value=shown,
            limit=limit,
            facts=facts,
        )
    return scene.say(Level.CLEAR, f"{shown}.", value=shown, limit=limit, facts=facts)


def _after(scene: Scene, moment: datetime) -> bool:
    return scene.started_at is not None and moment > scene.started_at


def _aldrete(total: float) -> MeasureAnswered:
    return MeasureAnswered(instrument=ALDRETE, instrument_version="1", answers={}, total_only=total, session=SESSION)


RULE = discharge_rule(
    id="DIS-D4",
    title="Awake and recovered",
    says="MOAA/S is 5 and the modified Aldrete score at least 9.",
    reads=("StateObserved", "MeasureAnswered"),
    decide=_decide,
    cites=(ALDRETE_1995, CHERNIK_1990),
    standing=Standing.TO_CONFIRM,
    limits={
        "moaas": number(5, "MOAA/S", "Wakefulness from which the patient may leave.", low=5, high=5),
        "aldrete": number(
            9, "of 10", "Aldrete score from which the patient may leave.", standing=Standing.TO_CONFIRM, low=8, high=10
        ),
        "max_age_min": number(30, "min", "How old both may be.", low=5, high=60),
    },
    examples=(
        nothing_known(),
        example("5 and 10", Level.CLEAR, dose(), (110, state(moaas=5)), (110, _aldrete(10)), now=115),
        example("5 and 8", Level.HOLD, dose(), (110, state(moaas=5)), (110, _aldrete(8)), now=115),
        example("4 and 9", Level.HOLD, dose(), (110, state(moaas=4)), (110, _aldrete(9)), now=115),
        example("Aldrete not scored", Level.UNKNOWN, dose(), (110, state(moaas=5)), now=115),
    ),
)
