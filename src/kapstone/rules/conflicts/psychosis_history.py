"""Whether a psychosis in the past excludes treatment or is for the prescriber to judge."""

from kapstone.evidence import Standing
from kapstone.rules._sources import COHEN_2018, HULL_2022
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="psychosis_history",
    title="Psychosis in the past",
    default="past_is_reviewed",
    variants=(
        Variant(
            id="past_is_reviewed",
            says="A current psychosis excludes treatment; a past one is for the prescriber to judge.",
            cites=(COHEN_2018,),
            standing=Standing.CHECKED,
            limits={"PS-02": {"past_excludes": 0}},
        ),
        Variant(
            id="past_excludes",
            says="Any psychosis in the lifetime excludes treatment.",
            cites=(HULL_2022,),
            standing=Standing.CHECKED,
            limits={"PS-02": {"past_excludes": 1}},
        ),
    ),
)
