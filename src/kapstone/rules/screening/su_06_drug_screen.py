"""A urine drug screen with an unexplained positive holds treatment."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import DrugScreened, TestResult
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import has_lapsed, lapses


def _decide(chart: Chart, limits: Limits) -> Verdict:
    record, days = chart.facts.latest(DrugScreened), limits["valid_days"]
    if record is None:
        return unknown("urine drug screen")
    day = f"{record.at.day} {record.at:%B %Y}"
    if record.fact.result is TestResult.POSITIVE and record.fact.unexplained:
        found = ", ".join(record.fact.substances) or "a substance not named"
        return Verdict(
            level=Level.HOLD,
            because=f"The drug screen of {day} shows {found}, and nothing explains it.",
            act="Clarify the result before any dose.",
            value="positive, unexplained",
            facts=(record.id,),
            override=Override.TWO_CLINICIANS,
        )
    if has_lapsed(chart, record, days):
        because = f"The drug screen of {day} is more than {days:.0f} days old."
        return unknown("urine drug screen", because=because, act="Repeat the drug screen.")
    if record.fact.result is TestResult.INDETERMINATE:
        because = f"The drug screen of {day} gave no clear result."
        return unknown("urine drug screen", because=because, act="Repeat the drug screen.")
    is_positive = record.fact.result is TestResult.POSITIVE
    return Verdict(
        level=Level.NOTE if is_positive else Level.CLEAR,
        because=f"The drug screen of {day} is {'positive, and explained' if is_positive else 'negative'}.",
        value=record.fact.result.value,
        limit=f"at most {days:.0f} days old",
        facts=(record.id,),
        changes_at=lapses(chart, record.at, days),
    )


RULE = Rule(
    id="SU-06",
    title="Urine drug screen",
    says="A urine drug screen not older than thirty days is needed, and an unexplained positive holds treatment.",
    moments=SCREENING,
    reads=("DrugScreened",),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    critical=True,
    limits={"valid_days": Limit(30, "days", "how long before the first dose a drug screen counts", Standing.TO_CONFIRM, 1, 90)},
    examples=(
        nothing_known(),
        example("negative", Level.CLEAR, (3, DrugScreened(result=TestResult.NEGATIVE))),
        example(
            "positive and explained", Level.NOTE, (3, DrugScreened(result=TestResult.POSITIVE, substances=("amphetamine",)))
        ),
        example("positive and unexplained", Level.HOLD, (3, DrugScreened(result=TestResult.POSITIVE, unexplained=True))),
        example("no clear result", Level.UNKNOWN, (3, DrugScreened(result=TestResult.INDETERMINATE))),
        example("too old", Level.UNKNOWN, (31, DrugScreened(result=TestResult.NEGATIVE))),
    ),
)
