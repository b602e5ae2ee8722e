"""Moderate liver disease, or liver results far above their limits, needs the prescriber's judgement and a longer observation."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes
from kapstone.rules._sources import COHEN_2018, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._liver import ENZYMES, VALID_DAYS, enzyme, liver

_ITEM = "moderate_liver_disease"
_ACT = "Ask hepatology, use less, observe longer, and say why."
_asked = stop_if_yes(
    _ITEM,
    level=Level.REVIEW,
    because="Liver function is moderately impaired (Child-Pugh B); more of the drug stays in the body, for longer.",
    clear="No moderate liver disease is known.",
    act=_ACT,
    subject=_ITEM,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    clear = "No moderate liver disease is known and liver results are below their limits."
    return either(clear, _asked(chart, limits), _results(chart, limits))


def _results(chart: Chart, limits: Limits) -> Verdict:
    found = liver(chart, *ENZYMES, Analyte.BILIRUBIN, within_days=limits["valid_days"])
    limit = f"enzymes {limits['enzymes_times']:g}, bilirubin {limits['bilirubin_times']:g} times the upper limit"
    high = found.times(*ENZYMES) >= limits["enzymes_times"] or found.times(Analyte.BILIRUBIN) >= limits["bilirubin_times"]
    changes = found.lapses(chart, limits["valid_days"])
    if high:
        return Verdict(
            level=Level.REVIEW,
            because=f"Liver results are high: {found.value}.",
            act=_ACT,
            value=found.value,
            limit=limit,
            subject="laboratory",
            facts=found.ids,
            changes_at=changes,
        )
    if found.missing:
        return found.unknown(changes)
    because = "Liver results are below their limits."
    return Verdict(level=Level.CLEAR, because=because, value=found.value, limit=limit, facts=found.ids, changes_at=changes)


_RESULTS = (enzyme(Analyte.ALT, 0.5), enzyme(Analyte.AST, 0.5), enzyme(Analyte.BILIRUBIN, 0.5))

RULE = Rule(
    id="HE-02",
    title="Moderate liver disease",
    says="Child-Pugh class B, liver enzymes at three times or bilirubin at twice their upper limit need the prescriber's judgement and a longer observation.",
    moments=SCREENING,
    reads=(_ITEM, "LabResulted"),
    decide=_decide,
    cites=(COHEN_2018, at(SPRAVATO_US, "section 8.6")),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={
        "enzymes_times": Limit(3, "times", "ALT or AST over its upper limit", Standing.CHECKED, 2, 5),
        "bilirubin_times": Limit(2, "times", "bilirubin over its upper limit", Standing.CHECKED, 1.5, 3),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("well, and measured", Level.CLEAR, no(_ITEM), *_RESULTS),
        example("Child-Pugh B", Level.REVIEW, yes(_ITEM), *_RESULTS),
        example("ALT at three times", Level.REVIEW, no(_ITEM), *_RESULTS[1:], enzyme(Analyte.ALT, 3)),
        example("bilirubin at twice, AST not measured", Level.REVIEW, no(_ITEM), enzyme(Analyte.BILIRUBIN, 2)),
        example("bilirubin not measured", Level.UNKNOWN, no(_ITEM), *_RESULTS[:2]),
        example("measured half a year ago", Level.UNKNOWN, no(_ITEM), *((180, result) for result in _RESULTS)),
    ),
)
