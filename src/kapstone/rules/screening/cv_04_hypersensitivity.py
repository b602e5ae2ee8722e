"""A hypersensitivity to ketamine, esketamine or an excipient excludes treatment."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import AllergyListed
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, stop_if_yes
from kapstone.rules._sources import KETALAR, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, no, not_sure, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_BECAUSE = "There was a reaction to ketamine, esketamine or an excipient; a second one can be worse."
_ACT = "Do not treat; discuss other treatments."
_asked = stop_if_yes(
    "ketamine_hypersensitivity",
    level=Level.STOP,
    because=_BECAUSE,
    clear="No hypersensitivity to ketamine or esketamine is known.",
    act=_ACT,
)


def _decide(chart: Chart, limits: Limits) -> Verdict:
    listed = tuple(record for record in chart.allergies if "ketamine" in record.fact.substance.casefold())
    if listed:
        substance = listed[0].fact.substance
        facts = tuple(record.id for record in listed)
        return Verdict(
            level=Level.STOP, because=f"The allergy list names {substance}. {_BECAUSE}", act=_ACT, value="yes", facts=facts
        )
    return _asked(chart, limits)


RULE = Rule(
    id="CV-04",
    title="Hypersensitivity to ketamine",
    says="A hypersensitivity to ketamine, esketamine or an excipient excludes treatment.",
    moments=SCREENING,
    reads=("ketamine_hypersensitivity", "AllergyListed"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 4"), at(KETALAR, "section 4")),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    label_contraindication=True,
    examples=(
        nothing_known(),
        example("the answer is yes", Level.STOP, yes("ketamine_hypersensitivity")),
        example("the answer is no", Level.CLEAR, no("ketamine_hypersensitivity")),
        example("asked, and not known", Level.UNKNOWN, not_sure("ketamine_hypersensitivity")),
        example(
            "the answer is no but the allergy list says otherwise",
            Level.STOP,
            no("ketamine_hypersensitivity"),
            AllergyListed(substance="Esketamine nasal spray"),
        ),
    ),
)
