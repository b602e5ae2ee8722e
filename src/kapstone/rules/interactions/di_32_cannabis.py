"""Cannabis adds a fast heart, anxiety and what may resemble psychosis: none for a day, better three."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT, FIELD_TRIP

INTERACTION = Interaction(
    id="DI-32",
    title="Cannabis",
    says="Cannabis is left out for twenty-four hours before a dose, better for seventy-two.",
    partners=("CANNABIS",),
    effect="it adds a fast heart, anxiety, and what may resemble psychosis",
    cases=(Case(severity=Severity.MODERATE, actions=(Action.SEPARATE,), act="None for 24 hours before the dose, better 72."),),
    apart=Apart(hours=24, low=12, high=168, standing=Standing.TO_CONFIRM, asked_at_check_in="alcohol_or_drugs_24h"),
    cites=(FIELD_TRIP, EXPERT),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("at weekends", Level.CAUTION, "marijuana"),
    nobody_takes_it(),
)
