"""A past psychosis, or under the age of thirty a close relative with schizophrenia, needs the prescriber's judgement."""

from dataclasses import replace

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import HULL_2022, REVIEW
from kapstone.rules.screening._charts import aged, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_PAST, _RELATIVE = "past_psychosis", "relative_with_schizophrenia"
_past = stop_if_yes(
    _PAST,
    level=Level.REVIEW,
    because="There was a psychotic episode in the past; trials left such patients out.",
    clear="No past psychosis is known.",
    act="Find out what happened and when, then decide.",
    subject=_PAST,
)


def _lifetime(chart: Chart, limits: Limits) -> Verdict:
    found = _past(chart, limits)
    if found.level is not Level.REVIEW or limits["past_excludes"] != 1:
        return found
    return replace(found, level=Level.STOP, act="Do not treat: in this clinic any psychosis in the past excludes treatment.")


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "No past psychosis and no close relative with schizophrenia is known."
    return either(clear, _lifetime(chart, limits), _family(chart, limits["relative_under_years"]))


def _family(chart: Chart, under: float) -> Verdict:
    record, limit = chart.history_record(_RELATIVE), f"{under:.0f} years"
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(_RELATIVE, subject=_RELATIVE)
    if record.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because="No close relative with schizophrenia is known.", facts=(record.id,))
    if chart.age_years is None:
        return unknown("birth date", subject=_RELATIVE)
    is_young = chart.age_years < under
    return Verdict(
        level=Level.REVIEW if is_young else Level.NOTE,
        because=f"A parent, sibling or child has schizophrenia, and age is {chart.age_years} years.",
        act="Look for early signs of psychosis, then decide." if is_young else "",
        value=f"{chart.age_years} years",
        limit=limit,
        subject=_RELATIVE,
        facts=(record.id,),
    )


RULE = Rule(
    id="PS-02",
    title="Past psychosis or schizophrenia in the family",
    says="A past psychotic episode, or under the age of 30 a close relative with schizophrenia, needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_PAST, _RELATIVE, "PersonDescribed"),
    decide=_decide,
    cites=(HULL_2022,),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={
        "relative_under_years": Limit(30, "years", "age under which a relative's illness counts", Standing.CHECKED, 25, 120),
        "past_excludes": Limit(
            0, "", "0 leaves a past psychosis to the prescriber, 1 excludes it; sources differ", Standing.CHECKED, 0, 1
        ),
    },
    examples=(
        nothing_known(),
        example("neither", Level.CLEAR, aged(28), no(_PAST), no(_RELATIVE)),
        example("an episode in the past", Level.REVIEW, aged(45), yes(_PAST), no(_RELATIVE)),
        example("a sister, at 28", Level.REVIEW, aged(28), no(_PAST), yes(_RELATIVE)),
        example("a sister, at 45", Level.NOTE, aged(45), no(_PAST), yes(_RELATIVE)),
    ),
)
