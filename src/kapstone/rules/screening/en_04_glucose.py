"""Poorly controlled diabetes, or a blood sugar far out on the day, waits: fasting makes it worse, and it can look like delirium."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._labs import glucose_mg_per_dl

_ITEM = "poorly_controlled_diabetes"
_asked = stop_if_yes(
    _ITEM,
    level=Level.HOLD,
    because="Diabetes is poorly controlled; fasting before a session could make sugar fall or rise dangerously.",
    clear="No poorly controlled diabetes is known.",
    act="Bring sugar under control first, and plan how to fast.",
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either("No poorly controlled diabetes is known.", _asked(chart, limits), _today(chart, limits))


def _today(chart: Chart, limits: Limits) -> Verdict | None:
    """A sugar measured today; a day without one says nothing."""
    found = chart.lab(Analyte.GLUCOSE)
    value = glucose_mg_per_dl(found) if found is not None else None
    if found is None or value is None:
        return None
    lapses = found.at + timedelta(hours=limits["counts_hours"])
    if lapses <= chart.now or limits["low_mg_per_dl"] <= value <= limits["high_mg_per_dl"]:
        return None
    limit = f"{limits['low_mg_per_dl']:g} to {limits['high_mg_per_dl']:g} mg/dL"
    return Verdict(
        level=Level.HOLD,
        because=f"Blood sugar is {value:.0f} mg/dL, outside {limit}.",
        act="Treat it, measure again, and go on only when it is within.",
        value=f"{found.fact.value:g} {found.fact.unit}",
        limit=limit,
        subject="glucose",
        facts=(found.id,),
        changes_at=lapses,
    )


def _sugar(value: float, unit: str = "mg/dL") -> LabResulted:
    return LabResulted(analyte=Analyte.GLUCOSE, value=value, unit=unit)


RULE = Rule(
    id="EN-04",
    title="Blood sugar",
    says="Poorly controlled diabetes, or a blood sugar below 70 or above 300 mg/dL on the day, holds treatment.",
    moments=SCREENING,
    reads=(_ITEM, "LabResulted"),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    limits={
        "low_mg_per_dl": Limit(70, "mg/dL", "blood sugar below which a dose waits", Standing.DESIGN, 54, 90),
        "high_mg_per_dl": Limit(300, "mg/dL", "blood sugar above which a dose waits", Standing.DESIGN, 180, 400),
        "counts_hours": Limit(24, "hours", "how long a blood sugar is that of the day", Standing.DESIGN, 2, 24),
    },
    examples=(
        nothing_known(),
        example("no diabetes", Level.CLEAR, no(_ITEM)),
        example("poorly controlled", Level.HOLD, yes(_ITEM)),
        example("62 mg/dL today", Level.HOLD, no(_ITEM), _sugar(62)),
        example("18 mmol/L today", Level.HOLD, no(_ITEM), _sugar(18, "mmol/L")),
        example("62 mg/dL last week", Level.CLEAR, no(_ITEM), (7, _sugar(62))),
    ),
)
