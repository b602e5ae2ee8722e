"""What suicidal thoughts exclude; the sources look at different things and can hold together."""

from kapstone.evidence import Standing
from kapstone.rules._sources import FIELD_TRIP, HULL_2022
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="suicidal_ideation",
    title="Suicidal thoughts",
    default="intent_excludes_home",
    rests_on=("PS-05", "PS-06"),
    variants=(
        Variant(
            id="intent_excludes_home",
            says="Intent or a recent attempt excludes treatment at home.",
            cites=(HULL_2022,),
            standing=Standing.CHECKED,
        ),
        Variant(
            id="thoughts_are_allowed",
            says="Thoughts without intent are no exclusion.",
            cites=(FIELD_TRIP,),
            standing=Standing.CHECKED,
        ),
    ),
)
