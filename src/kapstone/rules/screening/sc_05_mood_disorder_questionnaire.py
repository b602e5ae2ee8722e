"""A positive Mood Disorder Questionnaire calls for a work-up of bipolar disorder: seven answers, at one time, with a problem."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import HIRSCHFELD_2000, REVIEW
from kapstone.rules.screening._charts import example, nothing_known, scored
from kapstone.rules.screening._cut import VALID_DAYS
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._scales import MDQ, RMS
from kapstone.rules.screening._window import has_lapsed, lapses

_SYMPTOMS = tuple(f"mdq_{number}" for number in range(1, 14))
_TOGETHER, _PROBLEM = "mdq_together", "mdq_problem"
_MODERATE = 2
"""Of 0 none, 1 minor, 2 moderate, 3 serious."""


def _decide(chart: Chart, limits: Limits) -> Verdict:
    asked, days = chart.measures(MDQ.id), limits["valid_days"]
    if not asked or has_lapsed(chart, asked[-1], days):
        return RMS.spares(chart, days) or MDQ.ask()
    record = asked[-1]
    count = _count(record)
    if count is None:
        return _incomplete("Not every symptom of the Mood Disorder Questionnaire is answered.")
    value, limit = f"{count:g} of 13", f"{limits['symptoms']:g} of 13, at one time, with a moderate or serious problem"
    answers = record.fact.answers
    together, problem = answers.get(_TOGETHER), answers.get(_PROBLEM)
    if count < limits["symptoms"] or together == 0 or (problem is not None and problem < _MODERATE):
        because = f"The Mood Disorder Questionnaire is negative ({value} symptoms)."
        changes = lapses(chart, record.at, days)
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=(record.id,), changes_at=changes)
    if together is None or problem is None:
        return _incomplete(f"The Mood Disorder Questionnaire has {value} symptoms; when and how badly they came is not known.")
    return Verdict(
        level=Level.REVIEW,
        because=f"The Mood Disorder Questionnaire is positive: {value} symptoms at one time, with a problem.",
        act="Take a lifetime history of mania and hypomania, then decide.",
        value=value,
        limit=limit,
        facts=(record.id,),
        changes_at=lapses(chart, record.at, days),
    )


def _count(record: Record[MeasureAnswered]) -> float | None:
    """The number of symptoms; None while one of them is not answered."""
    if record.fact.total_only is not None:
        return record.fact.total_only
    said = [record.fact.answers.get(item) for item in _SYMPTOMS]
    known = [answer for answer in said if answer is not None]
    return float(sum(known)) if len(known) == len(said) else None


def _incomplete(because: str) -> Verdict:
    return unknown(MDQ.name, because=because, act=f"Complete the {MDQ.name}.")


def _answered(symptoms: int, together: int | None, problem: int | None) -> MeasureAnswered:
    answers: dict[str, int | None] = {item: int(place < symptoms) for place, item in enumerate(_SYMPTOMS)}
    return MeasureAnswered(instrument="mdq", instrument_version="1", answers=answers | {_TOGETHER: together, _PROBLEM: problem})


RULE = Rule(
    id="SC-05",
    title="Mood Disorder Questionnaire",
    says="Seven or more symptoms of the Mood Disorder Questionnaire at one time, with a moderate or serious problem, call for a bipolar work-up.",
    moments=SCREENING,
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(HIRSCHFELD_2000,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "symptoms": Limit(7, "", "symptoms, of thirteen, from which it is positive", Standing.TO_CONFIRM, 5, 10),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("seven at one time, a serious problem", Level.REVIEW, _answered(7, 1, 3)),
        example("seven, never at one time", Level.CLEAR, _answered(7, 0, 3)),
        example("seven, a minor problem", Level.CLEAR, _answered(7, 1, 1)),
        example("six", Level.CLEAR, _answered(6, 1, 3)),
        example("seven, and the rest not answered", Level.UNKNOWN, _answered(7, None, None)),
        example("not asked, but the Rapid Mood Screener was", Level.CLEAR, scored("rms", 1)),
    ),
)
