"""Dissociation has passed: the patient is oriented, and a CADSS-6, where it was asked, is back near what it was before the dose."""

from kapstone.facts import Answer, MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict
from kapstone.rules.session._bedside import bedside, recovery
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._scene import Scene
from kapstone.rules.session._scores import total_of
from kapstone.rules.session._story import SESSION, dose, example, nothing_known

CADSS6 = "cadss6"

_at_the_bedside = bedside(
    {"oriented": "oriented", "dissociation_resolved": "dissociation resolved"},
    clear="Oriented, and dissociation has passed.",
    act="Reassure, wait, and check again.",
)


def _decide(scene: Scene, limits: Limits) -> Verdict:
    seen = _at_the_bedside(scene, limits)
    return _by_the_scale(scene, limits) or seen if seen.level is Level.CLEAR else seen


def _by_the_scale(scene: Scene, limits: Limits) -> Verdict | None:
    """Why the scale keeps the patient here though the bedside check does not; None when it has nothing against leaving."""
    asked = scene.chart.facts.of(MeasureAnswered, lambda fact: fact.instrument == CADSS6 and fact.session == scene.session)
    before, after = _split(scene, asked)
    if not after:
        return None
    latest = after[-1]
    now = total_of(latest.fact)
    if now is None:
        return scene.missing("CADSS-6", because="The CADSS-6 after the dose was not answered in full.")
    was = total_of(before[-1].fact) if before else None
    most = (was or 0) + limits["above_baseline"]  # without a baseline only what would be little for anyone passes
    if now <= most:
        return None
    compared = f"it was {was:g} before the dose" if was is not None else "it was not asked before the dose"
    return scene.say(
        Level.HOLD, f"CADSS-6 is {now:g}; {compared}.", act="Reassure, wait, and ask again.",
        value=f"{now:g}", limit=f"at most {most:g}", facts=(latest.id,),
    )  # fmt: skip


def _split(
    scene: Scene, asked: tuple[Record[MeasureAnswered], ...]
) -> tuple[list[Record[MeasureAnswered]], list[Record[MeasureAnswered]]]:
    started = scene.started_at
    before = [record for record in asked if started is None or record.at <= started]
    return before, [record for record in asked if record not in before and record.at <= scene.until]


def _cadss6(at: float, total: float) -> tuple[float, MeasureAnswered]:
    return at, MeasureAnswered(instrument=CADSS6, instrument_version="1", answers={}, total_only=total, session=SESSION)


_WELL = (110, recovery(oriented=Answer.YES, dissociation_resolved=Answer.YES))

RULE = discharge_rule(
    id="DIS-D5",
    title="Dissociation has passed",
    says="Dissociation has resolved, the patient is oriented to person, place, time and plan, and a CADSS-6 is at most 2 above baseline.",
    reads=("RecoveryAssessed", "MeasureAnswered"),
    decide=_decide,
    limits={
        "max_age_min": number(45, "min", "How old the bedside check may be.", low=10, high=90),
        "above_baseline": number(2, "points", "A CADSS-6 is at most this much above that before the dose.", low=0, high=6),
    },
    examples=(
        nothing_known(),
        example("checked, as it should be", Level.CLEAR, dose(), _WELL, now=115),
        example(
            "oriented, dissociation not resolved",
            Level.HOLD,
            dose(),
            (110, recovery(oriented=Answer.YES, dissociation_resolved=Answer.NO)),
            now=115,
        ),
        example("not checked", Level.UNKNOWN, dose(), (110, recovery()), now=115),
        example("CADSS-6 of 1 before and 3 now", Level.CLEAR, _cadss6(-20, 1), dose(), _WELL, _cadss6(111, 3), now=115),
        example("CADSS-6 of 1 before and 4 now", Level.HOLD, _cadss6(-20, 1), dose(), _WELL, _cadss6(111, 4), now=115),
        example("CADSS-6 of 3 now, not asked before", Level.HOLD, dose(), _WELL, _cadss6(111, 3), now=115),
    ),
)
