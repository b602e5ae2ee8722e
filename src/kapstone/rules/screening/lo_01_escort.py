"""Nobody goes home alone after a dose: an adult escort and transport are arranged."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level, Override, Role
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "escort_arranged"


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    record = chart.history_record(_ITEM)
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(_ITEM)
    if record.fact.answer is Answer.YES:
        return Verdict(level=Level.CLEAR, because="An adult escort is arranged for dose days.", facts=(record.id,))
    return Verdict(
        level=Level.HOLD,
        because="No adult escort is arranged; nobody drives until the next day after a restful sleep.",
        act="Arrange an adult who takes the patient home.",
        facts=(record.id,),
    )


RULE = Rule(
    id="LO-01",
    title="Escort home",
    says="An adult escort and transport are arranged for every dose day.",
    moments=SCREENING,
    reads=(_ITEM,),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sections 2 and 5.9"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    owner=Role.COORDINATOR,
    override=Override.NEVER,
    examples=(
        nothing_known(),
        example("arranged", Level.CLEAR, yes(_ITEM)),
        example("not arranged", Level.HOLD, no(_ITEM)),
        example("not sure yet", Level.UNKNOWN, not_sure(_ITEM)),
    ),
)
