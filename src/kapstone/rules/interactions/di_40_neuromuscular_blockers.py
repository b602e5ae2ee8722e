"""Ketamine strengthens neuromuscular blockers: before surgery the anaesthetist has to know."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR

INTERACTION = Interaction(
    id="DI-40",
    title="Neuromuscular blocker",
    says="Ketamine strengthens neuromuscular blockers; before an operation the anaesthetist is told.",
    partners=("NMB",),
    effect="ketamine strengthens it",
    cases=(
        Case(
            severity=Severity.NONE,
            actions=(Action.INFORM,),
            act="Tell the anaesthetist that the patient is treated with ketamine.",
        ),
    ),
    cites=(KETALAR,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for an operation", Level.NOTE, "rocuronium"),
    nobody_takes_it(),
)
