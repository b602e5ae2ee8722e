"""A resting pulse that is very fast or very slow, or a new arrhythmia, is looked at first."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, EcgRead, VitalsTaken
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import lapses, since

_ITEM = "new_arrhythmia"
_ACT = "Take an ECG and find the cause, then decide."
_asked = stop_if_yes(
    _ITEM,
    level=Level.REVIEW,
    because="The heartbeat is irregular in a way that is new.",
    clear="No new arrhythmia is known.",
    act=_ACT,
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "Resting pulse is within its limits and no new arrhythmia is known."
    return either(clear, _asked(chart, limits), _ecg(chart), _pulse(chart, limits))


def _ecg(chart: Chart) -> Verdict | None:
    """What an ECG shows is looked at even when the answer was no."""
    read = chart.facts.latest(EcgRead)
    if read is None or read.fact.new_arrhythmia is not Answer.YES:
        return None
    return Verdict(level=Level.REVIEW, because="The ECG shows a new arrhythmia.", act=_ACT, subject="ecg", facts=(read.id,))


def _pulse(chart: Chart, limits: Limits) -> Verdict:
    oldest = since(chart, limits["valid_days"])
    taken = [record for record in chart.vitals() if record.fact.heart_rate_per_min is not None and record.at > oldest]
    if not taken:
        return unknown("resting pulse", act="Count the pulse at rest.", subject="pulse")
    last = taken[-1]
    rate, limit = last.fact.heart_rate_per_min or 0, f"{limits['low_per_min']:g} to {limits['high_per_min']:g} a minute"
    is_outside = not limits["low_per_min"] <= rate <= limits["high_per_min"]
    return Verdict(
        level=Level.REVIEW if is_outside else Level.CLEAR,
        because=f"Resting pulse is {rate:g} a minute, {'outside' if is_outside else 'within'} {limit}.",
        act=_ACT if is_outside else "",
        value=f"{rate:g} a minute",
        limit=limit,
        subject="pulse",
        facts=(last.id,),
        changes_at=lapses(chart, last.at, limits["valid_days"]),
    )


RULE = Rule(
    id="CV-12",
    title="Resting pulse",
    says="A resting pulse above 110 or below 45 a minute, or a new arrhythmia, needs the prescriber's judgement.",
    moments=SCREENING,
    reads=(_ITEM, "VitalsTaken", "EcgRead"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    limits={
        "high_per_min": Limit(110, "", "pulse a minute above which the prescriber decides", Standing.DESIGN, 90, 130),
        "low_per_min": Limit(45, "", "pulse a minute below which the prescriber decides", Standing.DESIGN, 35, 60),
        "valid_days": Limit(30, "days", "how long before the first dose a resting pulse counts", Standing.TO_CONFIRM, 1, 90),
    },
    examples=(
        nothing_known(),
        example("72 a minute", Level.CLEAR, no(_ITEM), VitalsTaken(heart_rate_per_min=72)),
        example("118 a minute", Level.REVIEW, no(_ITEM), VitalsTaken(heart_rate_per_min=118)),
        example("44 a minute", Level.REVIEW, no(_ITEM), VitalsTaken(heart_rate_per_min=44)),
        example("irregular in a new way", Level.REVIEW, yes(_ITEM), VitalsTaken(heart_rate_per_min=72)),
        example(
            "no by answer, but the ECG shows it",
            Level.REVIEW,
            no(_ITEM),
            VitalsTaken(heart_rate_per_min=72),
            EcgRead(new_arrhythmia=Answer.YES),
        ),
        example("pulse not counted", Level.UNKNOWN, no(_ITEM)),
    ),
)
