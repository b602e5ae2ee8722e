"""Suicidal thoughts without intent are no exclusion; they call for a safety plan."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.instruments import Triage
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import COLUMBIA, FIELD_TRIP, REVIEW, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._screens import recent
from kapstone.rules.screening._suicide import C_SSRS, screens, triage

_WORDS = {
    Triage.LOW: "a wish to be dead or thoughts of suicide, without method or intent",
    Triage.MODERATE: "thoughts of how, or suicidal behaviour longer ago, without intent now",
}


def _decide(chart: Chart, _limits: Limits) -> Verdict | tuple[Verdict, ...]:
    asked = screens(chart)
    tier = triage(chart, asked[-1]) if asked else None
    match tier:
        case None:
            return unknown(C_SSRS, act="Ask the C-SSRS screener.")
        case Triage.NONE:
            return Verdict(level=Level.CLEAR, because="The C-SSRS screener shows no suicidal thoughts.", facts=(asked[-1].id,))
        case Triage.HIGH:
            return ()  # intent and behaviour are judged by PS-05 and SC-03
    return Verdict(
        level=Level.CAUTION,
        because=f"The C-SSRS screener of {asked[-1].at.day} {asked[-1].at:%B %Y} shows {_WORDS[tier]}.",
        act="Write a safety plan with the patient and ask again at every contact.",
        value=f"{tier.value} risk",
        facts=(asked[-1].id,),
    )


RULE = Rule(
    id="PS-06",
    title="Suicidal thoughts without intent",
    says="Suicidal thoughts without intent are not an exclusion, and call for a safety plan.",
    moments=SCREENING,
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(FIELD_TRIP, at(COLUMBIA, "triage")),
    standing=Standing.CHECKED,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("no to all", Level.CLEAR, (1, recent())),
        example("a wish to be dead", Level.CAUTION, (1, recent(wish=1))),
        example("thoughts of how", Level.CAUTION, (1, recent(wish=1, thoughts=1, how=1))),
        example("an attempt years ago", Level.CAUTION, (1, recent(ever=1))),
    ),
)
