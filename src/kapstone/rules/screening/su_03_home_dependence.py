"""A history of opioid use disorder or a present dependence excludes treatment at home."""

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import HULL_2022, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_OPIOID, _DEPENDENCE = "opioid_use_disorder", "current_substance_dependence"
_ACT = "Do not treat at home; consider treatment in the clinic."
_opioid = stop_if_yes(
    _OPIOID,
    level=Level.STOP,
    because="There is a history of opioid use disorder.",
    clear="No opioid use disorder is known.",
    act=_ACT,
    subject=_OPIOID,
)
_dependence = stop_if_yes(
    _DEPENDENCE,
    level=Level.STOP,
    because="There is a present dependence on a substance.",
    clear="No present dependence is known.",
    act=_ACT,
    subject=_DEPENDENCE,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either(
        "No opioid use disorder and no present dependence is known.", _opioid(chart, limits), _dependence(chart, limits)
    )


RULE = Rule(
    id="SU-03",
    title="Dependence, for treatment at home",
    says="A history of opioid use disorder or a present substance dependence excludes treatment at home.",
    moments=SCREENING,
    reads=(_OPIOID, _DEPENDENCE),
    decide=_decide,
    cites=(HULL_2022,),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    scopes=frozenset({Place.HOME}),
    examples=(
        nothing_known(Place.HOME),
        example("neither", Level.CLEAR, no(_OPIOID), no(_DEPENDENCE), place=Place.HOME),
        example("opioids in the past", Level.STOP, yes(_OPIOID), no(_DEPENDENCE), place=Place.HOME),
        example("dependence now", Level.STOP, no(_OPIOID), yes(_DEPENDENCE), place=Place.HOME),
        example("one of the two answered", Level.UNKNOWN, no(_OPIOID), place=Place.HOME),
    ),
)
