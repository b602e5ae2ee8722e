"""Ketamine enhances the response to pressors, ergots and other sympathomimetics."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import KETALAR, at

INTERACTION = Interaction(
    id="DI-09",
    title="Pressor or sympathomimetic",
    says="A pressor or an ergot goes to the prescriber, and a decongestant is a caution: ketamine enhances the response.",
    partners=("PRESSOR", "pseudoephedrine", "phenylephrine"),
    effect="ketamine enhances its effect on the vessels and the pressure",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.ENHANCED_MONITOR,),
            act="Watch vital signs closely; ask whether it can be left out around the dose.",
            ingredients=frozenset({"pseudoephedrine", "phenylephrine", "desmopressin"}),
        ),
        Case(
            severity=Severity.MAJOR,
            actions=(Action.REVIEW, Action.ENHANCED_MONITOR),
            act="Decide whether to go on; consider another dose, and watch vital signs closely.",
        ),
    ),
    cites=(at(KETALAR, "section 7.2"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("a decongestant", Level.CAUTION, "Sudafed"),
    taking("an ergot", Level.REVIEW, "methylergonovine"),
    nobody_takes_it(),
)
