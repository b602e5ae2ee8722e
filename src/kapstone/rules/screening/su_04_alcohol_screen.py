"""A positive AUDIT-C calls for the full AUDIT; the lower cut holds for everyone not recorded as male."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Sex
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import BUSH_1998, REVIEW
from kapstone.rules.screening._charts import aged, example, nothing_known, scored
from kapstone.rules.screening._cut import VALID_DAYS, over
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._scales import AUDIT_C


def _decide(chart: Chart, limits: Limits) -> Verdict:
    is_male = chart.person is not None and chart.person.sex_at_birth is Sex.MALE
    cut = limits["men_points"] if is_male else limits["points"]
    found = over(
        chart, AUDIT_C, cut, level=Level.REVIEW, days=limits["valid_days"], means="drinking may be hazardous",
        act="Ask the full AUDIT and talk about drinking, then decide.", clear="not a positive screen",
    )  # fmt: skip
    return found or AUDIT_C.ask()


RULE = Rule(
    id="SU-04",
    title="Alcohol screen",
    says="An AUDIT-C of 4 or more in men, 3 or more in everyone else, calls for the full AUDIT and the prescriber's judgement.",
    moments=SCREENING,
    reads=("MeasureAnswered", "PersonDescribed"),
    decide=_decide,
    cites=(BUSH_1998,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "men_points": Limit(4, "points", "a positive screen, recorded as male at birth", Standing.TO_CONFIRM, 3, 6),
        "points": Limit(3, "points", "a positive screen, everyone else", Standing.TO_CONFIRM, 2, 6),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("3 points, a man", Level.CLEAR, aged(40, Sex.MALE), scored("auditc", 3)),
        example("4 points, a man", Level.REVIEW, aged(40, Sex.MALE), scored("auditc", 4)),
        example("3 points, a woman", Level.REVIEW, aged(40), scored("auditc", 3)),
        example("3 points, sex not known", Level.REVIEW, scored("auditc", 3)),
    ),
)
