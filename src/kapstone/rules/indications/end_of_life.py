"""Entry for distress at the end of life: a life-limiting illness, marked depression or anxiety, and time enough."""

from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import EXPERT
from kapstone.rules.indications._asked import wanted
from kapstone.rules.indications._entry import Severity, entry_rule, index
from kapstone.rules.screening._charts import example, no, scored, yes

_END, _ILLNESS, _TIME = Indication.END_OF_LIFE, "life_limiting_illness", "prognosis_of_weeks_or_more"
_FINE = (index(_END), scored("phq9", 14), yes(_ILLNESS), yes(_TIME))

RULE = entry_rule(
    id="IND-END-OF-LIFE",
    indication=_END,
    title="Entry for distress at the end of life",
    says="There is a life-limiting illness with marked depression or anxiety, and a prognosis of weeks or more; delirium is judged by NE-04.",
    clear="There is a life-limiting illness with marked distress, and time enough.",
    scales=(
        Severity(scale="phq9", name="PHQ-9", cut=Limit(10, "points", "PHQ-9 at entry", Standing.TO_CONFIRM, 8, 15)),
        Severity(scale="gad7", name="GAD-7", cut=Limit(10, "points", "GAD-7 at entry", Standing.TO_CONFIRM, 8, 15)),
    ),
    parts=(
        wanted(_ILLNESS, because="There is no life-limiting illness.", act="Choose the programme that fits the diagnosis."),
        wanted(_TIME, because="The prognosis is shorter than weeks.", act="Ask palliative care what helps sooner."),
    ),
    reads=(_ILLNESS, _TIME),
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    fine=_FINE,
    examples=(
        example("little distress", Level.REVIEW, _FINE[0], *_FINE[2:], scored("phq9", 4), indication=_END),
        example("days left", Level.REVIEW, *_FINE[:3], no(_TIME), indication=_END),
    ),
)
