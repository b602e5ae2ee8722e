"""The patient walks steadily."""

from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules.session._bedside import bedside, recovery
from kapstone.rules.session._discharge import discharge_rule
from kapstone.rules.session._limits import number
from kapstone.rules.session._story import dose, example, nothing_known

RULE = discharge_rule(
    id="DIS-D6",
    title="Steady on the feet",
    says="The patient walks five metres steadily.",
    reads=("RecoveryAssessed",),
    decide=bedside({"steady_gait": "steady gait"}, clear="Walks steadily.", act="Let the patient sit and check again."),
    limits={"max_age_min": number(45, "min", "How old the bedside check may be.", low=10, high=90)},
    examples=(
        nothing_known(),
        example("checked, as it should be", Level.CLEAR, dose(), (110, recovery(steady_gait=Answer.YES)), now=115),
        example("unsteady", Level.HOLD, dose(), (110, recovery(steady_gait=Answer.NO)), now=115),
        example("not checked", Level.UNKNOWN, dose(), (110, recovery()), now=115),
    ),
)
