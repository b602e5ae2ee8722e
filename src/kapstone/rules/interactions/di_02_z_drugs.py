"""A z-drug for sleep acts like a benzodiazepine; the night before a dose is best spent without it."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-02",
    title="Z-drug for sleep",
    says="A z-drug for sleep adds to sedation and is best left out on the night before a dose.",
    partners=("ZDRUG",),
    effect="a z-drug adds to sedation as a benzodiazepine does",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.SEPARATE,),
            act="If possible none on the night before the dose; it is kept apart from the dose.",
        ),
    ),
    apart=Apart(hours=12, low=8, high=24, standing=Standing.TO_CONFIRM, asked_at_check_in="sedative_or_stimulant_24h"),
    cites=(at(SPRAVATO_US, "section 7.1: central nervous system depressants"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("taken for sleep", Level.CAUTION, "Ambien 10 mg qhs"),
    nobody_takes_it(),
)
