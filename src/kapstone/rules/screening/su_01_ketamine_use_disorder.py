"""An active ketamine, PCP or dextromethorphan use disorder excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="SU-01",
    item="ketamine_use_disorder",
    level=Level.STOP,
    title="Ketamine use disorder",
    says="An active ketamine, PCP or dextromethorphan use disorder excludes treatment.",
    because="There is an active use disorder of ketamine or a related drug; treatment could make it worse.",
    clear="No ketamine use disorder is known.",
    act="Do not treat; offer care for the use disorder.",
    cites=(at(SPRAVATO_US, "boxed warning, abuse and misuse"),),
    standing=Standing.CHECKED,
    critical=True,
)
