"""From 65 years a lower first dose and the risk of falls are considered."""

from dataclasses import replace

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import REVIEW, SPRAVATO_ASIA
from kapstone.rules.screening._age import age_known, reaches
from kapstone.rules.screening._charts import aged, example, nothing_known
from kapstone.rules.screening._history import SCREENING

_US_START_MG = 56


def _decide(chart: Chart, limits: Limits) -> Verdict:
    known = age_known(chart)
    if isinstance(known, Verdict):
        return known
    age, fine = known
    limit, changes = f"{limits['older_years']:.0f} years", reaches(chart, limits["older_years"])
    if age >= limits["older_years"]:
        return replace(
            fine,
            level=Level.CAUTION,
            because=f"Age is {age} years, at or above {limits['older_years']:.0f}.",
            act=_act(limits["esketamine_start_mg"]),
            limit=limit,
            changes_at=changes,
        )
    return replace(fine, limit=limit, changes_at=changes)


def _act(start_mg: float) -> str:
    """28 mg is suggested where labels separate by age; with 56 mg the US table is followed."""
    lower = "Consider a lower first dose" if start_mg < _US_START_MG else "The US table does not lower the first dose"
    return f"{lower} (esketamine {start_mg:g} mg), and prevent falls."


RULE = Rule(
    id="AG-03",
    title="Older adult",
    says="From 65 years a lower first dose and the risk of falls are considered.",
    moments=SCREENING,
    reads=("PersonDescribed",),
    decide=_decide,
    cites=(SPRAVATO_ASIA,),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={
        "older_years": Limit(65, "years", "age from which the first dose is lowered", Standing.CHECKED, 55, 75),
        "esketamine_start_mg": Limit(
            28, "mg", "first dose of esketamine that is suggested; labels differ", Standing.CHECKED, 28, 56
        ),
    },
    examples=(
        nothing_known(),
        example("64 years", Level.CLEAR, aged(64)),
        example("65 years", Level.CAUTION, aged(65)),
    ),
)
