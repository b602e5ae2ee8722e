"""A PHQ-9 of 10 is a positive screen for depression, and 15 the usual entry; it decides nothing by itself."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import KROENKE_2001, REVIEW
from kapstone.rules.screening._charts import example, nothing_known, scored
from kapstone.rules.screening._cut import VALID_DAYS, over
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._scales import PHQ9


def _decide(chart: Chart, limits: Limits) -> Verdict:
    answered = PHQ9.answered(chart, limits["valid_days"])
    is_entry = answered is not None and answered[1] >= limits["entry_points"]
    means = "depression is likely, at the level where treatment for it usually begins" if is_entry else "depression is likely"
    found = over(
        chart, PHQ9, limits["points"], level=Level.NOTE, days=limits["valid_days"], means=means,
        act="Confirm the diagnosis by interview.", clear="not a positive screen",
    )  # fmt: skip
    return found or PHQ9.ask()


RULE = Rule(
    id="SC-01",
    title="Depression score",
    says="A PHQ-9 of 10 or more is noted as a positive screen, 15 or more as the usual entry for depression.",
    moments=SCREENING,
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(KROENKE_2001,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "points": Limit(10, "points", "a positive screen", Standing.TO_CONFIRM, 5, 15),
        "entry_points": Limit(15, "points", "the usual entry", Standing.TO_CONFIRM, 10, 20),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("9 points", Level.CLEAR, scored("phq9", 9)),
        example("12 points", Level.NOTE, scored("phq9", 12)),
        example("19 points", Level.NOTE, scored("phq9", 19)),
    ),
)
