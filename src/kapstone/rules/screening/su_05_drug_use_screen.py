"""A DAST-10 of 3 or more needs the prescriber's judgement."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import DAST_10
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import DAST10

RULE = cut_rule(
    id="SU-05",
    scale=DAST10,
    cut=Limit(3, "points", "points from which drug use may be a problem", Standing.CHECKED, 1, 6),
    level=Level.REVIEW,
    title="Drug use screen",
    says="A DAST-10 of 3 or more needs the prescriber's judgement.",
    means="drug use may be a problem",
    act="Talk about it, examine for a use disorder, then decide.",
    clear="no sign of a problem",
    cites=(DAST_10,),
    standing=Standing.CHECKED,
)
