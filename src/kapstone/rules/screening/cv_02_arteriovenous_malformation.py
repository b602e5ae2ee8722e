"""An arteriovenous malformation excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-02",
    item="arteriovenous_malformation",
    level=Level.STOP,
    title="Arteriovenous malformation",
    says="An arteriovenous malformation excludes treatment.",
    because="There is an arteriovenous malformation; it may bleed when blood pressure rises.",
    clear="No arteriovenous malformation is known.",
    act="Do not treat; discuss other treatments.",
    cites=(at(SPRAVATO_US, "section 4"),),
    standing=Standing.CHECKED,
    critical=True,
    label_contraindication=True,
)
