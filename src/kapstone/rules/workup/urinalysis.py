"""Work-up: a urinalysis, so that harm to the bladder can be told from what was there before; symptoms are UR-02's."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Record, TestResult, UrinalysisDone
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Verdict, unknown
from kapstone.rules._sources import KETALAR, SPRAVATO_US, at
from kapstone.rules.screening._charts import example
from kapstone.rules.workup._item import item_rule


def _result(_chart: Chart, record: Record[UrinalysisDone]) -> Verdict | None:
    match record.fact.result:
        case TestResult.POSITIVE:
            said = f": {record.fact.remarks}" if record.fact.remarks else ""
            return Verdict(
                level=Level.CAUTION,
                because=f"The urinalysis is positive{said}.",
                act="Take a culture, and find the cause before repeated doses.",
                value="positive",
                facts=(record.id,),
            )
        case TestResult.INDETERMINATE:
            return unknown("urinalysis", because="The urinalysis gave no clear result.", act="Repeat the urinalysis.")
    return None


RULE = item_rule(
    id="WU-URINALYSIS",
    title="Urinalysis",
    says="A urinalysis is at most 30 days old before the first dose; a positive one is looked into.",
    what="urinalysis",
    kind=UrinalysisDone,
    days=Limit(30, "days", "how old the urinalysis may be before the first dose", Standing.TO_CONFIRM, 7, 90),
    act="Take a urinalysis.",
    cites=(at(SPRAVATO_US, "section 5.9"), at(KETALAR, "genitourinary reports")),
    standing=Standing.TO_CONFIRM,
    example_fact=UrinalysisDone(result=TestResult.NEGATIVE),
    further=_result,
    examples=(
        example("blood", Level.CAUTION, UrinalysisDone(result=TestResult.POSITIVE, remarks="blood")),
        example("no clear result", Level.UNKNOWN, UrinalysisDone(result=TestResult.INDETERMINATE)),
    ),
)
