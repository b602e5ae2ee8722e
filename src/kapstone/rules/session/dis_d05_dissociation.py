"""Dissociation has passed and the patient is oriented to person, place, time and plan."""

from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules.session._bedside import bedside, recovery
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import dose, example, nothing_known

RULE = discharge_rule(
    id="DIS-D5",
    title="Dissociation has passed",
    says="Dissociation has resolved and the patient is oriented to person, place, time and plan.",
    reads=("RecoveryAssessed",),
    decide=bedside(
        {"oriented": "oriented", "dissociation_resolved": "dissociation resolved"},
        clear="Oriented, and dissociation has passed.",
        act="Reassure, wait, and check again.",
    ),
    limits={"max_age_min": number(45, "min", "How old the bedside check may be.", low=10, high=90)},
    examples=(
        nothing_known(),
        example(
            "checked, as it should be",
            Level.CLEAR,
            dose(),
            (110, recovery(oriented=Answer.YES, dissociation_resolved=Answer.YES)),
            now=115,
        ),
        example(
            "oriented, dissociation not resolved",
            Level.HOLD,
            dose(),
            (110, recovery(oriented=Answer.YES, dissociation_resolved=Answer.NO)),
            now=115,
        ),
        example("not checked", Level.UNKNOWN, dose(), (110, recovery()), now=115),
    ),
)
