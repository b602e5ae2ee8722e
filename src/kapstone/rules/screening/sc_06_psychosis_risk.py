"""A positive PQ-16 calls for an interview about the risk of psychosis."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import ISING_2012
from kapstone.rules.screening._cut import cut_rule
from kapstone.rules.screening._scales import PQ16

RULE = cut_rule(
    id="SC-06",
    scale=PQ16,
    cut=Limit(6, "points", "items endorsed, of sixteen, from which an interview follows", Standing.CHECKED, 4, 10),
    level=Level.REVIEW,
    title="Signs of a risk of psychosis",
    says="Six or more endorsed items of the PQ-16 call for an interview about the risk of psychosis.",
    means="a raised risk of psychosis is possible",
    act="Interview for the risk of psychosis, then decide.",
    clear="no sign of a raised risk",
    cites=(ISING_2012,),
    standing=Standing.CHECKED,
)
