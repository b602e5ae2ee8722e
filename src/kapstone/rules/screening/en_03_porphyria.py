"""Acute intermittent porphyria needs the prescriber's judgement; ketamine is usually avoided."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import EXPERT
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="EN-03",
    item="acute_porphyria",
    level=Level.REVIEW,
    title="Acute porphyria",
    says="Acute intermittent porphyria needs the prescriber's judgement; ketamine is usually avoided.",
    because="There is or may be an acute porphyria; ketamine may set off an attack.",
    clear="No acute porphyria is known.",
    act="Usually avoid; ask a porphyria centre before deciding otherwise.",
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)
