"""Fewer than eight breaths a minute is red; no breath is an emergency."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._events import APNOEA, EMERGENCY_OVER
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import dose, event, example, nothing_known, vitals
from kapstone.rules.session._watch import Seen, alarm, emergency, watch_rule, watch_vitals

_WORDS = ("apnoea", "apnea", "respir", "breath")


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    rate = latest.fact.respiratory_rate_per_min
    shown, limit = f"{rate:g} per min", f"at least {limits['low']:g}"
    said = f"Respiratory rate {shown}, {scene.when(latest)}."
    if rate >= limits["low"]:
        return scene.say(Level.CLEAR, said, value=shown, limit=limit, facts=(latest.id,))
    level = Level.URGENT if rate <= limits["none"] else Level.STOP
    help_too = " ".join(("", *card("respiratory_depression").then))
    return alarm(
        scene, limits, level, said, latest, act=f"{card('respiratory_depression').prompt}{help_too}", value=shown, limit=limit
    )


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    if scene.events(APNOEA):
        called = emergency(scene, limits, (APNOEA,), EMERGENCY_OVER, card_id="respiratory_depression", name="apnoea")
        counted = watch_vitals(
            scene, limits, ("respiratory_rate_per_min",), _judge, name="respiratory rate", event_words=_WORDS
        )
        return max((*called, *counted), key=lambda verdict: verdict.level)
    return watch_vitals(scene, limits, ("respiratory_rate_per_min",), _judge, name="respiratory rate", event_words=_WORDS)


RULE = watch_rule(
    id="MON-A7",
    title="Breathing in session",
    says="A respiratory rate below 8 is red; apnoea of more than 15 seconds is an emergency.",
    reads=("VitalsTaken", "SessionEvent", "AdverseEventSeen"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "low": number(8, "per min", "Below this it is red.", low=6, high=10),
        "none": number(4, "per min", "At or below this it is an emergency.", low=0, high=6),
    },
    examples=(
        nothing_known(),
        example("14", Level.CLEAR, dose(), (20, vitals(respiratory_rate_per_min=14))),
        example("7", Level.STOP, dose(), (20, vitals(respiratory_rate_per_min=7))),
        example("none counted", Level.URGENT, dose(), (20, vitals(respiratory_rate_per_min=0))),
        example("apnoea called out", Level.URGENT, dose(), (20, vitals(respiratory_rate_per_min=14)), (21, event("apnoea"))),
        example(
            "apnoea, over", Level.HOLD,
            dose(), (21, event("apnoea")), (23, event("emergency over")), (24, vitals(respiratory_rate_per_min=12)),
        ),
        example("7, then 12", Level.NOTE, dose(), (20, vitals(respiratory_rate_per_min=7)), (22, vitals(respiratory_rate_per_min=12))),
    ),
)  # fmt: skip
