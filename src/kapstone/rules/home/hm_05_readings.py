"""A dose at home waits until a validated cuff and an oximeter have sent a reading."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._sources import EXPERT
from kapstone.rules.home._home import setting_rule

RULE = setting_rule(
    id="HM-05",
    field="readings_transmitted",
    what="reading from cuff and oximeter",
    level=Level.HOLD,
    title="Readings from home",
    says="A dose at home waits until a validated blood pressure cuff and an oximeter have sent a reading.",
    because="No reading of a validated cuff and an oximeter has arrived.",
    clear="Cuff and oximeter have sent a reading.",
    act="Help with the devices until both readings arrive.",
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    owner=Role.MONITOR,
)
