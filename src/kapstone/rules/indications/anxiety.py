"""Entry for anxiety disorders: the diagnosis, and a GAD-7 or, for social anxiety, an LSAS at the level of the studies."""

from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit
from kapstone.rules._sources import HULL_2022, TAYLOR_2018
from kapstone.rules.indications._entry import Severity, entry_rule, index
from kapstone.rules.screening._charts import example, scored

_ANXIETY = Indication.ANXIETY

RULE = entry_rule(
    id="IND-ANXIETY",
    indication=_ANXIETY,
    title="Entry for anxiety disorders",
    says="An anxiety disorder is diagnosed, and the GAD-7 is 10 or the LSAS 60 or more.",
    clear="An anxiety disorder is diagnosed and severe enough.",
    scales=(
        Severity(scale="gad7", name="GAD-7", cut=Limit(10, "points", "GAD-7 at entry", Standing.CHECKED, 8, 15)),
        Severity(scale="lsas", name="LSAS", cut=Limit(60, "points", "LSAS at entry", Standing.TO_CONFIRM, 50, 80)),
    ),
    cites=(HULL_2022, TAYLOR_2018),
    standing=Standing.CHECKED,
    fine=(index(_ANXIETY), scored("gad7", 12)),
    examples=(
        example("GAD-7 of 7", Level.REVIEW, index(_ANXIETY), scored("gad7", 7), indication=_ANXIETY),
        example("social anxiety, LSAS of 72", Level.CLEAR, index(_ANXIETY), scored("lsas", 72), indication=_ANXIETY),
    ),
)
