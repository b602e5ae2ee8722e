"""Current psychosis, a schizophrenia-spectrum disorder or depression with psychotic features excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import COHEN_2018, SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="PS-01",
    item="current_psychosis",
    level=Level.STOP,
    title="Current psychosis",
    says="Current psychosis, a schizophrenia-spectrum disorder or depression with psychotic features excludes treatment.",
    because="There is psychosis now; ketamine can make it worse.",
    clear="No current psychosis is known.",
    act="Do not treat; arrange psychiatric care.",
    cites=(
        COHEN_2018,
        at(SPRAVATO_US, "section 5.2"),
    ),
    standing=Standing.CHECKED,
    critical=True,
)
