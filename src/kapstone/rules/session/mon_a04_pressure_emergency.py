"""A very high pressure with chest pain, breathlessness, a neurological sign, severe headache or loss of sight is an emergency."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._cards import card
from kapstone.rules.session._events import END_ORGAN
from kapstone.rules.session._limits import number
from kapstone.rules.session._pressure import SYMPTOM_WITHIN, is_high, symptoms_with
from kapstone.rules.session._scene import Scene, pressure_of
from kapstone.rules.session._sources import ACC_AHA_2017, SPRAVATO_US, at
from kapstone.rules.session._story import bp, dose, event, example, nothing_known
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    shown, limit = pressure_of(latest), f"below {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}, or no symptoms"
    high, symptoms = is_high(latest, limits), symptoms_with(scene, limits, latest)
    if high and symptoms:
        return alarm(
            scene, limits, Level.URGENT, f"Blood pressure {shown}, {scene.when(latest)}, with {', '.join(symptoms)}.", latest,
            act="Stop the drug and call 911. Prescriber to the bedside.", value=shown, limit=limit,
        )  # fmt: skip
    if symptoms:
        return alarm(
            scene, limits, Level.CAUTION, f"{', '.join(symptoms).capitalize()}, {scene.when(latest)}, with {shown}.", latest,
            act=f"{card('hypertension').prompt} Tell the prescriber.", value=shown, limit=limit,
        )  # fmt: skip
    return scene.say(Level.CLEAR, f"Blood pressure {shown}, without symptoms.", value=shown, limit=limit, facts=(latest.id,))


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    return watch_vitals(
        scene,
        limits,
        ("systolic_mmhg",),
        _judge,
        name="blood pressure",
        event_words=("pressure", "hypertens", *END_ORGAN),
    )


RULE = watch_rule(
    id="MON-A4",
    title="Hypertensive emergency",
    says="180 systolic or 120 diastolic with an end-organ symptom is an emergency; no second reading is waited for.",
    reads=("VitalsTaken", "SessionEvent"),
    decide=_decide,
    cites=(ACC_AHA_2017, at(SPRAVATO_US, "section 5: refer symptomatic hypertensive crisis promptly")),
    standing=Standing.TO_CONFIRM,
    limits={
        "systolic_mmhg": number(180, "mmHg", "Systolic pressure.", standing=Standing.TO_CONFIRM, low=160, high=180),
        "diastolic_mmhg": number(120, "mmHg", "Diastolic pressure.", standing=Standing.TO_CONFIRM, low=100, high=120),
        **SYMPTOM_WITHIN,
    },
    examples=(
        nothing_known(),
        example("190/105 with chest pain", Level.URGENT, dose(), (25, bp(190, 105, "chest pain")), now=26),
        example(
            "190/105, chest pain called out a minute later",
            Level.URGENT,
            dose(),
            (25, bp(190, 105)),
            (26, event("chest pain")),
            now=27,
        ),
        example("130/80 with chest pain", Level.CAUTION, dose(), (25, bp(130, 80, "chest pain")), now=26),
        example("130/80", Level.CLEAR, dose(), (25, bp(130, 80)), now=26),
        example("190/105 without symptoms is for the other rules", Level.CLEAR, dose(), (25, bp(190, 105)), now=26),
    ),
)
