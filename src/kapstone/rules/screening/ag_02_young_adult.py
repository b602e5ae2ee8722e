"""From 18 to 24 years suicidal thoughts are watched more closely."""

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
    limit, changes = (
        f"{limits['closer_until_years']:.0f} years",
        reaches(chart, 18 if age < 18 else limits["closer_until_years"]),
    )
    if 18 <= age < limits["closer_until_years"]:
        return replace(
            fine,
            level=Level.CAUTION,
            because=f"Age is {age} years, under {limits['closer_until_years']:.0f}; antidepressants carry a warning of suicidality at this age.",
            act="Watch suicidal thoughts more closely, above all early in treatment.",
            limit=limit,
            changes_at=changes,
        )
    return replace(fine, limit=limit, changes_at=changes)


RULE = Rule(
    id="AG-02",
    title="Young adult",
    says="From 18 to 24 years suicidal thoughts are watched more closely.",
    moments=SCREENING,
    reads=("PersonDescribed",),
    decide=_decide,
    cites=(at(SPRAVATO_US, "boxed warning, suicidality in young people"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={"closer_until_years": Limit(25, "years", "age from which the closer watch ends", Standing.CHECKED, 18, 30)},
    examples=(
        nothing_known(),
        example("19 years", Level.CAUTION, aged(19)),
        example("25 years", Level.CLEAR, aged(25)),
        example("17 years, which AG-01 stops", Level.CLEAR, aged(17)),
    ),
)
