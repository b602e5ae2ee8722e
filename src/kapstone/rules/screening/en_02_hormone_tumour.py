"""A phaeochromocytoma or carcinoid excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import EXPERT
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="EN-02",
    item="phaeochromocytoma_or_carcinoid",
    level=Level.STOP,
    title="Phaeochromocytoma or carcinoid",
    says="A phaeochromocytoma or carcinoid excludes treatment.",
    because="There is a phaeochromocytoma or carcinoid; a hypertensive crisis could follow.",
    clear="No phaeochromocytoma or carcinoid is known.",
    act="Do not treat; discuss other treatments.",
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)
