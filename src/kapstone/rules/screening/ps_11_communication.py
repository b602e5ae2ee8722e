"""A barrier of understanding or language without support needs the prescriber's judgement."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import CONSENT_LAW, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_BARRIER, _SUPPORT = "communication_barrier", "communication_support"


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    facts = tuple(record.id for item in (_BARRIER, _SUPPORT) if (record := chart.history_record(item)))
    match chart.history(_BARRIER), chart.history(_SUPPORT):
        case Answer.UNKNOWN, _:
            return unknown(_BARRIER)
        case Answer.NO, _:
            return Verdict(level=Level.CLEAR, because="No barrier to understanding is known.", facts=facts)
        case _, Answer.YES:
            because = "There is a barrier to understanding, and support is arranged."
            return Verdict(level=Level.NOTE, because=because, act="Use the support at every visit.", facts=facts)
    return Verdict(
        level=Level.REVIEW,
        because="There is a barrier to understanding, and no support for it is recorded.",
        act="Arrange an interpreter or other support before consent.",
        waits_for=(_SUPPORT,) if chart.history(_SUPPORT) is Answer.UNKNOWN else (),
        facts=facts,
    )


RULE = Rule(
    id="PS-11",
    title="Barrier to understanding",
    says="An intellectual or communication barrier without support needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_BARRIER, _SUPPORT),
    decide=_decide,
    cites=(CONSENT_LAW,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("no barrier", Level.CLEAR, no(_BARRIER)),
        example("a barrier without support", Level.REVIEW, yes(_BARRIER), no(_SUPPORT)),
        example("a barrier, support not asked", Level.REVIEW, yes(_BARRIER)),
        example("a barrier with support", Level.NOTE, yes(_BARRIER), yes(_SUPPORT)),
    ),
)
