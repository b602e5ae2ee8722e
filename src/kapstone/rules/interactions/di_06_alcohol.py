"""Alcohol on the day deepens sedation: none for twenty-four hours before a dose."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-06",
    title="Alcohol",
    says="Alcohol within twenty-four hours, or any in the blood, holds a dose; before that it is a caution.",
    partners=("ALCOHOL",),
    effect="alcohol on the day of a dose deepens sedation",
    cases=(
        Case(
            severity=Severity.MAJOR,
            actions=(Action.HOLD_DOSE,),
            act="Tell the patient: none for 24 hours before a dose.",
            level=Level.CAUTION,
        ),
    ),
    apart=Apart(hours=24, low=8, high=72, standing=Standing.DESIGN, asked_at_check_in="alcohol_or_drugs_24h"),
    cites=(at(SPRAVATO_US, "section 7.1: alcohol"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("wine, listed", Level.CAUTION, "wine"),
    nobody_takes_it(),
)
