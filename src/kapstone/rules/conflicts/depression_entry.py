"""From which PHQ-9 a depression is severe enough to begin."""

from kapstone.evidence import Standing
from kapstone.rules._sources import EXPERT, HULL_2022
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="depression_entry",
    title="PHQ-9 at entry",
    default="phq9_15",
    variants=(
        Variant(
            id="phq9_10",
            says="A PHQ-9 of 10, as in the cohort treated at home.",
            cites=(HULL_2022,),
            standing=Standing.CHECKED,
            limits={"IND-DEPRESSION": {"phq9_points": 10}},
        ),
        Variant(
            id="phq9_15",
            says="A PHQ-9 of 15.",
            cites=(EXPERT,),
            standing=Standing.DESIGN,
            limits={"IND-DEPRESSION": {"phq9_points": 15}},
        ),
    ),
)
