"""A PCL-5 of 31 or more makes PTSD probable; it decides nothing by itself."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Verdict
from kapstone.rules._sources import NCPTSD
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import PC_PTSD5, PCL5

_SCREEN_IS_POSITIVE = 3
"""Points of the PC-PTSD-5 from which the PCL-5 is asked; SC-07 says so."""


def _screened_negative(chart: Chart, days: float) -> Verdict | None:
    """A negative screen spares the PCL-5; a positive one asks for it."""
    found = PC_PTSD5.answered(chart, days)
    return PC_PTSD5.spares(chart, days) if found is not None and found[1] < _SCREEN_IS_POSITIVE else None


RULE = cut_rule(
    id="SC-08",
    scale=PCL5,
    cut=Limit(31, "points", "points from which PTSD is probable; 31 to 33 are in use", Standing.CHECKED, 28, 38),
    level=Level.NOTE,
    title="Probable PTSD",
    says="A PCL-5 of 31 or more makes PTSD probable.",
    means="PTSD is probable",
    act="Interview about trauma, and prepare with it in mind.",
    clear="PTSD is not probable",
    cites=(NCPTSD,),
    standing=Standing.CHECKED,
    instead=_screened_negative,
)
