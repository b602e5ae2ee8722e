"""A resting blood pressure of 160/100 or more on two occasions waits until it is treated."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import CANMAT_2021, MCINTYRE_2021, REVIEW
from kapstone.rules.screening._charts import example, nothing_known, pressure
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pressure import VALID_DAYS, Occasion, occasions
from kapstone.rules.screening._window import lapses


def _decide(chart: Chart, limits: Limits) -> Verdict:
    found = occasions(chart, valid_days=limits["valid_days"], gap=timedelta(hours=limits["occasions_apart_hours"]))
    limit = f"{limits['systolic_mmhg']:.0f}/{limits['diastolic_mmhg']:.0f} mmHg on 2 occasions"
    if not found:
        return unknown("resting blood pressure")

    def is_high(occasion: Occasion) -> bool:
        return occasion.systolic_mmhg >= limits["systolic_mmhg"] or occasion.diastolic_mmhg >= limits["diastolic_mmhg"]

    last, high = found[-1], tuple(occasion for occasion in found if is_high(occasion))
    if not is_high(last):
        changes = lapses(chart, last.readings[0].at, limits["valid_days"])
        return Verdict(
            level=Level.CLEAR,
            because=f"The last resting blood pressure is {last}, below {limits['systolic_mmhg']:.0f}/{limits['diastolic_mmhg']:.0f} mmHg.",
            value=str(last),
            limit=limit,
            facts=last.ids,
            changes_at=changes,
        )
    if len(high) < 2:
        return unknown(
            "blood pressure on a second occasion",
            because=f"Resting blood pressure was {last} on one occasion; a second one decides.",
            act=f"Measure again at least {limits['occasions_apart_hours']:.0f} hours later.",
            value=str(last),
        )
    seen = " and ".join(str(occasion) for occasion in high[-2:])
    return Verdict(
        level=Level.HOLD,
        because=f"Resting blood pressure was {seen} on two occasions: it is not controlled.",
        act="Treat the blood pressure first, then measure again.",
        value=seen,
        limit=limit,
        facts=tuple(record for occasion in high[-2:] for record in occasion.ids),
        changes_at=lapses(chart, high[-2].readings[0].at, limits["valid_days"]),
    )


RULE = Rule(
    id="CV-07",
    title="Uncontrolled blood pressure",
    says="A resting blood pressure of 160/100 mmHg or more on two occasions holds treatment until it is controlled.",
    moments=SCREENING,
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(MCINTYRE_2021, CANMAT_2021),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    critical=True,
    limits={
        "systolic_mmhg": Limit(160, "mmHg", "systolic from which pressure is uncontrolled", Standing.DESIGN, 140, 180),
        "diastolic_mmhg": Limit(100, "mmHg", "diastolic from which pressure is uncontrolled", Standing.DESIGN, 90, 120),
        "occasions_apart_hours": Limit(
            12, "hours", "silence after which the next reading is another occasion", Standing.DESIGN, 1, 168
        ),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("high on one occasion", Level.UNKNOWN, pressure(168, 96)),
        example("high on two occasions", Level.HOLD, (4, pressure(162, 94)), pressure(168, 96)),
        example("high by the lower number", Level.HOLD, (4, pressure(150, 101)), pressure(148, 100)),
        example("high before, controlled now", Level.CLEAR, (9, pressure(162, 94)), (4, pressure(166, 94)), pressure(142, 88)),
    ),
)
