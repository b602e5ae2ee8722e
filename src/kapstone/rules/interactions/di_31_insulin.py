"""Insulin or a sulfonylurea and fasting may lead to low blood sugar."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-31",
    title="Insulin or sulfonylurea",
    says="With insulin or a sulfonylurea the blood sugar is measured before the dose.",
    partners=("GLUCOSE_LOW",),
    effect="together with fasting it may lead to low blood sugar",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.INFORM, Action.ENHANCED_MONITOR),
            act="Measure the blood sugar before the dose; agree a fasting plan.",
        ),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("insulin", Level.CAUTION, "Lantus 20 units hs"),
    taking("a sulfonylurea", Level.CAUTION, "glipizide 5 mg bid"),
    nobody_takes_it(),
)
