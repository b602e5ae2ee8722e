"""Liver enzymes above their limit but below three times it are followed during repeated treatment."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Analyte
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import KETALAR, REVIEW, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._liver import ENZYMES, VALID_DAYS, enzyme, liver


def _decide(chart: Chart, limits: Limits) -> Verdict:
    found = liver(chart, *ENZYMES, within_days=limits["valid_days"])
    highest, limit = found.times(*ENZYMES), "the laboratory's upper limit"
    changes = found.lapses(chart, limits["valid_days"])
    if highest >= limits["review_times"]:
        because = f"From {limits['review_times']:g} times the upper limit HE-02 asks for the prescriber's judgement."
        return Verdict(level=Level.CLEAR, because=because, value=found.value, limit=limit, facts=found.ids, changes_at=changes)
    if highest > 1:
        return Verdict(
            level=Level.CAUTION,
            because=f"Liver enzymes are raised: {found.value}.",
            act=f"Repeat every {limits['repeat_weeks']:g} weeks while doses are repeated; find the cause.",
            value=found.value,
            limit=limit,
            subject="laboratory",
            facts=found.ids,
            changes_at=changes,
        )
    if found.missing:
        return found.unknown(changes)
    because = "Liver enzymes are not above their upper limit."
    return Verdict(level=Level.CLEAR, because=because, value=found.value, limit=limit, facts=found.ids, changes_at=changes)


_FINE = (enzyme(Analyte.ALT, 1), enzyme(Analyte.AST, 0.5))

RULE = Rule(
    id="HE-03",
    title="Raised liver enzymes",
    says="Liver enzymes from one to three times their upper limit are repeated every four to eight weeks while doses are repeated.",
    moments=SCREENING,
    reads=("LabResulted",),
    decide=_decide,
    cites=(at(KETALAR, "section 5.6"),),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    limits={
        "review_times": Limit(3, "times", "the upper limit from which HE-02 judges instead", Standing.CHECKED, 2, 5),
        "repeat_weeks": Limit(4, "weeks", "how often they are repeated", Standing.TO_CONFIRM, 4, 8),
        "valid_days": VALID_DAYS,
    },
    examples=(
        nothing_known(),
        example("not above the limit", Level.CLEAR, *_FINE),
        example("ALT at twice the limit", Level.CAUTION, enzyme(Analyte.ALT, 2), _FINE[1]),
        example("AST not measured", Level.UNKNOWN, _FINE[0]),
        example("at three times, which HE-02 judges", Level.CLEAR, enzyme(Analyte.ALT, 3), _FINE[1]),
    ),
)
