"""Entry for bipolar depression: the diagnosis; the mood stabiliser is PS-04's to judge, severity IND-DEPRESSION's."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Verdict, unknown
from kapstone.rules._sources import MCINTYRE_2021, ZARATE_2012
from kapstone.rules.indications._entry import entry_rule, index
from kapstone.rules.screening._charts import example, scored
from kapstone.rules.screening._cut import over
from kapstone.rules.screening._scales import ASRM

_BIPOLAR = Indication.BIPOLAR
_MANIA, _DAYS = 6, 14


def _mania_scale(chart: Chart, _limits: Limits) -> Verdict:
    """In bipolar depression the mania scale is asked, not only looked at; its cut is SC-10's."""
    found = over(
        chart, ASRM, _MANIA, level=Level.NOTE, days=_DAYS, means="PS-03 and SC-10 say what follows", act="", clear="no sign of mania"
    )
    return found or unknown(
        ASRM.name, because=f"The {ASRM.name} is not answered within {_DAYS} days.", act=f"Ask the {ASRM.name}.", subject="asrm"
    )


RULE = entry_rule(
    id="IND-BIPOLAR",
    indication=_BIPOLAR,
    title="Entry for bipolar depression",
    says="Bipolar depression is diagnosed and the mania scale is asked; PS-04 asks for the mood stabiliser.",
    clear="Bipolar depression is diagnosed, without signs of mania.",
    scales=(),
    parts=(_mania_scale,),
    reads=("MeasureAnswered",),
    cites=(ZARATE_2012, MCINTYRE_2021),
    standing=Standing.TO_CONFIRM,
    fine=(index(_BIPOLAR), scored("asrm", 1)),
    examples=(example("mania scale not asked", Level.UNKNOWN, index(_BIPOLAR), indication=_BIPOLAR),),
)
