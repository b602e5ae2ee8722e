"""Entry for alcohol use disorder: a severe one, diagnosed."""

from kapstone.evidence import Standing
from kapstone.facts import Indication
from kapstone.findings import Level
from kapstone.rules._sources import GRABSKI_2022
from kapstone.rules.indications._asked import wanted
from kapstone.rules.indications._entry import entry_rule, index
from kapstone.rules.screening._charts import example, no, not_sure, yes

_ALCOHOL, _SEVERE = Indication.ALCOHOL, "severe_alcohol_use_disorder"

RULE = entry_rule(
    id="IND-ALCOHOL",
    indication=_ALCOHOL,
    title="Entry for alcohol use disorder",
    says="A severe alcohol use disorder by DSM-5 is diagnosed.",
    clear="A severe alcohol use disorder is diagnosed.",
    scales=(),
    parts=(
        wanted(
            _SEVERE,
            because="The alcohol use disorder is not severe; the trial treated severe ones.",
            act="Weigh other treatments first, and say why ketamine is chosen.",
        ),
    ),
    reads=(_SEVERE,),
    cites=(GRABSKI_2022,),
    standing=Standing.CHECKED,
    fine=(index(_ALCOHOL), yes(_SEVERE)),
    examples=(
        example("a milder disorder", Level.REVIEW, index(_ALCOHOL), no(_SEVERE), indication=_ALCOHOL),
        example("severity not known", Level.UNKNOWN, index(_ALCOHOL), not_sure(_SEVERE), indication=_ALCOHOL),
    ),
)
