"""Gabapentinoids, muscle relaxants and other sedating medicines add to sedation; the morning dose may wait where that is safe."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT, SPRAVATO_US

INTERACTION = Interaction(
    id="DI-07",
    title="Other sedating medicine",
    says="A gabapentinoid, muscle relaxant or other sedating medicine adds to sedation; the morning dose may wait where that is safe.",
    partners=("GABAPENTINOID", "MUSCLE_RELAX", "SED_OTHER"),
    effect="it adds to sedation",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.ENHANCED_MONITOR,),
            act="Baclofen is never stopped abruptly, and is taken as always. Watch sedation closely.",
            ingredients=frozenset({"baclofen"}),
        ),
        Case(
            severity=Severity.MODERATE,
            actions=(Action.HOLD_DOSE, Action.ENHANCED_MONITOR),
            act="Say whether the morning dose waits until after the session, where that is safe. Watch sedation closely.",
            level=Level.CAUTION,
        ),
    ),
    cites=(SPRAVATO_US, EXPERT),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("a gabapentinoid", Level.CAUTION, "gabapentin 300 mg tid"),
    taking("baclofen", Level.CAUTION, "baclofen 10 mg tid"),
    taking("mirtazapine", Level.CAUTION, "Remeron 15 mg qhs"),
    nobody_takes_it(),
)
