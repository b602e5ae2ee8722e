"""Children alone in care, unsecured firearms, or a pool, balcony or stairs are talked over before treatment at home."""

from typing import Any

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import Answer, HomeSettingChecked
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.home._home import COUNTS_HOURS, HOME, setting
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING

_HAZARDS = {
    "children_alone": "children alone in the patient's care",
    "firearms_unsecured": "unsecured firearms",
    "fall_or_water_hazard": "a pool, balcony or stairs",
}


def _decide(chart: Chart, limits: Limits) -> Verdict:
    record = setting(chart, limits["counts_hours"])
    answers = {words: getattr(record.fact, field) if record else Answer.UNKNOWN for field, words in _HAZARDS.items()}
    there = [words for words, answer in answers.items() if answer is Answer.YES]
    open_ = tuple(words for words, answer in answers.items() if answer is Answer.UNKNOWN)
    facts = (record.id,) if record else ()
    if there:
        asked = f" Not asked yet: {', '.join(open_)}." if open_ else ""
        return Verdict(
            level=Level.REVIEW,
            because=f"At home there are {' and '.join(there)}.{asked}",
            act="Agree how each hazard is taken away before a dose, then decide.",
            facts=facts,
        )
    if open_:
        return unknown(*open_, because=f"Nobody has asked yet about {', '.join(open_)} at home.")
    return Verdict(level=Level.CLEAR, because="No hazard at home is known.", facts=facts)


def _found(**answers: Answer) -> HomeSettingChecked:
    given: dict[str, Any] = dict.fromkeys(_HAZARDS, Answer.NO) | answers  # Any: fields of the fact, by name
    return HomeSettingChecked(**given)


RULE = Rule(
    id="HM-07",
    title="Hazards at home",
    says="Children alone in care, unsecured firearms, or a pool, balcony or stairs at home need the prescriber's judgement.",
    moments=SCREENING,
    reads=("HomeSettingChecked",),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    scopes=HOME,
    limits={"counts_hours": COUNTS_HOURS},
    examples=(
        nothing_known(Place.HOME),
        example("none", Level.CLEAR, _found(), place=Place.HOME),
        example("unsecured firearms", Level.REVIEW, _found(firearms_unsecured=Answer.YES), place=Place.HOME),
        example("firearms not asked", Level.UNKNOWN, _found(firearms_unsecured=Answer.UNKNOWN), place=Place.HOME),
    ),
)
