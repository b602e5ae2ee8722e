"""Urinary symptoms before treatment are looked at first, so that later harm can be told from them."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import KETALAR, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="UR-02",
    item="urinary_symptoms",
    level=Level.REVIEW,
    title="Urinary symptoms",
    says="Urinary symptoms before treatment are looked at first, with a urinalysis.",
    because="There are urinary symptoms already; repeated ketamine can harm the bladder.",
    clear="No urinary symptoms are known.",
    act="Take a urinalysis, with a culture if it is positive, then decide.",
    cites=(at(KETALAR, "genitourinary reports with chronic off-label use"),),
    standing=Standing.CHECKED,
)
