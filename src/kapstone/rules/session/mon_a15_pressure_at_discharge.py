"""A pressure still at 140/90, or 20 above baseline, when the patient could leave, extends the observation."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Moment, Verdict
from kapstone.rules.session._discharge import fresh
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, both, pressure_of
from kapstone.rules.session._sources import SPRAVATO_US, at
from kapstone.rules.session._story import bp, dose, example, nothing_known
from kapstone.rules.session._watch import alarm, watch_rule


def _decide(scene: Scene, limits: Limits) -> Verdict:
    latest = fresh(scene, limits, scene.after_dose("systolic_mmhg"), "blood pressure after the dose")
    if isinstance(latest, Verdict):
        return latest
    base = scene.baseline
    if base is None:
        because = "No blood pressure was taken before the dose to compare with."
        return alarm(
            scene, limits, Level.CAUTION, because, latest, act="Judge by the readings there are.", waits_for=("baseline",)
        )
    now, before = both(latest), both(base)
    high = now[0] >= limits["systolic_mmhg"] or now[1] >= limits["diastolic_mmhg"]
    risen = max(now[0] - before[0], now[1] - before[1]) > limits["rise_mmhg"]
    shown, limit = (
        pressure_of(latest),
        f"below {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}, {limits['rise_mmhg']:g} of baseline",
    )
    if high or risen:
        return alarm(
            scene, limits, Level.CAUTION, f"Blood pressure is still {shown}; the baseline was {pressure_of(base)}.", latest,
            act="Extend the observation until it is falling.", value=shown, limit=limit, facts=(latest.id, base.id),
        )  # fmt: skip
    return scene.say(
        Level.CLEAR,
        f"Blood pressure is {shown}; the baseline was {pressure_of(base)}.",
        value=shown,
        limit=limit,
        facts=(latest.id,),
    )


RULE = watch_rule(
    id="MON-A15",
    title="Blood pressure when the patient could leave",
    says="A pressure of 140/90 or more, or more than 20 mmHg above baseline, at discharge time extends the observation.",
    reads=("VitalsTaken",),
    decide=_decide,
    moments=frozenset({Moment.DISCHARGE}),
    cites=(at(SPRAVATO_US, "section 2: assess until blood pressure falls"),),
    standing=Standing.CHECKED,
    limits={
        "systolic_mmhg": number(
            140, "mmHg", "Systolic pressure from which to extend.", standing=Standing.CHECKED, low=120, high=160
        ),
        "diastolic_mmhg": number(
            90, "mmHg", "Diastolic pressure from which to extend.", standing=Standing.CHECKED, low=80, high=100
        ),
        "rise_mmhg": number(20, "mmHg", "Rise above baseline beyond which to extend.", low=10, high=40),
    },
    examples=(
        nothing_known(),
        example("122/78 after 120/76", Level.CLEAR, (-5, bp(120, 76)), dose(), (110, bp(122, 78)), now=115),
        example("146/88 after 120/76", Level.CAUTION, (-5, bp(120, 76)), dose(), (110, bp(146, 88)), now=115),
        example("132/84 after 108/70", Level.CAUTION, (-5, bp(108, 70)), dose(), (110, bp(132, 84)), now=115),
        example("not taken since the dose", Level.UNKNOWN, (-5, bp(120, 76)), dose(), now=115),
    ),
)
