"""Caffeine raises heart rate and pressure a little: none in the hours before a dose."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-13",
    title="Caffeine",
    says="Caffeine is left out for six hours before a dose.",
    partners=("caffeine",),
    unless_with=("butalbital",),
    effect="it adds a little to heart rate and blood pressure",
    cases=(
        Case(
            severity=Severity.MINOR,
            actions=(Action.SEPARATE,),
            act="Ask the patient to leave it out for 4 to 6 hours before the dose.",
        ),
    ),
    apart=Apart(hours=6, low=4, high=12, standing=Standing.DESIGN, level=Level.NOTE),
    cites=(EXPERT,),
    standing=Standing.DESIGN,
)

RULE = INTERACTION.rule(
    taking("coffee, listed", Level.NOTE, "coffee"),
    nobody_takes_it(),
)
