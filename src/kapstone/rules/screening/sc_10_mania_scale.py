"""An ASRM of 6 or more calls for an examination for mania; PS-03 holds treatment meanwhile."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import ALTMAN_1997
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import ASRM

RULE = cut_rule(
    id="SC-10",
    scale=ASRM,
    cut=Limit(6, "points", "points from which mania is looked for", Standing.TO_CONFIRM, 4, 10),
    level=Level.REVIEW,
    title="Mania scale",
    says="An ASRM of 6 or more calls for an examination for mania.",
    means="mania or hypomania is possible",
    act="Examine for mania, then decide.",
    clear="no sign of mania",
    cites=(ALTMAN_1997,),
    standing=Standing.TO_CONFIRM,
)
