"""Another active substance use disorder excludes treatment, except in a programme that treats it."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import COHEN_2018, FIELD_TRIP, REVIEW
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "other_substance_use_disorder"


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    record = chart.history_record(_ITEM)
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(_ITEM)
    if record.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because="No active substance use disorder is known.", facts=(record.id,))
    if chart.indication is Indication.ALCOHOL:
        return Verdict(
            level=Level.REVIEW,
            because="There was an active substance use disorder within three months, and this programme treats one.",
            act="Confirm that it is the one this programme treats, then decide.",
            facts=(record.id,),
        )
    return Verdict(
        level=Level.STOP,
        because="There was an active moderate or severe substance use disorder within three months.",
        act="Do not treat; offer care for the use disorder and ask again after three months.",
        facts=(record.id,),
    )


RULE = Rule(
    id="SU-02",
    title="Active substance use disorder",
    says="Another moderate or severe substance use disorder within three months excludes treatment, unless the programme treats it.",
    moments=SCREENING,
    reads=(_ITEM,),
    decide=_decide,
    cites=(COHEN_2018, FIELD_TRIP),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    examples=(
        nothing_known(),
        example("the answer is yes", Level.STOP, yes(_ITEM)),
        example(
            "the answer is yes, in a programme for alcohol use disorder",
            Level.REVIEW,
            yes(_ITEM),
            indication=Indication.ALCOHOL,
        ),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
    ),
)
