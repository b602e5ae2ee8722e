"""Nobody takes ketamine at home without an adult who is there until recovery."""

from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._sources import HULL_2022
from kapstone.rules.home._home import setting_rule

RULE = setting_rule(
    id="HM-01",
    field="monitor_present",
    what="adult monitor at home",
    level=Level.STOP,
    title="Adult monitor at home",
    says="Without an adult who is physically present through recovery there is no dose at home.",
    because="No adult is physically present through recovery.",
    clear="An adult is present through recovery.",
    act="Do not dose; arrange an adult who stays.",
    cites=(HULL_2022,),
    standing=Standing.CHECKED,
    owner=Role.MONITOR,
)
