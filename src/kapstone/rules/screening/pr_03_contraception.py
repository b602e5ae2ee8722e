"""Who can become pregnant and has no plan for contraception is counselled."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, Sex
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import aged, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pregnancy import does_not_arise

_CAPABLE, _PLAN = "capable_of_pregnancy", "contraception_plan"


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    male = does_not_arise(chart)
    if male is not None:
        return male
    facts = tuple(record.id for item in (_CAPABLE, _PLAN) if (record := chart.history_record(item)))
    match chart.history(_CAPABLE), chart.history(_PLAN):
        case Answer.UNKNOWN, _:
            return unknown(_CAPABLE)
        case Answer.NO, _:
            return Verdict(level=Level.CLEAR, because="Not capable of pregnancy.", facts=facts)
        case _, Answer.YES:
            return Verdict(level=Level.CLEAR, because="There is a plan for contraception.", facts=facts)
        case _, Answer.UNKNOWN:
            return unknown(_PLAN)
    return Verdict(
        level=Level.CAUTION,
        because="Capable of pregnancy, and there is no plan for contraception.",
        act="Counsel on contraception and on the pregnancy registry.",
        facts=facts,
    )


RULE = Rule(
    id="PR-03",
    title="Contraception",
    says="Who can become pregnant and has no plan for contraception is counselled before treatment.",
    moments=SCREENING,
    reads=(_CAPABLE, _PLAN, "PersonDescribed"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 5"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    examples=(
        nothing_known(),
        example("capable, no plan", Level.CAUTION, yes(_CAPABLE), no(_PLAN)),
        example("capable, plan in place", Level.CLEAR, yes(_CAPABLE), yes(_PLAN)),
        example("capable, plan not asked", Level.UNKNOWN, yes(_CAPABLE)),
        example("not capable", Level.CLEAR, no(_CAPABLE)),
        example("male at birth", Level.CLEAR, aged(40, Sex.MALE)),
    ),
)
