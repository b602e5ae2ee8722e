"""Theophylline and aminophylline lower the seizure threshold with ketamine: not together."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR, at

INTERACTION = Interaction(
    id="DI-12",
    title="Theophylline or aminophylline",
    says="Theophylline or aminophylline is not given together with ketamine; an alternative to it is needed.",
    partners=("XANTHINE",),
    effect="together with ketamine it lowers the seizure threshold, and the label says not to give both",
    cases=(
        Case(
            severity=Severity.MAJOR, actions=(Action.BLOCK,), act="Ask its prescriber for an alternative to the xanthine first."
        ),
    ),
    cites=(at(KETALAR, "section 7.1"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("for the lungs", Level.STOP, "Theo-24 300 mg daily"),
    nobody_takes_it(),
)
