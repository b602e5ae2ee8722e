"""Little is known of valproate, oxcarbazepine and topiramate; valproate adds to sedation."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-20",
    title="Valproate, oxcarbazepine or topiramate",
    says="Little is known about valproate, oxcarbazepine and topiramate with ketamine; valproate may add to sedation.",
    partners=("valproate", "divalproex", "oxcarbazepine", "topiramate"),
    effect="little is known of it with ketamine; valproate may add to sedation",
    cases=(Case(severity=Severity.MINOR, actions=(Action.INFORM,), act="Continue it, and tell the patient."),),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for mood", Level.NOTE, "Depakote ER 1000 mg qhs"),
    nobody_takes_it(),
)
