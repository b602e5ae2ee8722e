"""Ondansetron may be given before a dose where nausea is known; it lengthens the QT interval."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules.interactions._examples import nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity
from kapstone.rules.interactions._sources import EXPERT

INTERACTION = Interaction(
    id="DI-38",
    title="Ondansetron",
    says="Ondansetron may be given half an hour before a dose where there was nausea; an ECG is needed where the QT interval is at risk.",
    partners=("ondansetron",),
    effect="it lengthens the QT interval and may cause headache",
    cases=(
        Case(
            severity=Severity.MINOR,
            actions=(Action.INFORM,),
            act="4 mg half an hour before is acceptable where there was nausea; an ECG first where the QT interval is at risk.",
        ),
    ),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("against nausea", Level.NOTE, "Zofran 4 mg prn"),
    nobody_takes_it(),
)
