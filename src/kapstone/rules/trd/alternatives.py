"""Other treatments for resistant depression were talked over: electroconvulsive therapy, magnetic stimulation, esketamine."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Evaluation, EvaluationDone, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import ANAND_2023, EXPERT, REVIEW
from kapstone.rules.screening._charts import example, nothing_known


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    done = chart.facts.of(EvaluationDone, lambda fact: fact.evaluation is Evaluation.PSYCHIATRIC)
    if not done:
        return unknown("psychiatric evaluation", act="Evaluate, and talk the alternatives over.")
    said = [record for record in done if record.fact.alternatives_discussed]
    if said:
        return Verdict(level=Level.CLEAR, because="Alternatives were discussed with the patient.", facts=(said[-1].id,))
    return Verdict(
        level=Level.CAUTION,
        because="No evaluation says that alternatives were discussed.",
        act="Discuss ECT, TMS and esketamine, and record it in the evaluation.",
        facts=(done[-1].id,),
    )


def _evaluated(discussed: bool) -> EvaluationDone:
    return EvaluationDone(
        evaluation=Evaluation.PSYCHIATRIC, summary="Confirmed.", cleared=True, alternatives_discussed=discussed
    )


RULE = Rule(
    id="TRD-ALTERNATIVES",
    title="Alternatives offered",
    says="ECT, TMS and esketamine are discussed with whoever has a resistant depression, and that is recorded.",
    moments=frozenset({Moment.SCREENING}),
    reads=("EvaluationDone",),
    decide=_decide,
    cites=(ANAND_2023, EXPERT),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    scopes=frozenset({Indication.TRD.value}),
    examples=(
        nothing_known(indication=Indication.TRD),
        example("discussed", Level.CLEAR, _evaluated(True), indication=Indication.TRD),
        example("not said", Level.CAUTION, _evaluated(False), indication=Indication.TRD),
    ),
)
