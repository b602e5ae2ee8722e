"""Above 75 years the prescriber decides; the trials ended there."""

from dataclasses import replace

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import ANAND_2023, REVIEW
from kapstone.rules.screening._age import age_known, reaches
from kapstone.rules.screening._charts import aged, example, nothing_known
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, limits: Limits) -> Verdict:
    known = age_known(chart)
    if isinstance(known, Verdict):
        return known
    age, fine = known
    limit, changes = f"{limits['trial_years']:.0f} years", reaches(chart, limits["trial_years"] + 1)
    if age > limits["trial_years"]:
        return replace(
            fine,
            level=Level.REVIEW,
            because=f"Age is {age} years, above {limits['trial_years']:.0f}, where the trials ended.",
            act="Weigh benefit and risk at this age, and say why.",
            limit=limit,
            changes_at=changes,
        )
    return replace(fine, limit=limit, changes_at=changes)


RULE = Rule(
    id="AG-04",
    title="Beyond the age of the trials",
    says="Above 75 years the prescriber decides; the trials ended there.",
    moments=SCREENING,
    reads=("PersonDescribed",),
    decide=_decide,
    cites=(ANAND_2023,),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={"trial_years": Limit(75, "years", "highest age in the trials", Standing.CHECKED, 70, 90)},
    examples=(
        nothing_known(),
        example("75 years", Level.CLEAR, aged(75)),
        example("76 years", Level.REVIEW, aged(76)),
    ),
)
