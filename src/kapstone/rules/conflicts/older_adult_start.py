"""With how much esketamine somebody of 65 or older begins."""

from kapstone.evidence import Standing
from kapstone.rules._sources import SPRAVATO_ASIA, SPRAVATO_US, at
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="older_adult_start",
    title="First dose of esketamine from 65 years",
    default="begin_28",
    variants=(
        Variant(
            id="begin_28",
            says="28 mg is suggested, as labels in Asia and Europe say; the prescriber picks.",
            cites=(SPRAVATO_ASIA,),
            standing=Standing.CHECKED,
            limits={"AG-03": {"esketamine_start_mg": 28}},
        ),
        Variant(
            id="begin_56",
            says="56 mg, as the US table does not separate by age.",
            cites=(at(SPRAVATO_US, "section 2"),),
            standing=Standing.CHECKED,
            limits={"AG-03": {"esketamine_start_mg": 56}},
        ),
    ),
)
