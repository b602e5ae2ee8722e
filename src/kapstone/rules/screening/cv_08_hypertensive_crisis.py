"""A resting blood pressure of 180/120 or more, or any with symptoms of organ damage, needs care now."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import ACC_AHA_2017, REVIEW
from kapstone.rules.screening._charts import example, nothing_known, pressure
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pressure import VALID_DAYS
from kapstone.rules.screening._window import lapses, since


def _decide(chart: Chart, limits: Limits) -> Verdict:
    oldest = since(chart, limits["valid_days"])
    readings = tuple(record for record in chart.pressures() if record.at > oldest)
    limit = f"{limits['systolic_mmhg']:.0f}/{limits['diastolic_mmhg']:.0f} mmHg"
    if not readings:
        return unknown("resting blood pressure")
    last = readings[-1]
    systolic, diastolic = last.fact.systolic_mmhg or 0, last.fact.diastolic_mmhg or 0
    value = f"{systolic:.0f}/{diastolic:.0f} mmHg"
    is_crisis = systolic >= limits["systolic_mmhg"] or diastolic >= limits["diastolic_mmhg"]
    if not is_crisis and not last.fact.symptoms:
        changes = lapses(chart, last.at, limits["valid_days"])
        because = f"The last resting blood pressure is {value}, without symptoms."
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=(last.id,), changes_at=changes)
    symptoms = f" with {', '.join(last.fact.symptoms)}" if last.fact.symptoms else ""
    return Verdict(
        level=Level.URGENT,
        because=f"The last resting blood pressure is {value}{symptoms}: a hypertensive crisis is possible.",
        act="Do not treat. Repeat the reading at once and arrange urgent medical care; call emergency services if there are symptoms.",
        value=value,
        limit=limit,
        facts=(last.id,),
        due=last.at + timedelta(minutes=limits["act_within_min"]),
        changes_at=lapses(chart, last.at, limits["valid_days"]),
    )


RULE = Rule(
    id="CV-08",
    title="Hypertensive crisis",
    says="A resting blood pressure of 180/120 mmHg or more, or any with symptoms of organ damage, stops treatment and needs urgent care.",
    moments=SCREENING,
    reads=("VitalsTaken",),
    decide=_decide,
    cites=(ACC_AHA_2017,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    critical=True,
    limits={
        "systolic_mmhg": Limit(180, "mmHg", "systolic of a crisis", Standing.TO_CONFIRM, 160, 200),
        "diastolic_mmhg": Limit(120, "mmHg", "diastolic of a crisis", Standing.TO_CONFIRM, 100, 130),
        "act_within_min": Limit(15, "minutes", "how soon a clinician acts", Standing.DESIGN, 0, 60),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("180 upper", Level.URGENT, pressure(180, 96)),
        example("120 lower", Level.URGENT, pressure(172, 120)),
        example("moderate pressure with chest pain", Level.URGENT, pressure(150, 92, "chest pain")),
        example("high before, measured again", Level.CLEAR, (1, pressure(184, 110)), pressure(158, 92)),
    ),
)
