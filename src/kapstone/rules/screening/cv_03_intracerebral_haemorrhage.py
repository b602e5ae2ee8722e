"""A haemorrhage in the brain at any time in life excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-03",
    item="intracerebral_haemorrhage",
    level=Level.STOP,
    title="Intracerebral haemorrhage in the past",
    says="A haemorrhage in the brain at any time in life excludes treatment.",
    because="There was a haemorrhage in the brain; a rise in blood pressure could cause another.",
    clear="No haemorrhage in the brain is known.",
    act="Do not treat; discuss other treatments.",
    cites=(at(SPRAVATO_US, "section 4"),),
    standing=Standing.CHECKED,
    critical=True,
    label_contraindication=True,
)
