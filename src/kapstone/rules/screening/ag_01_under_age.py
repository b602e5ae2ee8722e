"""Nobody under 18 years is treated."""

from dataclasses import replace

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._age import age_known, reaches
from kapstone.rules.screening._charts import aged, example, nothing_known
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, limits: Limits) -> Verdict:
    known = age_known(chart)
    if isinstance(known, Verdict):
        return known
    age, fine = known
    limit, changes = f"{limits['adult_years']:.0f} years", reaches(chart, limits["adult_years"])
    if age < limits["adult_years"]:
        return replace(
            fine,
            level=Level.STOP,
            because=f"Age is {age} years, under the limit of {limits['adult_years']:.0f}.",
            act="Do not treat; the drug is not approved under 18 years.",
            limit=limit,
            changes_at=changes,
        )
    return replace(fine, limit=limit, changes_at=changes)


RULE = Rule(
    id="AG-01",
    title="Adult age",
    says="Nobody under 18 years is treated.",
    moments=SCREENING,
    reads=("PersonDescribed",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "boxed warning, suicidality in young people"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={"adult_years": Limit(18, "years", "age from which treatment is possible", Standing.CHECKED, 18, 21)},
    examples=(
        nothing_known(),
        example("17 years", Level.STOP, aged(17)),
        example("18 years", Level.CLEAR, aged(18)),
    ),
)
