"""Work-up: weight and height; two readings of blood pressure are CV-06's."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import HeightMeasured, WeightMeasured
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.workup._item import there


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either(
        "Weight and height are measured.",
        there(chart, chart.weight, "weight", limits["weight_days"], act="Weigh the patient.", subject="weight"),
        there(
            chart, chart.facts.latest(HeightMeasured), "height", limits["height_days"], act="Measure height.", subject="height"
        ),
    )


RULE = Rule(
    id="WU-BODY",
    title="Weight and height",
    says="Weight is at most 30 days old before the first dose, and height is known.",
    moments=SCREENING,
    reads=("WeightMeasured", "HeightMeasured"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    owner=Role.MONITOR,
    limits={
        "weight_days": Limit(30, "days", "how old the weight may be before the first dose", Standing.TO_CONFIRM, 1, 90),
        "height_days": Limit(1830, "days", "how old the height may be; adults hardly change", Standing.DESIGN, 30, 3650),
    },
    examples=(
        nothing_known(),
        example("both measured", Level.CLEAR, WeightMeasured(kilograms=70), (400, HeightMeasured(centimetres=170))),
        example("weighed forty days ago", Level.UNKNOWN, (40, WeightMeasured(kilograms=70)), HeightMeasured(centimetres=170)),
    ),
)
