"""A positive PC-PTSD-5 calls for the PCL-5 and an interview; it decides nothing by itself."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import PRINS_2016
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import PC_PTSD5, PCL5

RULE = cut_rule(
    id="SC-07",
    scale=PC_PTSD5,
    cut=Limit(3, "points", "points from which the PCL-5 follows", Standing.CHECKED, 2, 5),
    level=Level.NOTE,
    title="Trauma screen",
    says="Three or more points of the PC-PTSD-5 call for the PCL-5 and an interview.",
    means="PTSD is possible",
    act="Ask the PCL-5 and interview about trauma.",
    clear="no sign of PTSD",
    cites=(PRINS_2016,),
    standing=Standing.CHECKED,
    instead=PCL5.spares,
)
