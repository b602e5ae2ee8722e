"""Bipolar disorder needs the prescriber's judgement and a mood stabiliser at a therapeutic level."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import MCINTYRE_2021, REVIEW, ZARATE_2012
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_BIPOLAR, _STABILISER = "bipolar_disorder", "mood_stabiliser_at_level"
_STABILISER_WORDS = {
    Answer.YES: "a mood stabiliser is at a therapeutic level",
    Answer.NO: "no mood stabiliser is at a therapeutic level",
    Answer.UNKNOWN: "whether a mood stabiliser is at a therapeutic level is not known",
}

_ACT = {
    Answer.YES: "Decide, with a plan to watch for mania.",
    Answer.NO: "Bring a mood stabiliser to a therapeutic level before treatment.",
    Answer.UNKNOWN: "Find out whether a mood stabiliser is at a therapeutic level, then decide.",
}


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    bipolar, stabiliser = chart.history(_BIPOLAR), chart.history(_STABILISER)
    facts = tuple(record.id for item in (_BIPOLAR, _STABILISER) if (record := chart.history_record(item)))
    if chart.indication is not Indication.BIPOLAR:
        if bipolar is Answer.UNKNOWN:
            return unknown(_BIPOLAR)
        if bipolar is Answer.NO:
            return Verdict(level=Level.CLEAR, because="No bipolar disorder is known.", facts=facts)
    return Verdict(
        level=Level.REVIEW,
        because=f"There is bipolar disorder, and {_STABILISER_WORDS[stabiliser]}.",
        act=_ACT[stabiliser],
        waits_for=(_STABILISER,) if stabiliser is Answer.UNKNOWN else (),
        facts=facts,
    )


RULE = Rule(
    id="PS-04",
    title="Bipolar disorder",
    says="Bipolar disorder needs the prescriber's judgement, and a mood stabiliser at a therapeutic level.",
    moments=SCREENING,
    reads=(_BIPOLAR, _STABILISER),
    decide=_decide,
    cites=(MCINTYRE_2021, ZARATE_2012),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("no bipolar disorder", Level.CLEAR, no(_BIPOLAR)),
        example("bipolar, stabiliser at level", Level.REVIEW, yes(_BIPOLAR), yes(_STABILISER)),
        example("bipolar, stabiliser not asked", Level.REVIEW, yes(_BIPOLAR)),
        example("treated for bipolar depression", Level.REVIEW, indication=Indication.BIPOLAR),
    ),
)
