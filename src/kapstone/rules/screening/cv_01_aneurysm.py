"""An aneurysm of the aorta, of a vessel in the head or of a peripheral artery excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-01",
    item="aneurysmal_vascular_disease",
    level=Level.STOP,
    title="Aneurysmal vascular disease",
    says="An aneurysm of the aorta, of a vessel in the head or of a peripheral artery excludes treatment.",
    because="There is an aneurysm; ketamine raises blood pressure and an aneurysm may rupture.",
    clear="No aneurysm is known.",
    act="Do not treat; discuss other treatments.",
    cites=(at(SPRAVATO_US, "section 4"),),
    standing=Standing.CHECKED,
    critical=True,
    label_contraindication=True,
)
