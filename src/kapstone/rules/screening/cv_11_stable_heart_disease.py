"""Stable heart disease, an earlier infarct or stroke, or a long QTc needs the prescriber's judgement with a cardiology letter."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, EcgRead
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import MCINTYRE_2021, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_ITEM, _EARLIER = "stable_heart_disease", ("mi_or_unstable_angina", "stroke_or_tia")
_ACT = "Get a letter from cardiology and an ECG, then decide; with esketamine have resuscitation staff in the clinic."
_asked = stop_if_yes(
    _ITEM,
    level=Level.REVIEW,
    because="There is heart disease or a device; ketamine makes the heart work harder for a while.",
    clear="No heart disease is known.",
    act=_ACT,
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No heart disease is known.", _asked(chart, limits), _earlier(chart), _qtc(chart, limits))


def _earlier(chart: Chart) -> Verdict | None:
    """An infarct or stroke in the past; a missing answer is CV-09's to ask for."""
    said = [record for item in _EARLIER if (record := chart.history_record(item)) and record.fact.answer is Answer.YES]
    if not said:
        return None
    because = "There was a heart attack, unstable angina, a stroke or a TIA."
    return Verdict(level=Level.REVIEW, because=because, act=_ACT, subject="earlier", facts=tuple(record.id for record in said))


def _qtc(chart: Chart, limits: Limits) -> Verdict | None:
    """A long QTc on the latest ECG; whether an ECG is needed is the work-up's to say."""
    read = chart.facts.latest(EcgRead, lambda fact: fact.qtc_ms is not None)
    if read is None or read.fact.qtc_ms is None or read.fact.qtc_ms < limits["qtc_ms"]:
        return None
    value, limit = f"{read.fact.qtc_ms:g} ms", f"{limits['qtc_ms']:g} ms"
    because = f"QTc is {value}, at or above {limit}."
    return Verdict(level=Level.REVIEW, because=because, act=_ACT, value=value, limit=limit, subject="qtc", facts=(read.id,))


RULE = Rule(
    id="CV-11",
    title="Stable heart disease",
    says="Stable coronary, valve or rhythm disease, heart failure, a device, an earlier infarct or stroke, or a QTc of 500 ms needs the prescriber's judgement, with a cardiology letter and an ECG.",
    moments=SCREENING,
    reads=(_ITEM, *_EARLIER, "EcgRead"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 5, cardiovascular risk"), MCINTYRE_2021),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={"qtc_ms": Limit(500, "ms", "QTc from which the prescriber decides", Standing.TO_CONFIRM, 440, 550)},
    examples=(
        nothing_known(),
        example("none", Level.CLEAR, no(_ITEM)),
        example("a pacemaker", Level.REVIEW, yes(_ITEM)),
        example("an infarct years ago", Level.REVIEW, no(_ITEM), yes("mi_or_unstable_angina")),
        example("QTc 510 ms", Level.REVIEW, no(_ITEM), EcgRead(qtc_ms=510)),
        example("QTc 430 ms", Level.CLEAR, no(_ITEM), EcgRead(qtc_ms=430)),
    ),
)
