"""Many doses at once, an early refill or lost doses hold treatment at home until misuse has been looked for."""

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import DosesDispensed
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import EXPERT, FDA_2023, REVIEW
from kapstone.rules.home._home import HOME
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, limits: Limits) -> Verdict:
    handed_out, most = chart.facts.of(DosesDispensed), limits["doses"]
    if not handed_out:
        return unknown(
            "doses dispensed", because="No dispensing for use at home is recorded yet.", act="Record what is dispensed."
        )
    last = handed_out[-1]
    why = [
        text
        for text, applies in (
            (f"{last.fact.doses} doses at once, more than {most:g}", last.fact.doses > most),
            ("an early refill", last.fact.is_early_refill),
            ("doses in place of lost ones", last.fact.replaces_lost),
        )
        if applies
    ]
    value, limit = f"{last.fact.doses} doses", f"at most {most:g} at once"
    if not why:
        because = f"The last dispensing was of {value}."
        return Verdict(level=Level.CLEAR, because=because, value=value, limit=limit, facts=(last.id,))
    return Verdict(
        level=Level.HOLD,
        because=f"The last dispensing was {' and '.join(why)}.",
        act="Look for misuse before the next dose, and dispense fewer.",
        value=value,
        limit=limit,
        facts=(last.id,),
    )


RULE = Rule(
    id="HM-08",
    title="Doses dispensed",
    says="More than four doses at once, an early refill or lost doses hold treatment at home until misuse has been looked for.",
    moments=SCREENING,
    reads=("DosesDispensed",),
    decide=_decide,
    cites=(FDA_2023, EXPERT),
    standing=Standing.DESIGN,
    review=REVIEW,
    scopes=HOME,
    limits={"doses": Limit(4, "doses", "most that are dispensed at once", Standing.DESIGN, 1, 6)},
    examples=(
        nothing_known(Place.HOME),
        example("two doses", Level.CLEAR, DosesDispensed(doses=2), place=Place.HOME),
        example("eight doses", Level.HOLD, DosesDispensed(doses=8), place=Place.HOME),
        example("an early refill", Level.HOLD, DosesDispensed(doses=2, is_early_refill=True), place=Place.HOME),
        example("in place of lost ones", Level.HOLD, DosesDispensed(doses=2, replaces_lost=True), place=Place.HOME),
    ),
)
