"""Work-up: a short test of cognition from the age of sixty, or when more than eight doses are planned."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._age import reaches
from kapstone.rules.screening._charts import aged, example, nothing_known, scored
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.workup._item import there


def _decide(chart: Chart, limits: Limits) -> Verdict:
    if chart.age_years is None:
        return unknown("birth date", because="Whether cognition is tested depends on age, which is not known.")
    many = limits["planned_doses"] > limits["doses"]
    if chart.age_years < limits["age_years"] and not many:
        because = f"Age is under {limits['age_years']:g} and few doses are planned: no test of cognition is needed."
        return Verdict(level=Level.CLEAR, because=because, changes_at=reaches(chart, limits["age_years"]))
    tested = chart.measures("moca")
    last = tested[-1] if tested else None
    return there(chart, last, "test of cognition", limits["days"], act="Test cognition, for example with the MoCA.")


RULE = Rule(
    id="WU-COGNITION",
    title="Cognition tested",
    says="From the age of 60, or with more than eight doses planned, cognition is tested within 90 days before the first dose.",
    moments=SCREENING,
    reads=("PersonDescribed", "MeasureAnswered"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "age_years": Limit(60, "years", "age from which cognition is tested", Standing.TO_CONFIRM, 50, 75),
        "doses": Limit(8, "doses", "planned doses above which cognition is tested", Standing.TO_CONFIRM, 6, 20),
        "planned_doses": Limit(0, "doses", "doses the programme plans; it says so itself", Standing.DESIGN, 0, 60),
        "days": Limit(90, "days", "how old the test may be before the first dose", Standing.TO_CONFIRM, 30, 180),
    },
    examples=(
        nothing_known(),
        example("40 years", Level.CLEAR, aged(40)),
        example("62 years, not tested", Level.UNKNOWN, aged(62)),
        example("62 years, tested last month", Level.CLEAR, aged(62), (30, scored("moca", 27))),
    ),
)
