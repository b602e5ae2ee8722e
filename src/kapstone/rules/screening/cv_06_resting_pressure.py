"""A mean resting blood pressure above 140/90 is weighed by the prescriber; it is not an exclusion by itself."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, nothing_known, pressure
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pressure import VALID_DAYS, occasions
from kapstone.rules.screening._window import lapses

_MINUTE = 1 / 1440


def _decide(chart: Chart, limits: Limits) -> Verdict:
    found = occasions(chart, valid_days=limits["valid_days"], gap=timedelta(minutes=limits["sitting_min"]))
    limit = f"{limits['systolic_mmhg']:.0f}/{limits['diastolic_mmhg']:.0f} mmHg"
    apart = limits["apart_min"]
    if not found:
        return unknown("resting blood pressure", act=f"Take two readings at rest, at least {apart:.0f} minutes apart.")
    last = found[-1]
    if len(last.readings) < 2 or last.lasted < timedelta(minutes=apart):
        return unknown(
            "second resting blood pressure",
            because=f"Resting blood pressure was read once ({last}); a mean of two readings is needed.",
            act=f"Take another reading at least {apart:.0f} minutes after the first.",
            value=str(last),
        )
    high = last.systolic_mmhg > limits["systolic_mmhg"] or last.diastolic_mmhg > limits["diastolic_mmhg"]
    return Verdict(
        level=Level.REVIEW if high else Level.CLEAR,
        because=f"Resting blood pressure is {last}, {'above' if high else 'not above'} {limit}.",
        act="Weigh the passing rise in blood pressure against the benefit, and say why." if high else "",
        value=str(last),
        limit=limit,
        facts=last.ids,
        changes_at=lapses(chart, last.readings[0].at, limits["valid_days"]),
    )


RULE = Rule(
    id="CV-06",
    title="Resting blood pressure",
    says="A resting blood pressure above 140/90 mmHg, as the mean of two readings, needs the prescriber's judgement.",
    moments=SCREENING,
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 2"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "systolic_mmhg": Limit(140, "mmHg", "mean systolic above which the prescriber decides", Standing.CHECKED, 120, 160),
        "diastolic_mmhg": Limit(90, "mmHg", "mean diastolic above which the prescriber decides", Standing.CHECKED, 70, 100),
        "apart_min": Limit(5, "minutes", "least time between first and last reading", Standing.CHECKED, 1, 60),
        "sitting_min": Limit(60, "minutes", "readings closer than this belong together", Standing.DESIGN, 15, 240),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("one reading only", Level.UNKNOWN, pressure(152, 84)),
        example("two readings, too close", Level.UNKNOWN, (3 * _MINUTE, pressure(150, 92)), (_MINUTE, pressure(148, 90))),
        example("mean above the limit", Level.REVIEW, (7 * _MINUTE, pressure(150, 92)), (_MINUTE, pressure(146, 90))),
        example("mean at the limit", Level.CLEAR, (7 * _MINUTE, pressure(144, 90)), (_MINUTE, pressure(136, 90))),
        example("readings of long ago", Level.UNKNOWN, (60.01, pressure(120, 80)), (60, pressure(120, 80))),
    ),
)
