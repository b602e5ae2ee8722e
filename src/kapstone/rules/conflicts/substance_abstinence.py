"""How long somebody has been sober after a substance use disorder before treatment is thought of."""

from kapstone.evidence import Standing
from kapstone.rules._sources import COHEN_2018, FIELD_TRIP
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="substance_abstinence",
    title="Time sober after a substance use disorder",
    default="three_months",
    variants=(
        Variant(
            id="three_months",
            says="Three months; a programme that treats the disorder is exempt.",
            cites=(FIELD_TRIP, COHEN_2018),
            standing=Standing.CHECKED,
            limits={"SU-02": {"sober_days": 92}},
        ),
        Variant(
            id="four_weeks",
            says="Four weeks sober after detoxification.",
            cites=(FIELD_TRIP,),
            standing=Standing.CHECKED,
            limits={"SU-02": {"sober_days": 28}},
        ),
    ),
)
