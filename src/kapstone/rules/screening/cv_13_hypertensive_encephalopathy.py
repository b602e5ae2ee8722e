"""With esketamine, a hypertensive encephalopathy in the past calls for closer monitoring."""

from kapstone.evidence import Standing
from kapstone.facts import Drug
from kapstone.findings import Level
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-13",
    item="hypertensive_encephalopathy",
    level=Level.CAUTION,
    title="Hypertensive encephalopathy in the past",
    says="With esketamine, a hypertensive encephalopathy in the past calls for closer monitoring.",
    because="There was a hypertensive encephalopathy; even a small rise in blood pressure may bring another.",
    clear="No hypertensive encephalopathy is known.",
    act="Measure blood pressure more often, and stop early when it rises.",
    cites=(at(SPRAVATO_US, "section 5.7"),),
    standing=Standing.TO_CONFIRM,
    scopes=frozenset({Drug.ESKETAMINE.value}),
)
