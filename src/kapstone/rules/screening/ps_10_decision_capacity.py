"""Without decision capacity nobody is treated; consent cannot be given for someone by overriding a rule."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import ASKP3_2020, CONSENT_LAW, REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "has_decision_capacity"


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    record = chart.history_record(_ITEM)
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(_ITEM)
    if record.fact.answer is Answer.YES:
        return Verdict(level=Level.CLEAR, because="The patient can decide on this treatment.", facts=(record.id,))
    return Verdict(
        level=Level.STOP,
        because="The patient cannot decide on this treatment, so cannot consent to it.",
        act="Do not treat; assess capacity again if it may return.",
        facts=(record.id,),
    )


RULE = Rule(
    id="PS-10",
    title="Decision capacity",
    says="Who cannot give informed consent is not treated.",
    moments=SCREENING,
    reads=(_ITEM,),
    decide=_decide,
    cites=(ASKP3_2020, CONSENT_LAW),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    override=Override.NEVER,
    critical=True,  # ADR 6: stricter than the fact base
    examples=(
        nothing_known(),
        example("has capacity", Level.CLEAR, yes(_ITEM)),
        example("lacks capacity", Level.STOP, no(_ITEM)),
        example("not assessed yet", Level.UNKNOWN, not_sure(_ITEM)),
    ),
)
