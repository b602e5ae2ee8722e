"""Work-up: an ECG where the heart is or may be ill, or from the age of fifty."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, EcgRead
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import COHEN_2018, REVIEW, SANACORA_2017
from kapstone.rules.screening._age import reaches
from kapstone.rules.screening._charts import aged, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.workup._item import there

_RISKS = (
    "mi_or_unstable_angina", "stroke_or_tia", "decompensated_heart_failure", "poorly_controlled_heart_disease",
    "stable_heart_disease", "new_arrhythmia", "hypertension_on_two_drugs",
)  # fmt: skip


def _decide(chart: Chart, limits: Limits) -> Verdict:
    said = {item: chart.history(item) for item in _RISKS}
    is_older = chart.age_years is not None and chart.age_years >= limits["age_years"]
    if is_older or Answer.YES in said.values():
        return there(chart, chart.facts.latest(EcgRead), "ECG", limits["days"], act="Take a 12-lead ECG.")
    missing = tuple(item for item, answer in said.items() if answer is Answer.UNKNOWN)
    if chart.age_years is None or missing:
        waits = (*missing, *(("birth date",) if chart.age_years is None else ()))
        because = "Whether an ECG is needed is not known: age and the questions about the heart decide."
        return unknown(*waits, because=because, act="Answer the questions about the heart.")
    facts = tuple(record.id for item in _RISKS if (record := chart.history_record(item)))
    because = f"No heart disease is known, and age is under {limits['age_years']:g}: no ECG is needed."
    return Verdict(level=Level.CLEAR, because=because, facts=facts, changes_at=reaches(chart, limits["age_years"]))


_NO = tuple(no(item) for item in _RISKS)

RULE = Rule(
    id="WU-ECG",
    title="ECG",
    says="With heart disease or its risk, or from the age of 50, an ECG is at most twelve months old before the first dose.",
    moments=SCREENING,
    reads=(*_RISKS, "PersonDescribed", "EcgRead"),
    decide=_decide,
    cites=(SANACORA_2017, COHEN_2018),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "age_years": Limit(50, "years", "age from which everyone has an ECG; 50 to 60 are in use", Standing.TO_CONFIRM, 40, 60),
        "days": Limit(365, "days", "how old the ECG may be before the first dose", Standing.TO_CONFIRM, 90, 365),
    },
    examples=(
        nothing_known(),
        example("40 years, heart well", Level.CLEAR, aged(40), *_NO),
        example("40 years, a stable heart disease", Level.UNKNOWN, aged(40), *_NO, yes("stable_heart_disease")),
        example("52 years", Level.UNKNOWN, aged(52), *_NO),
        example("52 years, with an ECG", Level.CLEAR, aged(52), *_NO, (30, EcgRead(qtc_ms=420))),
        example("52 years, with an old ECG", Level.UNKNOWN, aged(52), *_NO, (500, EcgRead(qtc_ms=420))),
    ),
)
