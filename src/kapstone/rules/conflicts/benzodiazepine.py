"""From which daily dose of a benzodiazepine it is a caution."""

from kapstone.evidence import Standing
from kapstone.rules._sources import EXPERT
from kapstone.rules.conflicts._conflict import Conflict, Variant
from kapstone.rules.interactions._sources import ANDRASHKO_2020

CONFLICT = Conflict(
    id="benzodiazepine",
    title="Benzodiazepines taken every day",
    default="above_8_mg",
    variants=(
        Variant(
            id="any",
            says="Any amount is a caution.",
            cites=(EXPERT,),
            standing=Standing.TO_CONFIRM,
            limits={"RX-01": {"diazepam_mg": 0}},
        ),
        Variant(
            id="above_8_mg",
            says="Above 8 mg a day in diazepam equivalents, which separated those who responded from those who did not.",
            cites=(ANDRASHKO_2020,),
            standing=Standing.CHECKED,
            limits={"RX-01": {"diazepam_mg": 8}},
        ),
    ),
)
