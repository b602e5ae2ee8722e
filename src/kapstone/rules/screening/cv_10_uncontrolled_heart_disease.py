"""Poorly controlled cardiovascular disease excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import COHEN_2018
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-10",
    item="poorly_controlled_heart_disease",
    level=Level.STOP,
    title="Poorly controlled heart disease",
    says="Poorly controlled cardiovascular disease excludes treatment.",
    because="Cardiovascular disease is poorly controlled; ketamine makes the heart work harder.",
    clear="No poorly controlled cardiovascular disease is known.",
    act="Do not treat; bring it under control first, with cardiology.",
    cites=(COHEN_2018,),
    standing=Standing.CHECKED,
)
