"""No significant interaction of lithium is reported: it is continued."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import VERAART_2021

INTERACTION = Interaction(
    id="DI-19",
    title="Lithium",
    says="Lithium is continued: no significant interaction is reported.",
    partners=("lithium",),
    effect="no significant interaction with ketamine is reported",
    cases=(Case(severity=Severity.NONE, actions=(Action.NONE,), act="Continue it."),),
    cites=(VERAART_2021,),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("for bipolar disorder", Level.NOTE, "lithium carbonate 900 mg daily"),
    nobody_takes_it(),
)
