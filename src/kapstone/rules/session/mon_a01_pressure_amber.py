"""171/104 during a session is amber: watch, calm, repeat in five minutes; it is usually observed, not treated."""

from collections.abc import Sequence
from datetime import timedelta

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._limits import number
from kapstone.rules.session._pressure import is_high
from kapstone.rules.session._scene import Scene, minutes, pressure_of
from kapstone.rules.session._sources import EXPERT, RODRIGUES_2020, YIP_2022
from kapstone.rules.session._story import adverse_event, bp, dose, example, nothing_known
from kapstone.rules.session._watch import Seen, alarm, watch_rule, watch_vitals


def _judge(scene: Scene, limits: Limits, series: Sequence[Seen]) -> Verdict:
    latest = series[-1]
    shown, limit = pressure_of(latest), f"below {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}"
    if not is_high(latest, limits):
        return scene.say(
            Level.CLEAR, f"Blood pressure {shown}, {scene.when(latest)}.", value=shown, limit=limit, facts=(latest.id,)
        )
    again_at = latest.at + timedelta(minutes=limits["repeat_min"])
    confirmed = len(series) > 1 and is_high(series[-2], limits)
    once = "for the second time or more" if confirmed else "once"
    overdue = f" The repeat is overdue by {minutes(scene.until - again_at)}." if scene.until > again_at else ""
    return alarm(
        scene,
        limits,
        Level.CAUTION,
        f"Blood pressure {shown}, {scene.when(latest)}, {once} at or above {limits['systolic_mmhg']:g}/{limits['diastolic_mmhg']:g}.{overdue}",
        latest,
        act=f"Repeat within {limits['repeat_min']:g} min. Reassure, sit the patient up, less light and sound"
        + (
            "; tell the prescriber and pause the infusion if it is rising."
            if confirmed
            else "; pause the infusion if it is rising."
        ),
        value=shown,
        limit=limit,
        changes_at=again_at if scene.until < again_at else None,
    )


def _decide(scene: Scene, limits: Limits) -> Verdict | tuple[Verdict, ...]:
    return watch_vitals(scene, limits, ("systolic_mmhg",), _judge, name="blood pressure", event_words=("pressure", "hypertens"))


_CALM = (-5, bp(126, 80))
_HIGH = (25, bp(171, 104))

RULE = watch_rule(
    id="MON-A1",
    title="Blood pressure in session",
    says="A systolic pressure of 165 or a diastolic of 100 mmHg or more is amber and is repeated within 5 minutes.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(RODRIGUES_2020, YIP_2022, EXPERT),
    standing=Standing.CHECKED,
    limits={
        "systolic_mmhg": number(
            165, "mmHg", "Systolic pressure from which it is amber.", standing=Standing.CHECKED, low=140, high=180
        ),
        "diastolic_mmhg": number(
            100, "mmHg", "Diastolic pressure from which it is amber.", standing=Standing.CHECKED, low=90, high=115
        ),
        "repeat_min": number(5, "min", "It is repeated within this time.", low=1, high=15),
    },
    examples=(
        nothing_known(),
        example("131/84 at 20 minutes", Level.CLEAR, _CALM, dose(), (20, bp(131, 84))),
        example("171/104 twenty-five minutes into an infusion", Level.CAUTION, _CALM, dose(), _HIGH, now=26),
        example("and again five minutes later", Level.CAUTION, _CALM, dose(), _HIGH, (30, bp(168, 101)), now=31),
        example(
            "back to 140/86: a note that an adverse event is to be recorded",
            Level.NOTE,
            _CALM,
            dose(),
            _HIGH,
            (30, bp(140, 86)),
        ),
        example(
            "recorded", Level.NOTE, _CALM, dose(), _HIGH, (28, adverse_event("Blood pressure increased")), (30, bp(140, 86))
        ),
        example("an artefact is not heard", Level.CLEAR, _CALM, dose(), (25, bp(171, 104, is_artefact=True)), now=26),
        example("fine, but forty minutes ago", Level.UNKNOWN, _CALM, dose(), (20, bp(131, 84)), now=60),
    ),
)
