"""Lamotrigine may weaken the effect; it is not stopped."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import ANDRADE_2017, VERAART_2021

INTERACTION = Interaction(
    id="DI-18",
    title="Lamotrigine",
    says="Lamotrigine may weaken the effect and dissociation; it is not stopped.",
    partners=("GLUT_ANTICONV",),
    effect="in two of five studies it weakened effects of ketamine, and it may reduce dissociation",
    cases=(
        Case(
            severity=Severity.EFFICACY,
            actions=(Action.INFORM,),
            act="Do not stop it: starting anew takes weeks because of the risk to the skin, and mood may relapse. Some clinics let the morning dose wait until after the session.",
        ),
    ),
    cites=(VERAART_2021, ANDRADE_2017),
    standing=Standing.CHECKED,
)

RULE = INTERACTION.rule(
    taking("for bipolar disorder", Level.NOTE, "Lamictal 200 mg daily"),
    nobody_takes_it(),
)
