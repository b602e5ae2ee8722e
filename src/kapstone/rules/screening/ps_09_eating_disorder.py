"""An eating disorder that upsets the body's salts, or a very low BMI, holds treatment."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import HeightMeasured, WeightMeasured
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "unstable_eating_disorder"
_asked = stop_if_yes(
    _ITEM,
    level=Level.HOLD,
    because="There is an eating disorder that makes the body unstable; the heart's rhythm is at risk.",
    clear="No unstable eating disorder is known.",
    act="Stabilise weight and electrolytes first.",
    subject=_ITEM,
    override=Override.TWO_CLINICIANS,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No unstable eating disorder is known.", _asked(chart, limits), _thin(chart, limits["bmi_kg_per_m2"]))


def _thin(chart: Chart, least: float) -> Verdict | None:
    """A BMI that was measured and is very low counts whatever the answer; one that was not measured says nothing."""
    bmi, weight = chart.bmi, chart.weight
    if bmi is None or weight is None or bmi >= least:
        return None
    return Verdict(
        level=Level.HOLD,
        because=f"BMI is {bmi:.1f} kg/m², below {least:g} kg/m².",
        act="Check electrolytes and ECG, and treat the low weight first.",
        value=f"{bmi:.1f} kg/m²",
        limit=f"{least:g} kg/m²",
        subject="bmi",
        facts=(weight.id,),
        override=Override.TWO_CLINICIANS,
    )


RULE = Rule(
    id="PS-09",
    title="Unstable eating disorder",
    says="An eating disorder with unstable electrolytes, or a BMI below 16, holds treatment.",
    moments=SCREENING,
    reads=(_ITEM, "WeightMeasured", "HeightMeasured"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={"bmi_kg_per_m2": Limit(16, "kg/m²", "BMI below which treatment waits", Standing.TO_CONFIRM, 14, 18.5)},
    examples=(
        nothing_known(),
        example("the answer is yes", Level.HOLD, yes(_ITEM)),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
        example("no by answer, BMI 15.2", Level.HOLD, no(_ITEM), WeightMeasured(kilograms=44), HeightMeasured(centimetres=170)),
    ),
)
