"""A dose at home waits until it is known where the patient is and that help can reach them."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._sources import TELEHEALTH
from kapstone.rules.home._home import setting_rule

RULE = setting_rule(
    id="HM-06",
    field="location_confirmed",
    what="state, street address and reach of emergency services",
    level=Level.HOLD,
    title="Where the patient is",
    says="A dose at home waits until state, street address and the reach of emergency services are confirmed.",
    because="Where the patient is, or whether emergency services reach them, is not confirmed.",
    clear="The location is confirmed and emergency services reach it.",
    act="Confirm state, street address and that 911 reaches it.",
    cites=(TELEHEALTH,),
    standing=Standing.TO_CONFIRM,
    owner=Role.MONITOR,
)
