"""A GAD-7 of 10 or more is noted."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import SPITZER_2006
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import GAD7

RULE = cut_rule(
    id="SC-09",
    scale=GAD7,
    cut=Limit(10, "points", "points from which anxiety is noted", Standing.TO_CONFIRM, 8, 15),
    level=Level.NOTE,
    title="Anxiety",
    says="A GAD-7 of 10 or more is noted.",
    means="anxiety is likely",
    act="Consider it in preparation.",
    clear="no marked anxiety",
    cites=(SPITZER_2006,),
    standing=Standing.TO_CONFIRM,
)
