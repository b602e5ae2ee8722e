"""Child-Pugh class C or decompensated cirrhosis excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import COHEN_2018, SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="HE-01",
    item="severe_liver_disease",
    level=Level.STOP,
    title="Severe liver disease",
    says="Child-Pugh class C or decompensated cirrhosis excludes treatment.",
    because="Liver function is severely impaired; ketamine is cleared by the liver and can harm it.",
    clear="No severe liver disease is known.",
    act="Do not treat; ask hepatology.",
    cites=(
        COHEN_2018,
        at(SPRAVATO_US, "section 8.6"),
    ),
    standing=Standing.CHECKED,
    critical=True,
)
