"""Which table says from which dose and duration a trial was adequate."""

from kapstone.evidence import Standing
from kapstone.rules._sources import ATHF_SF, ATRQ_2010
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="trd_doses",
    title="What makes a trial adequate",
    default="atrq",
    variants=(
        Variant(
            id="atrq",
            says="The ATRQ's doses, for six weeks.",
            cites=(ATRQ_2010,),
            standing=Standing.TO_CONFIRM,
            limits={"TRD": {"stricter_doses": 0}},
        ),
        Variant(
            id="athf",
            says="The ATHF's stricter doses, for four weeks.",
            cites=(ATHF_SF,),
            standing=Standing.TO_CONFIRM,
            limits={"TRD": {"stricter_doses": 1}},
        ),
    ),
)
