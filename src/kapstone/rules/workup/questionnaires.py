"""Work-up: the questionnaires of the baseline; which of them is missing or older than two weeks is noted."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level, Role
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.screening._charts import example, scored
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._window import has_lapsed, lapses

_ASKED = {
    "PHQ-9": ("phq9",),
    "GAD-7": ("gad7",),
    "C-SSRS": ("cssrs_recent", "cssrs_since_last_contact"),
    "PCL-5 or PC-PTSD-5": ("pcl5", "pcptsd5"),
    "Rapid Mood Screener or MDQ": ("rms", "mdq"),
    "PQ-16": ("pq16",),
    "AUDIT-C": ("auditc",),
    "DAST-10": ("dast10",),
    "ISI": ("isi",),
    "WSAS": ("wsas",),
}
"""Any one of each. KSET is left out: it has no total that could be brought along, and its wording comes from its authors; a protocol may ask for it."""


def _decide(chart: Chart, limits: Limits) -> Verdict:
    counting = {
        name: [record for each in any_of for record in chart.measures(each) if not has_lapsed(chart, record, limits["days"])]
        for name, any_of in _ASKED.items()
    }
    lapsing = (lapses(chart, records[-1].at, limits["days"]) for records in counting.values() if records)
    changes = min((at for at in lapsing if at is not None), default=None)
    missing = [name for name, records in counting.items() if not records]
    facts = tuple(records[-1].id for records in counting.values() if records)
    value, limit = f"{len(_ASKED) - len(missing)} of {len(_ASKED)}", f"within {limits['days']:g} days before the first dose"
    if not missing:
        because = "Every questionnaire of the baseline is answered."
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=facts, changes_at=changes)
    return Verdict(
        level=Level.NOTE,
        because=f"Not answered within {limits['days']:g} days: {', '.join(missing)}.",
        act="Ask those the programme uses.",
        value=value,
        limit=limit,
        facts=facts,
        changes_at=changes,
    )


RULE = Rule(
    id="WU-QUESTIONNAIRES",
    title="Questionnaires of the baseline",
    says="The questionnaires of the baseline are answered within 14 days before the first dose; what is missing is noted.",
    moments=SCREENING,
    reads=("MeasureAnswered",),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    owner=Role.THERAPIST,
    limits={"days": Limit(14, "days", "how old the answers may be before the first dose", Standing.TO_CONFIRM, 7, 60)},
    examples=(
        example("nothing is known", Level.NOTE),
        example("all answered", Level.CLEAR, *(scored(any_of[0], 0) for any_of in _ASKED.values())),
        example("the Mood Disorder Questionnaire in place of the screener", Level.NOTE, scored("mdq", 0)),
        example("answered a month ago", Level.NOTE, *((30, scored(any_of[0], 0)) for any_of in _ASKED.values())),
    ),
)
