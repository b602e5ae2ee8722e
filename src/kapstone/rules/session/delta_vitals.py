"""Before a dose a whole set of vitals has been taken: pressure, heart rate, oxygen saturation, breathing and temperature."""

from datetime import timedelta

from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._delta import delta_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import before_dosing, bp, nothing_known

_SET = {
    "systolic_mmhg": "blood pressure",
    "heart_rate_per_min": "heart rate",
    "spo2_percent": "oxygen saturation",
    "respiratory_rate_per_min": "respiratory rate",
    "temperature_celsius": "temperature",
}


def _decide(scene: Scene, limits: Limits) -> Verdict:
    at_dose = min(scene.until, scene.started_at or scene.until)
    span = timedelta(minutes=limits["max_age_min"])
    latest = {name: next(reversed(scene.before_dose(field)), None) for field, name in _SET.items()}
    missing = tuple(name for name, record in latest.items() if record is None or at_dose - record.at > span)
    if missing:
        return scene.missing(*missing, because=f"Not taken within {limits['max_age_min']:g} min: {', '.join(missing)}.")
    taken = [record for record in latest.values() if record is not None]
    return scene.say(
        Level.CLEAR, "The whole set of vitals has been taken.", facts=tuple({record.id: None for record in taken}),
        changes_at=min(record.at for record in taken) + span + timedelta(seconds=1),
    )  # fmt: skip


RULE = delta_rule(
    id="DELTA-VITALS",
    title="Set of vitals is complete",
    says="Blood pressure, heart rate, oxygen saturation, breathing and temperature are taken shortly before a dose.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2: blood pressure before each session"), EXPERT),
    limits={"max_age_min": number(30, "min", "How old the set may be.", low=5, high=60)},
    examples=(
        nothing_known(),
        before_dosing("only a blood pressure", Level.UNKNOWN, (-5, bp(124, 80))),
        before_dosing(
            "the whole set", Level.CLEAR,
            (-5, bp(124, 80, heart_rate_per_min=70, spo2_percent=98, respiratory_rate_per_min=14, temperature_celsius=36.7)),
        ),
    ),
)  # fmt: skip
