"""Hypertension on two medicines, sleep apnoea, a daily depressant or an age of 65 excludes treatment at home."""

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import PersonDescribed
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.home._home import HOME
from kapstone.rules.screening._age import reaches
from kapstone.rules.screening._charts import aged, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_BECAUSE = {
    "hypertension_on_two_drugs": "Blood pressure needs two or more medicines.",
    "sleep_apnoea": "There is sleep apnoea.",
    "daily_cns_depressant": "A depressant of the central nervous system is taken every day.",
}
_ACT = "Treat in the clinic."
_ASKED = tuple(
    stop_if_yes(
        item, level=Level.STOP, because=f"{because} At home nobody could help in time.", clear="No.", act=_ACT, subject=item
    )
    for item, because in _BECAUSE.items()
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "None of the risks that exclude treatment at home is known."
    return either(clear, *(asked(chart, limits) for asked in _ASKED), _age(chart, limits["older_years"]))


def _age(chart: Chart, years: float) -> Verdict:
    record = chart.facts.latest(PersonDescribed)
    if record is None or chart.age_years is None:
        return unknown("birth date", subject="age")
    is_older, value, limit = chart.age_years >= years, f"{chart.age_years} years", f"{years:g} years"
    return Verdict(
        level=Level.STOP if is_older else Level.CLEAR,
        because=f"Age is {value}, {'at or above' if is_older else 'below'} {limit}.",
        act=_ACT if is_older else "",
        value=value,
        limit=limit,
        subject="age",
        facts=(record.id,),
        changes_at=reaches(chart, years),
    )


_NO = tuple(no(item) for item in _BECAUSE)

RULE = Rule(
    id="HM-04",
    title="Risks at home",
    says="Hypertension on two medicines, sleep apnoea, a daily depressant or an age of 65 excludes treatment at home.",
    moments=SCREENING,
    reads=(*_BECAUSE, "PersonDescribed"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    scopes=HOME,
    limits={"older_years": Limit(65, "years", "age from which nobody is treated at home", Standing.DESIGN, 55, 80)},
    examples=(
        nothing_known(Place.HOME),
        example("none, at 40", Level.CLEAR, aged(40), *_NO, place=Place.HOME),
        example("sleep apnoea", Level.STOP, aged(40), *_NO, yes("sleep_apnoea"), place=Place.HOME),
        example("65 years", Level.STOP, aged(65), *_NO, place=Place.HOME),
        example("depressants not asked", Level.UNKNOWN, aged(40), *_NO[:2], place=Place.HOME),
    ),
)
