"""Work-up: medicines and supplements gone through with the patient; the monitoring programme is SU-08's."""

from kapstone.evidence import Standing
from kapstone.facts import MedicationsReconciled
from kapstone.rules._rule import Limit
from kapstone.rules._sources import EXPERT
from kapstone.rules.workup._item import item_rule

RULE = item_rule(
    id="WU-MEDICINES",
    title="Medicines gone through",
    says="Medicines and supplements are gone through with the patient within 7 days before the first dose.",
    what="reconciliation of medicines",
    kind=MedicationsReconciled,
    days=Limit(7, "days", "how long before the first dose the list counts as complete", Standing.TO_CONFIRM, 1, 30),
    act="Go through medicines, supplements and allergies with the patient.",
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    example_fact=MedicationsReconciled(count=2),
)
