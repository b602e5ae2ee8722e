"""Memantine, amantadine and dextromethorphan act where ketamine acts: kept apart, or a prescriber decides."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-23",
    title="Other NMDA antagonist",
    says="Memantine, amantadine or dextromethorphan is kept apart from the dose, or goes to the prescriber.",
    partners=("memantine", "amantadine", "dextromethorphan"),
    unless_with=("bupropion",),
    effect="it acts at the same receptor, and dissociation may be stronger",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.SEPARATE,),
            act="Keep it a day (dextromethorphan two days) apart from the dose; where it cannot be left out, the prescriber decides.",
        ),
    ),
    apart=Apart(
        hours=24, low=12, high=72, standing=Standing.TO_CONFIRM, long_hours=48, long_acting=frozenset({"dextromethorphan"})
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("for memory", Level.CAUTION, "memantine 10 mg bid"),
    taking("against cough", Level.CAUTION, "Delsym"),
    nobody_takes_it(),
)
