"""Current interstitial or ketamine cystitis, or blood in the urine without a cause, excludes treatment."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import KETALAR, SPRAVATO_US, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="UR-01",
    item="cystitis_or_haematuria",
    level=Level.STOP,
    title="Cystitis or unexplained blood in the urine",
    says="Current interstitial or ketamine cystitis, or blood in the urine without a cause, excludes treatment.",
    because="There is cystitis, or blood in the urine without a known cause; ketamine can injure the bladder.",
    clear="No cystitis and no unexplained blood in the urine is known.",
    act="Find the cause first; ask urology.",
    cites=(
        at(SPRAVATO_US, "section 5.9"),
        at(KETALAR, "sections 2.1 and 6"),
    ),
    standing=Standing.TO_CONFIRM,
    critical=True,
)
