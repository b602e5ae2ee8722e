"""Dextromethorphan with bupropion acts at the same receptor, and adds to blood pressure and seizure risk."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-24",
    title="Dextromethorphan with bupropion",
    says="Dextromethorphan with bupropion goes to the prescriber.",
    partners=("dextromethorphan", "bupropion"),
    together=True,
    effect="it acts at the same receptor as ketamine, and adds to blood pressure and to the risk of a seizure",
    cases=(Case(severity=Severity.MODERATE, actions=(Action.REVIEW,), act="Decide whether to combine them."),),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("the product of both", Level.REVIEW, "Auvelity 1 tab bid"),
    taking("bupropion alone", Level.CLEAR, "bupropion 150 mg"),
    nobody_takes_it(),
)
