"""Untreated hyperthyroidism holds treatment until the thyroid is controlled."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import KETALAR, REVIEW, SANACORA_2017, at
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "untreated_hyperthyroidism"
_asked = stop_if_yes(
    _ITEM,
    level=Level.HOLD,
    because="The thyroid is overactive and untreated; pulse and blood pressure could rise dangerously.",
    clear="No untreated hyperthyroidism is known.",
    act="Treat the thyroid first; treatment waits until it is controlled.",
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No untreated hyperthyroidism is known.", _asked(chart, limits), _low_tsh(chart))


def _low_tsh(chart: Chart) -> Verdict | None:
    """A suppressed TSH is looked at even when the answer was no; without a result nothing is said."""
    lab = chart.lab(Analyte.TSH)
    if lab is None or lab.fact.lower_limit is None or lab.fact.value >= lab.fact.lower_limit:
        return None
    value, limit = f"{lab.fact.value:g} {lab.fact.unit}", f"{lab.fact.lower_limit:g} {lab.fact.unit}"
    return Verdict(
        level=Level.REVIEW,
        because=f"TSH is {value}, below the laboratory's lower limit of {limit}.",
        act="Ask for symptoms of an overactive thyroid, then decide.",
        value=value,
        limit=limit,
        subject="tsh",
        facts=(lab.id,),
    )


RULE = Rule(
    id="EN-01",
    title="Untreated hyperthyroidism",
    says="Untreated hyperthyroidism holds treatment until the thyroid is controlled.",
    moments=SCREENING,
    reads=(_ITEM, "LabResulted"),
    decide=_decide,
    cites=(at(KETALAR, "older label, caution with thyroid replacement"), SANACORA_2017),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    critical=True,
    examples=(
        nothing_known(),
        example("the answer is yes", Level.HOLD, yes(_ITEM)),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
        example(
            "the answer is no, TSH is low",
            Level.REVIEW,
            no(_ITEM),
            LabResulted(analyte=Analyte.TSH, value=0.1, unit="mIU/L", lower_limit=0.4),
        ),
    ),
)
