"""A diseased or badly blocked nose is looked at before a nasal spray, which it would not take up well."""

from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.findings import Level
from kapstone.rules._rule import Rule, stop_if_yes
from kapstone.rules._sources import REVIEW, SPRAVATO_US
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM = "nasal_disease"
_asked = stop_if_yes(
    _ITEM,
    level=Level.REVIEW,
    because="The nose is diseased or badly blocked; a nasal spray may not be taken up as it should.",
    clear="No disease of the nose and no severe congestion is known.",
    act="Examine the nose; wait until congestion has passed, or choose another route.",
)


RULE = Rule(
    id="SK-01",
    title="Nose",
    says="A disease of the nose or severe congestion is looked at before a nasal spray.",
    moments=SCREENING,
    reads=(_ITEM,),
    decide=_asked,
    cites=(SPRAVATO_US,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    scopes=frozenset({Drug.ESKETAMINE.value, Route.NASAL.value}),
    examples=(
        nothing_known(drug=Drug.ESKETAMINE),
        example("a blocked nose, esketamine", Level.REVIEW, yes(_ITEM), drug=Drug.ESKETAMINE),
        example("a blocked nose, a nasal spray", Level.REVIEW, yes(_ITEM), route=Route.NASAL),
        example("the nose is well", Level.CLEAR, no(_ITEM), route=Route.NASAL),
    ),
)
