"""Work-up: alkaline phosphatase completes the liver results; ALT, AST and bilirubin are HE-02's."""

from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted
from kapstone.rules._rule import Limit
from kapstone.rules._sources import COHEN_2018, KETALAR, at
from kapstone.rules.workup._item import item_rule

RULE = item_rule(
    id="WU-LIVER",
    title="Alkaline phosphatase",
    says="Alkaline phosphatase, with the other liver results, is at most 3 months old before the first dose of a series.",
    what="alkaline phosphatase",
    kind=LabResulted,
    where=lambda fact: fact.analyte is Analyte.ALP,
    days=Limit(90, "days", "how old the liver results may be before the first dose", Standing.TO_CONFIRM, 14, 365),
    act="Measure it with ALT, AST and bilirubin.",
    cites=(COHEN_2018, at(KETALAR, "section 5.6")),
    standing=Standing.TO_CONFIRM,
    example_fact=LabResulted(analyte=Analyte.ALP, value=70, unit="U/L", upper_limit=120),
)
