"""Nobody injects themselves at home: intravenous and intramuscular doses are excluded, subcutaneous ones weighed."""

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import Route
from kapstone.findings import Level
from kapstone.rules._rule import Limits, Rule, Verdict, unknown
from kapstone.rules._sources import FDA_2023, PARKS, REVIEW
from kapstone.rules.home._home import HOME
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, _limits: Limits) -> Verdict:
    match chart.route:
        case None:
            return unknown("route")
        case Route.IV | Route.IM:
            return Verdict(
                level=Level.STOP,
                because=f"The route is {chart.route.value.upper()}; nobody injects themselves at home.",
                act="Treat in the clinic, or choose another route.",
                value=chart.route.value,
            )
        case Route.SC:
            return Verdict(
                level=Level.REVIEW,
                because="The route is subcutaneous; programmes at home exist, and the FDA warns of use without monitoring.",
                act="Weigh it, and say how the patient is watched.",
                value=chart.route.value,
            )
    return Verdict(
        level=Level.CLEAR, because=f"The route is {chart.route.value}; nothing is injected.", value=chart.route.value
    )


RULE = Rule(
    id="HM-02",
    title="Route at home",
    says="Intravenous and intramuscular doses are not given at home; subcutaneous ones need the prescriber's judgement.",
    moments=SCREENING,
    reads=("ProgrammeChosen",),
    decide=_decide,
    cites=(FDA_2023, PARKS),
    standing=Standing.CHECKED,
    review=REVIEW,
    scopes=HOME,
    examples=(
        nothing_known(Place.HOME),
        example("into a vein", Level.STOP, place=Place.HOME, route=Route.IV),
        example("under the skin", Level.REVIEW, place=Place.HOME, route=Route.SC),
        example("under the tongue", Level.CLEAR, place=Place.HOME, route=Route.SUBLINGUAL),
    ),
)
