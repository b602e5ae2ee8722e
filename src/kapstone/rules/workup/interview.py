"""Work-up: a psychiatric diagnostic interview, with bipolar disorder and psychosis over the lifetime."""

from kapstone.evidence import Standing
from kapstone.facts import Evaluation, EvaluationDone
from kapstone.rules._rule import Limit
from kapstone.rules._sources import ASKP3_2020, SANACORA_2017
from kapstone.rules.workup._item import item_rule

RULE = item_rule(
    id="WU-INTERVIEW",
    title="Psychiatric interview",
    says="A psychiatric diagnostic interview is at most 90 days old before the first dose.",
    what="psychiatric interview",
    kind=EvaluationDone,
    where=lambda fact: fact.evaluation is Evaluation.PSYCHIATRIC,
    days=Limit(90, "days", "how old the interview may be before the first dose", Standing.TO_CONFIRM, 14, 180),
    act="Interview for the diagnosis, and for bipolar disorder and psychosis over the lifetime.",
    cites=(SANACORA_2017, ASKP3_2020),
    standing=Standing.TO_CONFIRM,
    example_fact=EvaluationDone(evaluation=Evaluation.PSYCHIATRIC, summary="Confirmed.", cleared=True),
)
