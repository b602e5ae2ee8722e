"""Blood pressure is back within a fifth of the baseline, or within 20 mmHg, and no longer rising."""

from kapstone.evidence import Standing
from kapstone.facts import Record, VitalsTaken
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._discharge import discharge_rule, fresh
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene, pressure_of
from kapstone.rules.session._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.session._story import bp, dose, example, nothing_known

_BOTH = ("systolic_mmhg", "diastolic_mmhg")
Reading = Record[VitalsTaken]


def _decide(scene: Scene, limits: Limits) -> Verdict:
    series, base = scene.after_dose("systolic_mmhg"), scene.baseline
    if base is None:
        return scene.say(
            Level.HOLD,
            "No blood pressure was taken before the dose to compare with.",
            act="The prescriber judges by the readings there are, or the baseline is entered late.",
            waits_for=("baseline blood pressure",),
            owner=Role.PRESCRIBER,
        )
    latest = fresh(scene, limits, series, "blood pressure after the dose")
    if isinstance(latest, Verdict):
        return latest
    if len(series) < 2:
        return scene.missing(
            "second blood pressure", because="One blood pressure after the dose does not show whether it is falling."
        )
    shown, was = pressure_of(latest), pressure_of(base)
    limit = f"within {limits['percent']:g} % or {limits['mmhg']:g} mmHg of {was}, and falling"
    facts = (latest.id, series[-2].id, base.id)
    if not all(_is_near(latest, base, name, limits) for name in _BOTH):
        return scene.say(
            Level.HOLD, f"Blood pressure {shown} is not yet near the baseline of {was}.", act="Repeat in 15 min; extend the observation.",
            value=shown, limit=limit, facts=facts,
        )  # fmt: skip
    if any(_is_rising(latest, series[-2], base, name, limits) for name in _BOTH):
        return scene.say(
            Level.HOLD, f"Blood pressure {shown} is rising; it was {pressure_of(series[-2])} before.", act="Repeat in 15 min.",
            value=shown, limit=limit, facts=facts,
        )  # fmt: skip
    return scene.say(
        Level.CLEAR,
        f"Blood pressure {shown} is near the baseline of {was} and not rising.",
        value=shown,
        limit=limit,
        facts=facts,
    )


def _is_near(latest: Reading, base: Reading, name: str, limits: Limits) -> bool:
    now, before = getattr(latest.fact, name), getattr(base.fact, name)
    return bool(abs(now - before) <= max(limits["mmhg"], before * limits["percent"] / 100))


def _is_rising(latest: Reading, previous: Reading, base: Reading, name: str, limits: Limits) -> bool:
    """Above the baseline and higher than the reading before by more than readings vary."""
    now = getattr(latest.fact, name)
    return bool(now > getattr(base.fact, name) and now - getattr(previous.fact, name) > limits["rise_mmhg"])


RULE = discharge_rule(
    id="DIS-D2",
    title="Blood pressure before leaving",
    says="Blood pressure is within 20 % or 20 mmHg of the baseline and falling.",
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2: discharge when blood pressure is decreasing"), EXPERT),
    standing=Standing.DESIGN,
    limits={
        "percent": number(20, "%", "Distance from the baseline in percent.", low=5, high=30),
        "mmhg": number(20, "mmHg", "Or in mmHg, whichever is more.", low=5, high=40),
        "rise_mmhg": number(5, "mmHg", "A rise of no more than this since the reading before is not a rise.", low=0, high=10),
        "max_age_min": number(30, "min", "How old the latest reading may be.", low=5, high=60),
    },
    examples=(
        nothing_known(),
        example("124/80 from 160/96", Level.CLEAR, (-5, bp(120, 78)), dose(), (60, bp(160, 96)), (110, bp(124, 80)), now=115),
        example(
            "150/92 with a baseline of 120/78",
            Level.HOLD,
            (-5, bp(120, 78)),
            dose(),
            (60, bp(160, 96)),
            (110, bp(150, 92)),
            now=115,
        ),
        example("near, but rising", Level.HOLD, (-5, bp(120, 78)), dose(), (90, bp(122, 78)), (110, bp(136, 84)), now=115),
        example("one reading only", Level.UNKNOWN, (-5, bp(120, 78)), dose(), (110, bp(124, 80)), now=115),
        example("no baseline: a prescriber decides", Level.HOLD, dose(), (90, bp(122, 78)), (110, bp(124, 80)), now=115),
        example("an hour old", Level.UNKNOWN, (-5, bp(120, 78)), dose(), (60, bp(130, 80)), (70, bp(124, 80)), now=130),
    ),
)
