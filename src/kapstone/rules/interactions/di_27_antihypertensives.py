"""Medicines for blood pressure are taken on the day as always."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-27",
    title="Medicine for blood pressure",
    says="Medicines for blood pressure are taken on the day as always; clonidine adds to sedation.",
    partners=("ANTIHTN",),
    effect="it keeps the pressure down when ketamine raises it",
    cases=(
        Case(
            severity=Severity.NONE,
            actions=(Action.INFORM,),
            act="Take it on the day as always. It adds to sedation.",
            ingredients=frozenset({"clonidine"}),
            effect="it keeps the pressure down, and adds to sedation",
        ),
        Case(severity=Severity.NONE, actions=(Action.INFORM,), act="Take it on the day as always; do not leave it out."),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for blood pressure", Level.NOTE, "lisinopril 10 mg daily"),
    taking("clonidine", Level.NOTE, "clonidine 0.1 mg bid"),
    nobody_takes_it(),
)
