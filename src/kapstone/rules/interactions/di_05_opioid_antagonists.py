"""Naltrexone may blunt the effect; the evidence is contested, and it is not stopped for this alone."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import MARTON_2019, WILLIAMS_2018, YOON_2019

INTERACTION = Interaction(
    id="DI-05",
    title="Opioid antagonist",
    says="Naltrexone may blunt the effect of ketamine, which is contested; it is not stopped for this alone.",
    partners=("OPIOID_ANT",),
    unless_with=("buprenorphine",),
    effect="in one small study naltrexone before an infusion markedly blunted the response; other small studies saw the benefit preserved",
    cases=(
        Case(
            severity=Severity.EFFICACY,
            actions=(Action.INFORM,),
            act="Tell the patient. Do not stop it for this alone where it treats an alcohol or opioid use disorder; a depot cannot be kept apart from a dose.",
        ),
    ),
    cites=(WILLIAMS_2018, YOON_2019, MARTON_2019),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for alcohol use disorder", Level.NOTE, "naltrexone 50 mg daily"),
    taking("as a depot", Level.NOTE, "Vivitrol 380 mg monthly"),
    nobody_takes_it(),
)
