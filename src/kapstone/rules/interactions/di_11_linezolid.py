"""Linezolid or methylene blue: the dose waits until the course ends."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-11",
    title="Linezolid or methylene blue",
    says="With linezolid or methylene blue the dose waits until the course has ended.",
    partners=("linezolid", "methylene blue"),
    effect="it inhibits monoamine oxidase, and the illness it is given for is a reason to wait",
    cases=(
        Case(
            severity=Severity.MAJOR, actions=(Action.HOLD_DOSE,), act="Wait until the course has ended and the patient is well."
        ),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("an infection", Level.HOLD, "linezolid 600 mg bid"),
    nobody_takes_it(),
)
