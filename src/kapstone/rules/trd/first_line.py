"""Ketamine is no first treatment: somebody without one adequate treatment before it needs the prescriber's judgement."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import CANMAT_2021, REVIEW, SEED_TRD
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.trd._trials import Result
from kapstone.rules.trd.resistance import resistance_of, tried

_WAS_ADEQUATE = {Result.FAILED, Result.HELPED, Result.LOST}


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    judged = [trial for trial in resistance_of(chart).trials if trial.record.fact.trial is Trial.ANTIDEPRESSANT]
    adequate = tuple(trial for trial in judged if trial.result in _WAS_ADEQUATE)
    facts = tuple(trial.record.id for trial in judged)
    if not chart.facts.of(TreatmentTried):
        return unknown("prior treatment trials", act="List every treatment tried, with dose, weeks, adherence and effect.")
    if adequate:
        names = ", ".join(dict.fromkeys(trial.ingredient for trial in adequate))
        return Verdict(level=Level.CLEAR, because=f"Treated before with {names}.", facts=facts)
    if any(trial.result is Result.INDETERMINATE for trial in judged):
        open_ = tuple(dict.fromkeys(f"trial of {t.ingredient}" for t in judged if t.result is Result.INDETERMINATE))
        return unknown(*open_, because="Whether any earlier treatment was adequate is not known.", act="Complete the trials.")
    return Verdict(
        level=Level.REVIEW,
        because="No antidepressant was tried in adequate dose and duration; ketamine would be a first treatment.",
        act="Treat with an antidepressant or psychotherapy first, or say why not; guidelines place ketamine third.",
        facts=facts,
    )


RULE = Rule(
    id="TRD-FIRST-LINE",
    title="Ketamine as a first treatment",
    says="Without one adequate treatment before it, ketamine for depression needs the prescriber's judgement.",
    moments=frozenset({Moment.SCREENING}),
    reads=("TreatmentTried",),
    decide=_decide,
    cites=(SEED_TRD, CANMAT_2021),
    standing=Standing.CHECKED,
    review=REVIEW,
    scopes=frozenset({Indication.TRD.value, Indication.MDD.value, Indication.BIPOLAR.value}),
    examples=(
        nothing_known(indication=Indication.MDD),
        example("one failed", Level.CLEAR, tried("sertraline", 150), indication=Indication.MDD),
        example("one helped", Level.CLEAR, tried("sertraline", 150, improved=80), indication=Indication.MDD),
        example("too low a dose", Level.REVIEW, tried("sertraline", 25), indication=Indication.MDD),
        example("dose not known", Level.UNKNOWN, tried("sertraline", None), indication=Indication.MDD),
        example("another indication does not ask", Level.CLEAR, indication=Indication.PAIN),
    ),
)
