"""What the FDA says of compounded ketamine is said with every report of a programme at home."""

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict
from kapstone.rules._sources import FDA_2022, FDA_2023, REVIEW
from kapstone.rules.home._home import HOME
from kapstone.rules.screening._charts import example
from kapstone.rules.screening._history import SCREENING

_SAYS = (
    "The FDA has approved compounded ketamine for no psychiatric disorder and names these risks: sedation, dissociation, psychiatric events, "
    "abuse and misuse, a rise in blood pressure, respiratory depression and urinary symptoms. In one case of April 2023 an oral dose at home "
    "led to respiratory depression at a blood level about twice that of usual anaesthesia."
)


def _decide(chart: Chart, _limits: Limits) -> Verdict | tuple[Verdict, ...]:
    if chart.drug is Drug.ESKETAMINE:
        return ()
    nasal = " An earlier notice, of February 2022, is about compounded nasal spray." if chart.route is Route.NASAL else ""
    return Verdict(level=Level.NOTE, because=_SAYS + nasal)


RULE = Rule(
    id="FDA-NOTICE",
    title="FDA notice on compounded ketamine",
    says="What the FDA says of compounded ketamine is said with every report of a programme at home.",
    moments=SCREENING,
    reads=("ProgrammeChosen",),
    decide=_decide,
    cites=(FDA_2023, FDA_2022),
    standing=Standing.CHECKED,
    review=REVIEW,
    scopes=HOME,
    examples=(
        example("ketamine at home", Level.NOTE, place=Place.HOME),
        example("esketamine, which is not compounded", Level.CLEAR, place=Place.HOME, drug=Drug.ESKETAMINE),
    ),
)
