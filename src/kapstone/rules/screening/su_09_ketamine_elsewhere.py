"""Ketamine from another clinic at the same time excludes treatment until both are reconciled."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import EXPERT
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="SU-09",
    item="ketamine_elsewhere",
    level=Level.STOP,
    title="Ketamine from elsewhere",
    says="Ketamine from another clinic or service at the same time excludes treatment until both are reconciled.",
    because="Ketamine is also given by another clinic or service; together it may be too much.",
    clear="No ketamine from elsewhere is known.",
    act="Do not treat until both prescribers have agreed who treats.",
    cites=(EXPERT,),
    standing=Standing.DESIGN,
)
