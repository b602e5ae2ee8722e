"""Whether failed treatments count in the current episode or over the lifetime."""

from kapstone.evidence import Standing
from kapstone.rules._sources import ATRQ_CASE, ELEKT_D, SPRAVATO_US, at
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="trd_scope",
    title="Where failed treatments count",
    default="current_episode",
    variants=(
        Variant(
            id="current_episode",
            says="Two failures in the current episode.",
            cites=(at(SPRAVATO_US, "section 1"), ATRQ_CASE),
            standing=Standing.CHECKED,
            limits={"TRD": {"trd_scope": 0}},
        ),
        Variant(
            id="lifetime",
            says="Two failures over the lifetime.",
            cites=(ELEKT_D,),
            standing=Standing.CHECKED,
            limits={"TRD": {"trd_scope": 1}},
        ),
    ),
)
