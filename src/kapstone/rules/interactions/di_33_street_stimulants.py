"""Cocaine, MDMA or methamphetamine with ketamine may end in a hypertensive crisis."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import hours_ago, nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-33",
    title="Cocaine, MDMA or methamphetamine",
    says="Cocaine, MDMA or methamphetamine stops treatment for seventy-two hours, and goes to the prescriber after that.",
    partners=("STREET_STIM",),
    effect="with ketamine a hypertensive crisis and arrhythmia are possible",
    cases=(
        Case(
            severity=Severity.CONTRAINDICATED,
            actions=(Action.HOLD_DOSE, Action.REVIEW),
            act="No dose within 72 hours of it; then the prescriber decides. Look at the substance-use rules too.",
            later=Level.REVIEW,
        ),
    ),
    apart=Apart(hours=72, low=24, high=336, standing=Standing.TO_CONFIRM),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("not known when", Level.STOP, "cocaine"),
    taking("yesterday", Level.STOP, hours_ago(24, "MDMA")),
    taking("last week", Level.REVIEW, hours_ago(168, "MDMA")),
    nobody_takes_it(),
)
