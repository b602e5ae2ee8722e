"""Untreated sleep apnoea, a difficult airway or a high body mass index needs the prescriber's judgement."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, HeightMeasured, WeightMeasured
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import EXPERT, FIELD_TRIP, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, scored, yes
from kapstone.rules.screening._history import SCREENING

_APNOEA, _TREATED, _AIRWAY = "sleep_apnoea", "sleep_apnoea_treated", "difficult_airway"
_airway = stop_if_yes(
    _AIRWAY,
    level=Level.REVIEW,
    because="The airway was difficult before.",
    clear="No difficult airway is known.",
    act="Examine the airway and plan who helps, then decide.",
    subject=_AIRWAY,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "No untreated sleep apnoea, no difficult airway, and body mass index is below its limit."
    return either(clear, _apnoea(chart), _stop_bang(chart, limits), _airway(chart, limits), _body(chart, limits))


def _apnoea(chart: Chart) -> Verdict:
    has, treated = chart.history_record(_APNOEA), chart.history_record(_TREATED)
    if has is None or has.fact.answer is Answer.UNKNOWN:
        return unknown(_APNOEA, subject=_APNOEA)
    if has.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because="No sleep apnoea is known.", facts=(has.id,))
    if treated is None or treated.fact.answer is Answer.UNKNOWN:
        return unknown(_TREATED, subject=_APNOEA)
    facts = (has.id, treated.id)
    if treated.fact.answer is Answer.YES:
        return Verdict(level=Level.CLEAR, because="Sleep apnoea is treated.", facts=facts)
    because, act = "There is sleep apnoea, and it is not treated.", "Treat it first, or plan to watch breathing closely."
    return Verdict(level=Level.REVIEW, because=because, act=act, subject=_APNOEA, facts=facts)


def _stop_bang(chart: Chart, limits: Limits) -> Verdict | None:
    """The questionnaire adds to the answer; where it was not asked it says nothing."""
    asked = chart.measures("stopbang")
    total = asked[-1].fact.total_only if asked else None
    if total is None or total < limits["stop_bang"]:
        return None
    return Verdict(
        level=Level.REVIEW,
        because=f"STOP-Bang gives {total:g} points, at or above {limits['stop_bang']:g}: sleep apnoea is likely.",
        act="Arrange a sleep study, or plan to watch breathing closely.",
        value=f"{total:g} points",
        limit=f"{limits['stop_bang']:g} points",
        subject="stop_bang",
        facts=(asked[-1].id,),
    )


def _body(chart: Chart, limits: Limits) -> Verdict | None:
    if limits["bmi"] == 0:
        return None
    weight, height, bmi = chart.weight, chart.facts.latest(HeightMeasured), chart.bmi
    if weight is None or height is None or bmi is None:
        missing = tuple(name for name, record in (("weight", weight), ("height", height)) if record is None)
        return unknown(*missing, subject="bmi")
    is_high, value, limit = bmi >= limits["bmi"], f"{bmi:.1f} kg/m2", f"{limits['bmi']:g} kg/m2"
    return Verdict(
        level=Level.REVIEW if is_high else Level.CLEAR,
        because=f"Body mass index is {value}, {'at or above' if is_high else 'below'} {limit}.",
        act="Examine the airway and weigh the risk, and say why." if is_high else "",
        value=value,
        limit=limit,
        subject="bmi",
        facts=(weight.id, height.id),
    )


_AIRWAYS, _TALL = (no(_APNOEA), no(_AIRWAY)), HeightMeasured(centimetres=170)
_FINE = (*_AIRWAYS, _TALL, WeightMeasured(kilograms=70))

RULE = Rule(
    id="RS-02",
    title="Airway and sleep apnoea",
    says="Untreated sleep apnoea or a STOP-Bang of 5, a difficult airway, or a body mass index of 35 or more needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_APNOEA, _TREATED, _AIRWAY, "MeasureAnswered", "WeightMeasured", "HeightMeasured"),
    decide=_decide,
    cites=(FIELD_TRIP, EXPERT),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "bmi": Limit(
            35, "", "body mass index in kg/m2 from which the prescriber decides; 0 leaves it out", Standing.CHECKED, 0, 50
        ),
        "stop_bang": Limit(5, "points", "STOP-Bang from which sleep apnoea is likely", Standing.DESIGN, 3, 8),
    },
    examples=(
        nothing_known(),
        example("no apnoea, airway well, 24 kg/m2", Level.CLEAR, *_FINE),
        example("untreated apnoea", Level.REVIEW, yes(_APNOEA), no(_TREATED), *_FINE[1:]),
        example("treated apnoea", Level.CLEAR, yes(_APNOEA), yes(_TREATED), *_FINE[1:]),
        example("apnoea, treatment not asked", Level.UNKNOWN, yes(_APNOEA), *_FINE[1:]),
        example("STOP-Bang of 5", Level.REVIEW, *_FINE, scored("stopbang", 5)),
        example("38 kg/m2", Level.REVIEW, *_AIRWAYS, _TALL, WeightMeasured(kilograms=110)),
        example("not weighed", Level.UNKNOWN, *_AIRWAYS, _TALL),
    ),
)
