"""Oxygen saturation on room air is at least 94 %, or as before, and breathing 10 to 20 a minute."""

from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule, fresh
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._story import dose, example, nothing_known, vitals


def _decide(scene: Scene, limits: Limits) -> Verdict:
    oxygen = fresh(scene, limits, scene.after_dose("spo2_percent"), "oxygen saturation after the dose")
    breaths = fresh(scene, limits, scene.after_dose("respiratory_rate_per_min"), "respiratory rate after the dose")
    if isinstance(oxygen, Verdict):
        return oxygen
    if isinstance(breaths, Verdict):
        return breaths
    spo2, rate = oxygen.fact.spo2_percent or 0.0, breaths.fact.respiratory_rate_per_min or 0.0
    before = [record.fact.spo2_percent for record in scene.before_dose("spo2_percent") if record.fact.spo2_percent]
    wanted = min(limits["spo2_percent"], before[-1]) if before else limits["spo2_percent"]
    shown = f"{spo2:g} %, {rate:g} per min"
    limit = f"at least {wanted:g} % on room air, {limits['rate_low']:g} to {limits['rate_high']:g} per min"
    facts = (oxygen.id, breaths.id)
    if oxygen.fact.oxygen_litres_per_min > 0:
        because = "Oxygen is still running; the saturation on room air is not known to be enough."
        return scene.say(Level.HOLD, because, act="Take it off and measure again.", value=shown, limit=limit, facts=facts)
    if spo2 < wanted or not limits["rate_low"] <= rate <= limits["rate_high"]:
        because = f"Saturation {spo2:g} % and {rate:g} breaths a minute are not both within range."
        return scene.say(Level.HOLD, because, act="Go on observing and measure again.", value=shown, limit=limit, facts=facts)
    return scene.say(
        Level.CLEAR, f"Saturation {spo2:g} % on room air, {rate:g} breaths a minute.", value=shown, limit=limit, facts=facts
    )


RULE = discharge_rule(
    id="DIS-D3",
    title="Breathing before leaving",
    says="Saturation on room air is at least 94 %, or as before the dose, and the respiratory rate 10 to 20.",
    reads=("VitalsTaken",),
    decide=_decide,
    limits={
        "spo2_percent": number(94, "%", "Lowest saturation on room air.", low=90, high=98),
        "rate_low": number(10, "per min", "Lowest respiratory rate.", low=8, high=12),
        "rate_high": number(20, "per min", "Highest respiratory rate.", low=16, high=24),
        "max_age_min": number(30, "min", "How old the latest reading may be.", low=5, high=60),
    },
    examples=(
        nothing_known(),
        example("97 %, 14", Level.CLEAR, dose(), (110, vitals(spo2_percent=97, respiratory_rate_per_min=14)), now=115),
        example("92 %, 14", Level.HOLD, dose(), (110, vitals(spo2_percent=92, respiratory_rate_per_min=14)), now=115),
        example(
            "97 % with oxygen", Level.HOLD,
            dose(), (110, vitals(spo2_percent=97, respiratory_rate_per_min=14, oxygen_litres_per_min=2)), now=115,
        ),
        example("breathing not counted", Level.UNKNOWN, dose(), (110, vitals(spo2_percent=97)), now=115),
    ),
)  # fmt: skip
