"""180/110 twice in a row is red: stop the drug, prescriber at the bedside; once, it is repeated at once."""

from collections.abc import Sequence
from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._limits import number
from kapstone.rules.session._pressure import SYMPTOM_WITHIN, is_high, symptoms_with
from kapstone.rules.session._scene import Scene, pressure_of
from kapstone.rules.session._sources import EXPERT
from kapstone.rules.session._story import bp, dose, event, example, nothing_known
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    shown, limit = pressure_of(latest), f"below {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}"
    said = f"Blood pressure {shown}, {scene.when(latest)}"
    if not is_high(latest, limits):
        return scene.say(Level.CLEAR, f"{said}.", value=shown, limit=limit, facts=(latest.id,))
    symptoms = ", ".join(symptoms_with(scene, limits, latest))
    if len(series) > 1 and series[-2].at < latest.at and is_high(series[-2], limits):  # one moment confirms nothing
        why = f"{said}, and {pressure_of(series[-2])} before it."
    elif symptoms:
        why = f"{said}, with {symptoms}."
    else:
        again_at = latest.at + timedelta(minutes=limits["repeat_min"])
        return alarm(
            scene, limits, Level.CAUTION, f"{said}, once; a second such reading is red.", latest,
            act="Pause the infusion and repeat at once on the other arm.", value=shown, limit=limit,
            changes_at=again_at if scene.until < again_at else None,
        )  # fmt: skip
    return alarm(
        scene, limits, Level.STOP, why, latest,
        act=f"{card('hypertension').prompt} {card('hypertension').then[0]}",
        value=shown, limit=limit, facts=tuple(seen.id for seen in series[-2:]),
    )  # fmt: skip


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    return watch_vitals(scene, limits, ("systolic_mmhg",), _judge, name="blood pressure", event_words=("pressure", "hypertens"))


RULE = watch_rule(
    id="MON-A3",
    title="Very high blood pressure in session",
    says="Two readings in a row of 180 systolic or 110 diastolic, or one with symptoms, stop the drug.",
    reads=("VitalsTaken", "SessionEvent"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    limits={
        "systolic_mmhg": number(180, "mmHg", "Systolic pressure from which two readings are red.", low=160, high=200),
        "diastolic_mmhg": number(110, "mmHg", "Diastolic pressure from which two readings are red.", low=100, high=120),
        **SYMPTOM_WITHIN,
        "repeat_min": number(5, "min", "Once red, it is taken again within this time.", low=1, high=10),
    },
    examples=(
        nothing_known(),
        example("150/90", Level.CLEAR, dose(), (25, bp(150, 90))),
        example("184/108 once", Level.CAUTION, dose(), (25, bp(184, 108)), now=26),
        example("184/108, then 182/112", Level.STOP, dose(), (25, bp(184, 108)), (28, bp(182, 112)), now=29),
        example("184/108, then 150/90", Level.NOTE, dose(), (25, bp(184, 108)), (28, bp(150, 90)), now=29),
        example(
            "130/112 once, chest pain called out", Level.STOP, dose(), (25, bp(130, 112)), (26, event("chest pain")), now=27
        ),
        example("once, with headache", Level.STOP, dose(), (25, bp(184, 108, "headache")), now=26),
    ),
)
