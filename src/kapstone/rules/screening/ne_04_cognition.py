"""Delirium, dementia, or not being able to report an experience excludes treatment; a milder disorder is weighed."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import MCINTYRE_2021, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_SEVERE, _MILD = "delirium_or_cannot_report", "cognitive_disorder"
_severe = stop_if_yes(
    _SEVERE,
    level=Level.STOP,
    because="There is delirium or dementia, or the patient cannot report what they experience.",
    clear="No delirium and no dementia.",
    act="Do not treat; find and treat the cause.",
    subject=_SEVERE,
)
_mild = stop_if_yes(
    _MILD,
    level=Level.REVIEW,
    because="There is a memory or thinking disorder.",
    clear="No memory or thinking disorder is known.",
    act="Test cognition, assess capacity again, then decide.",
    subject=_MILD,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No disorder of cognition is known.", _severe(chart, limits), _mild(chart, limits))


RULE = Rule(
    id="NE-04",
    title="Cognition",
    says="Delirium, dementia or not being able to report an experience excludes treatment; a mild neurocognitive disorder needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_SEVERE, _MILD),
    decide=_decide,
    cites=(MCINTYRE_2021,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("neither", Level.CLEAR, no(_SEVERE), no(_MILD)),
        example("delirium", Level.STOP, yes(_SEVERE), no(_MILD)),
        example("a mild disorder", Level.REVIEW, no(_SEVERE), yes(_MILD)),
        example("a mild disorder, delirium not asked", Level.REVIEW, yes(_MILD)),
    ),
)
