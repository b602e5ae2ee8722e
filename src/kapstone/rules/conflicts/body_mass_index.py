"""From which body mass index the prescriber decides."""

from kapstone.evidence import Standing
from kapstone.rules._sources import EXPERT, FIELD_TRIP
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="body_mass_index",
    title="Body mass index",
    default="from_35",
    variants=(
        Variant(
            id="from_30",
            says="From 30 kg/m2 the prescriber decides, and whether to dose by ideal body weight.",
            cites=(EXPERT,),
            standing=Standing.TO_CONFIRM,
            limits={"RS-02": {"bmi": 30}},
        ),
        Variant(
            id="from_35",
            says="From 35 kg/m2 the prescriber decides, a relative contraindication in one programme.",
            cites=(FIELD_TRIP,),
            standing=Standing.CHECKED,
            limits={"RS-02": {"bmi": 35}},
        ),
        Variant(
            id="from_40",
            says="From 40 kg/m2 the prescriber decides.",
            cites=(EXPERT,),
            standing=Standing.DESIGN,
            limits={"RS-02": {"bmi": 40}},
        ),
        Variant(
            id="no_limit",
            says="Body mass index is no criterion by itself.",
            cites=(EXPERT,),
            standing=Standing.TO_CONFIRM,
            limits={"RS-02": {"bmi": 0}},
        ),
    ),
)
