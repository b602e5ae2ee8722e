"""An enzyme inducer lowers exposure; when it is stopped, exposure rises again."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import NOPPERS_2011, PELTONIEMI_2012, SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-17",
    title="Enzyme inducer",
    says="An enzyme inducer lowers exposure; the dose is not raised blindly, and is set anew when the inducer is stopped.",
    partners=("INDUCER",),
    effect="it lowers exposure (rifampin by about 28 % for nasal esketamine and about 86 % for oral S-ketamine)",
    cases=(
        Case(
            severity=Severity.EFFICACY,
            actions=(Action.INFORM,),
            act="Do not raise a swallowed dose blindly. When the inducer is stopped, exposure rises again: set the dose anew.",
        ),
    ),
    cites=(at(SPRAVATO_US, "section 12.3"), NOPPERS_2011, PELTONIEMI_2012),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for seizures", Level.NOTE, "carbamazepine 200 mg bid"),
    taking("a herb", Level.NOTE, "St. John's wort"),
    nobody_takes_it(),
)
