"""Kidneys that filter very little call for caution; who has no kidney disease need not be measured for this."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, Answer, LabResulted
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._labs import recent_lab
from kapstone.rules.screening._window import lapses

_ITEM = "kidney_disease"


def _decide(chart: Chart, limits: Limits) -> Verdict:
    found, asked = recent_lab(chart, Analyte.EGFR, within_days=limits["valid_days"]), chart.history_record(_ITEM)
    limit = f"{limits['egfr']:g} mL/min/1.73 m2"
    if found is not None:
        is_low = found.fact.value < limits["egfr"]
        return Verdict(
            level=Level.CAUTION if is_low else Level.CLEAR,
            because=f"eGFR is {found.fact.value:g}, {'below' if is_low else 'not below'} {limit}.",
            act="Use less and space doses; there are no data in dialysis." if is_low else "",
            value=f"{found.fact.value:g} {found.fact.unit}",
            limit=limit,
            facts=(found.id,),
            changes_at=lapses(chart, found.at, limits["valid_days"]),
        )
    if asked is not None and asked.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because="No kidney disease is known.", facts=(asked.id,))
    if asked is not None and asked.fact.answer is Answer.YES:
        return unknown("eGFR", because="There is kidney disease, and no eGFR is recorded.", act="Measure eGFR.")
    return unknown(_ITEM)


def _egfr(value: float) -> LabResulted:
    return LabResulted(analyte=Analyte.EGFR, value=value, unit="mL/min/{1.73_m2}")


RULE = Rule(
    id="RE-01",
    title="Kidneys",
    says="An eGFR below 30 calls for caution; with kidney disease it is measured first.",
    moments=SCREENING,
    reads=(_ITEM, "LabResulted"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 8"),),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "egfr": Limit(30, "", "eGFR in mL/min/1.73 m2 below which care is taken", Standing.TO_CONFIRM, 15, 60),
        "valid_days": Limit(365, "days", "how long before the first dose an eGFR counts", Standing.TO_CONFIRM, 30, 365),
    },
    examples=(
        nothing_known(),
        example("no kidney disease", Level.CLEAR, no(_ITEM)),
        example("kidney disease, not measured", Level.UNKNOWN, yes(_ITEM)),
        example("kidney disease, eGFR 45", Level.CLEAR, yes(_ITEM), _egfr(45)),
        example("no kidney disease by answer, eGFR 24", Level.CAUTION, no(_ITEM), _egfr(24)),
    ),
)
