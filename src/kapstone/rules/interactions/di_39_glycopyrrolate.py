"""Glycopyrrolate is advised for anaesthesia; at these doses it is not routinely needed."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR, at

INTERACTION = Interaction(
    id="DI-39",
    title="Glycopyrrolate",
    says="Glycopyrrolate is meant for anaesthesia and is optional at a dose below it.",
    partners=("ANTISIALAGOGUE",),
    effect="the label advises it for anaesthesia; at a dose below that it is not routinely needed",
    cases=(Case(severity=Severity.MINOR, actions=(Action.INFORM,), act="Optional."),),
    cites=(at(KETALAR, "section 2"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("against saliva", Level.NOTE, "glycopyrrolate 1 mg"),
    nobody_takes_it(),
)
