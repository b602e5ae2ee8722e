"""Entry for bipolar depression: the diagnosis; the mood stabiliser is PS-04's to judge, severity IND-DEPRESSION's."""

from dataclasses import replace

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Verdict
from kapstone.rules._sources import MCINTYRE_2021, ZARATE_2012
from kapstone.rules.indications._entry import entry_rule, index
from kapstone.rules.screening._charts import example, scored
from kapstone.rules.screening._cut import over
from kapstone.rules.screening._scales import ASRM

_BIPOLAR = Indication.BIPOLAR


def _mania_scale(chart: Chart, limits: Limits) -> Verdict:
    """In bipolar depression the mania scale is asked, not only looked at; its cut is SC-10's."""
    found = over(
        chart, ASRM, limits["asrm_points"], level=Level.NOTE, days=limits["asrm_days"], means="SC-10 says what follows",
        act="", clear="no sign of mania",
    )  # fmt: skip
    return found or replace(ASRM.ask(), subject="asrm")


RULE = entry_rule(
    id="IND-BIPOLAR",
    indication=_BIPOLAR,
    title="Entry for bipolar depression",
    says="Bipolar depression is diagnosed and the mania scale is asked; PS-04 asks for the mood stabiliser.",
    clear="Bipolar depression is diagnosed, without signs of mania.",
    scales=(),
    parts=(_mania_scale,),
    reads=("MeasureAnswered",),
    limits={
        "asrm_points": Limit(6, "points", "ASRM from which mania is possible", Standing.TO_CONFIRM, 4, 10),
        "asrm_days": Limit(14, "days", "how long before the first dose the scale counts", Standing.DESIGN, 1, 30),
    },
    cites=(ZARATE_2012, MCINTYRE_2021),
    standing=Standing.TO_CONFIRM,
    fine=(index(_BIPOLAR), scored("asrm", 1)),
    examples=(example("mania scale not asked", Level.UNKNOWN, index(_BIPOLAR), indication=_BIPOLAR),),
)
