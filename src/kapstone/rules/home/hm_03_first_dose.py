"""The first dose ever is not taken at home, unless the prescriber says why."""

from uuid import NAMESPACE_OID, uuid5

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import AmountAs, DoseGiven, Drug, Route
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict
from kapstone.rules._sources import EXPERT, REVIEW
from kapstone.rules.home._home import HOME
from kapstone.rules.screening._charts import example
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, limits: Limits) -> Verdict:
    first = limits["first_doses_in_clinic"]
    if first >= 1:
        return Verdict(level=Level.CLEAR, because=f"The programme gives the first {first:g} in the clinic.", value=f"{first:g}")
    given = chart.facts.latest(DoseGiven)
    if given is not None:
        because = "A dose was given before under supervision."
        return Verdict(level=Level.CLEAR, because=because, facts=(given.id,))
    return Verdict(
        level=Level.REVIEW,
        because="No dose is recorded yet; the first one would be taken at home.",
        act="Give the first dose in the clinic, or say why not.",
    )


_DOSE = DoseGiven(
    session=uuid5(NAMESPACE_OID, "first"),
    order=uuid5(NAMESPACE_OID, "order"),
    drug=Drug.KETAMINE,
    route=Route.SUBLINGUAL,
    dose_mg=100,
    amount_as=AmountAs.BASE,
)

RULE = Rule(
    id="HM-03",
    title="First dose at home",
    says="A first dose at home needs the prescriber's judgement; as a rule it is given in the clinic.",
    moments=SCREENING,
    reads=("DoseGiven",),
    decide=_decide,
    cites=(EXPERT,),
    standing=Standing.DESIGN,
    review=REVIEW,
    scopes=HOME,
    limits={
        "first_doses_in_clinic": Limit(
            0, "doses", "given in the clinic first; the programme says so itself", Standing.DESIGN, 0, 20
        )
    },
    examples=(
        example("no dose yet", Level.REVIEW, place=Place.HOME),
        example("one given before", Level.CLEAR, (7, _DOSE), place=Place.HOME),
    ),
)
