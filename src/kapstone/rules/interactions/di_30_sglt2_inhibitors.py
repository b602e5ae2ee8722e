"""An SGLT2 inhibitor and fasting may lead to ketoacidosis."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-30",
    title="SGLT2 inhibitor",
    says="With an SGLT2 inhibitor the fasting plan is followed.",
    partners=("SGLT2",),
    effect="together with fasting it may lead to ketoacidosis",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.INFORM,),
            act="Give the patient a fasting plan, agreed with whoever treats the diabetes.",
        ),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for diabetes", Level.CAUTION, "Jardiance 10 mg daily"),
    nobody_takes_it(),
)
