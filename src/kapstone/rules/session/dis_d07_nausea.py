"""Nausea is under control and fluids stay down."""

from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules.session._bedside import bedside, recovery
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import dose, example, nothing_known

RULE = discharge_rule(
    id="DIS-D7",
    title="Nausea and fluids",
    says="Nausea and vomiting are under control and fluids are tolerated.",
    reads=("RecoveryAssessed",),
    decide=bedside(
        {"nausea_controlled": "nausea controlled", "fluids_tolerated": "fluids tolerated"},
        clear="Nausea is under control and fluids stay down.",
        act="Treat nausea and check again.",
    ),
    limits={"max_age_min": number(45, "min", "How old the bedside check may be.", low=10, high=90)},
    examples=(
        nothing_known(),
        example(
            "checked, as it should be",
            Level.CLEAR,
            dose(),
            (110, recovery(nausea_controlled=Answer.YES, fluids_tolerated=Answer.YES)),
            now=115,
        ),
        example(
            "fluids not tolerated",
            Level.HOLD,
            dose(),
            (110, recovery(nausea_controlled=Answer.YES, fluids_tolerated=Answer.NO)),
            now=115,
        ),
        example("not checked", Level.UNKNOWN, dose(), (110, recovery()), now=115),
    ),
)
