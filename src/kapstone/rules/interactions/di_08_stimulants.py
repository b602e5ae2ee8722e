"""A stimulant adds to the rise in blood pressure and heart rate; the morning dose may wait."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import SPRAVATO_US, at

INTERACTION = Interaction(
    id="DI-08",
    title="Stimulant",
    says="A stimulant adds to the rise in blood pressure; the morning dose waits if its prescriber agrees, and the pressure is watched closely.",
    partners=("STIM",),
    but=("caffeine", "methamphetamine", "pseudoephedrine", "phenylephrine"),
    effect="it adds to the rise in blood pressure and heart rate",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.HOLD_DOSE, Action.ENHANCED_MONITOR),
            act="If its prescriber agrees, no dose on the morning of the session. Look at the blood pressure before the dose more strictly and watch it closely.",
            level=Level.CAUTION,
        ),
    ),
    cites=(at(SPRAVATO_US, "section 7.2"),),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("for attention", Level.CAUTION, "Adderall XR 20 mg qam"),
    taking("for wakefulness", Level.CAUTION, "modafinil 200 mg"),
    nobody_takes_it(),
)
