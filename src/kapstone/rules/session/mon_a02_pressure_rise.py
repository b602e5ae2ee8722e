"""A rise of 40 systolic or 25 diastolic above the patient's own baseline is amber and an adverse event, whatever the level."""

from collections.abc import Sequence

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, pressure_of
from kapstone.rules.session._sources import SPRAVATO_US, at
from kapstone.rules.session._story import bp, dose, example, nothing_known
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    base, latest = scene.baseline, series[-1]
    if base is None:
        return _no_baseline(scene)
    rise = (latest.fact.systolic_mmhg - base.fact.systolic_mmhg, latest.fact.diastolic_mmhg - base.fact.diastolic_mmhg)
    shown, limit = f"{rise[0]:+g}/{rise[1]:+g}", f"below +{limits['systolic_mmhg']:g}/+{limits['diastolic_mmhg']:g}"
    said = f"Blood pressure {pressure_of(latest)}, {scene.when(latest)}, is {shown} from the baseline of {pressure_of(base)}."
    if rise[0] < limits["systolic_mmhg"] and rise[1] < limits["diastolic_mmhg"]:
        return scene.say(Level.CLEAR, said, value=shown, limit=limit, facts=(latest.id, base.id))
    return alarm(
        scene, limits, Level.CAUTION, said, latest,
        act=f"Record an adverse event and repeat within {limits['repeat_min']:g} min.",
        value=shown, limit=limit, facts=(latest.id, base.id),
    )  # fmt: skip


def _no_baseline(scene: Scene) -> Verdict:
    return scene.missing(
        "baseline blood pressure", because="No blood pressure was taken before the dose, so a rise cannot be judged."
    )


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    if scene.baseline is None:
        return _no_baseline(scene)
    return watch_vitals(scene, limits, ("systolic_mmhg",), _judge, name="blood pressure", event_words=("pressure", "hypertens"))


RULE = watch_rule(
    id="MON-A2",
    title="Rise of blood pressure from baseline",
    says="A rise of 40 mmHg systolic or 25 mmHg diastolic from the last pressure before the dose is amber and is recorded.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "increases of 40 systolic or 25 diastolic in 8 to 19 % within 1.5 hours"),),
    standing=Standing.CHECKED,
    limits={
        "systolic_mmhg": number(
            40, "mmHg", "Systolic rise from which it is amber.", standing=Standing.CHECKED, low=20, high=60
        ),
        "diastolic_mmhg": number(
            25, "mmHg", "Diastolic rise from which it is amber.", standing=Standing.CHECKED, low=10, high=40
        ),
        "repeat_min": number(10, "min", "It is repeated within this time.", low=5, high=15),
    },
    examples=(
        nothing_known(),
        example("112/70 to 156/88", Level.CAUTION, (-5, bp(112, 70)), dose(), (25, bp(156, 88))),
        example("112/70 to 140/84", Level.CLEAR, (-5, bp(112, 70)), dose(), (25, bp(140, 84))),
        example("down again", Level.NOTE, (-5, bp(112, 70)), dose(), (20, bp(156, 88)), (28, bp(124, 76))),
        example("nothing before the dose", Level.UNKNOWN, dose(), (25, bp(124, 80))),
    ),
)
