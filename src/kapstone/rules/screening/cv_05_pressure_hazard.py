"""Where a clinician judges that a rise in blood pressure would be a serious hazard, ketamine is not given."""

from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._sources import KETALAR, at
from kapstone.rules.screening._history import history_rule

RULE = history_rule(
    id="CV-05",
    item="bp_rise_serious_hazard",
    level=Level.STOP,
    title="A rise in blood pressure would be a serious hazard",
    says="Where a clinician judges that a rise in blood pressure would be a serious hazard, ketamine is not given.",
    because="In the clinician's judgement a rise in blood pressure would be a serious hazard.",
    clear="In the clinician's judgement a passing rise in blood pressure is no serious hazard.",
    act="Do not treat unless the judgement changes.",
    cites=(at(KETALAR, "section 4"),),
    standing=Standing.TO_CONFIRM,
    critical=True,
)
