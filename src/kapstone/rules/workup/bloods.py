"""Work-up: kidney, thyroid and sugar are taken by history; which of them nobody measured within a year is noted."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte, LabResulted
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import REVIEW, SANACORA_2017
from kapstone.rules.screening._charts import example
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._labs import recent_lab
from kapstone.rules.screening._window import lapses

_TAKEN = {"eGFR": (Analyte.EGFR,), "TSH": (Analyte.TSH,), "glucose or HbA1c": (Analyte.GLUCOSE, Analyte.HBA1C)}


def _decide(chart: Chart, limits: Limits) -> Verdict:
    found = {name: [recent_lab(chart, each, within_days=limits["days"]) for each in any_of] for name, any_of in _TAKEN.items()}
    counting = [record for records in found.values() for record in records if record is not None]
    facts = tuple(record.id for record in counting)
    changes = min((at for record in counting if (at := lapses(chart, record.at, limits["days"]))), default=None)
    missing = [name for name, records in found.items() if not any(records)]
    if not missing:
        return Verdict(level=Level.CLEAR, because="Kidney, thyroid and sugar are measured.", facts=facts, changes_at=changes)
    return Verdict(
        level=Level.NOTE,
        because=f"Not measured within {limits['days']:g} days: {', '.join(missing)}. These, and a blood count, are taken by history.",
        act="Take them where the history gives a reason.",
        facts=facts,
        changes_at=changes,
    )


def _lab(analyte: Analyte, value: float, unit: str) -> LabResulted:
    return LabResulted(analyte=analyte, value=value, unit=unit)


_ALL = (_lab(Analyte.EGFR, 90, "mL/min/{1.73_m2}"), _lab(Analyte.TSH, 2, "mIU/L"), _lab(Analyte.HBA1C, 5.4, "%"))

RULE = Rule(
    id="WU-BLOODS",
    title="Blood tests by history",
    says="Kidney, thyroid and sugar are measured by history within a year before the first dose; what is not is noted.",
    moments=SCREENING,
    reads=("LabResulted",),
    decide=_decide,
    cites=(SANACORA_2017,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={"days": Limit(365, "days", "how old these results may be before the first dose", Standing.TO_CONFIRM, 90, 365)},
    examples=(
        example("nothing is known", Level.NOTE),
        example("all measured", Level.CLEAR, *_ALL),
        example("no thyroid", Level.NOTE, _ALL[0], _ALL[2]),
    ),
)
