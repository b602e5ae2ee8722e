"""A heart rate above 130 or below 45, or a newly irregular pulse, is red."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._events import IRREGULAR_PULSE
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import dose, event, example, nothing_known, vitals
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals

_WORDS = ("tachycard", "bradycard", "arrhythm", "heart rate", "pulse", "palpitation")


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    rate = latest.fact.heart_rate_per_min
    shown, limit = f"{rate:g} per min", f"{limits['low']:g} to {limits['high']:g}"
    if limits["low"] <= rate <= limits["high"]:
        return scene.say(
            Level.CLEAR, f"Heart rate {shown}, {scene.when(latest)}.", value=shown, limit=limit, facts=(latest.id,)
        )
    return alarm(
        scene, limits, Level.STOP, f"Heart rate {shown}, {scene.when(latest)}.", latest,
        act=card("arrhythmia").prompt, value=shown, limit=limit,
    )  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    irregular = scene.events(IRREGULAR_PULSE)
    if irregular and not scene.has_adverse_event(_WORDS, irregular[-1].at):
        return alarm(
            scene, limits, Level.STOP, f"Irregular pulse, {scene.when(irregular[-1])}.", irregular[-1],
            act=f"{card('arrhythmia').prompt} Record what the ECG shows as an adverse event.", value="irregular",
        )  # fmt: skip
    return watch_vitals(scene, limits, ("heart_rate_per_min",), _judge, name="heart rate", event_words=_WORDS)


RULE = watch_rule(
    id="MON-A5",
    title="Heart rate in session",
    says="A heart rate above 130 or below 45, or a newly irregular pulse, stops the drug.",
    reads=("VitalsTaken", "SessionEvent", "AdverseEventSeen"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "low": number(45, "per min", "Below this it is red.", low=35, high=55),
        "high": number(130, "per min", "Above this it is red.", low=110, high=150),
    },
    examples=(
        nothing_known(),
        example("92", Level.CLEAR, dose(), (20, vitals(heart_rate_per_min=92))),
        example("138", Level.STOP, dose(), (20, vitals(heart_rate_per_min=138))),
        example("138, then 98", Level.NOTE, dose(), (20, vitals(heart_rate_per_min=138)), (25, vitals(heart_rate_per_min=98))),
        example("irregular", Level.STOP, dose(), (20, vitals(heart_rate_per_min=92)), (21, event("irregular pulse"))),
    ),
)
