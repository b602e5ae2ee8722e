"""Breast-feeding excludes treatment; the label advises against it."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Sex
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, stop_if_yes
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import aged, example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pregnancy import does_not_arise

_ITEM = "breastfeeding"
_asked = stop_if_yes(
    _ITEM,
    level=Level.STOP,
    because="The patient is breast-feeding; ketamine passes into milk.",
    clear="Not breast-feeding.",
    act="Do not treat while breast-feeding; discuss other treatments.",
)


def _decide(chart: Chart, limits: Limits) -> Verdict:
    """An answer that was given counts whatever the sex at birth, also `not known`; only where nobody asked does the sex decide."""
    asked, record = _asked(chart, limits), chart.history_record(_ITEM)
    return asked if record is not None else does_not_arise(chart) or asked


RULE = Rule(
    id="PR-02",
    title="Breast-feeding",
    says="Breast-feeding excludes treatment.",
    moments=SCREENING,
    reads=(_ITEM, "PersonDescribed"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 8.2"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    examples=(
        nothing_known(),
        example("the answer is yes", Level.STOP, yes(_ITEM)),
        example("the answer is no", Level.CLEAR, no(_ITEM)),
        example("asked, and not known", Level.UNKNOWN, not_sure(_ITEM)),
        example("male at birth, and not asked", Level.CLEAR, aged(40, Sex.MALE)),
        example("male at birth, asked, and not known", Level.UNKNOWN, aged(40, Sex.MALE), not_sure(_ITEM)),
    ),
)
