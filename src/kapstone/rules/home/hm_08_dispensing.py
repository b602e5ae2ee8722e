"""Many doses at once, an early refill or lost doses hold treatment at home until misuse has been looked for."""

from datetime import timedelta

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import DosesDispensed, Record
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
            (f"less than {limits['days_between']:g} days after the one before", _is_early(handed_out, limits["days_between"])),
            (f"after {last.fact.missing_since} doses that nobody can account for", last.fact.missing_since > 0),
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


def _is_early(handed_out: tuple[Record[DosesDispensed], ...], days: float) -> bool:
    return len(handed_out) > 1 and handed_out[-1].at - handed_out[-2].at < timedelta(days=days)


def _given(doses: int = 2, missing: int = 0) -> DosesDispensed:
    return DosesDispensed(doses=doses, dose_mg=100, missing_since=missing)


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
    limits={
        "doses": Limit(4, "doses", "most that are dispensed at once", Standing.DESIGN, 1, 6),
        "days_between": Limit(7, "days", "least time between two dispensings", Standing.DESIGN, 1, 90),
    },
    examples=(
        nothing_known(Place.HOME),
        example("two doses", Level.CLEAR, _given(), place=Place.HOME),
        example("eight doses", Level.HOLD, _given(8), place=Place.HOME),
        example("an early refill", Level.HOLD, (3, _given()), _given(), place=Place.HOME),
        example("some that nobody can account for", Level.HOLD, _given(missing=1), place=Place.HOME),
    ),
)
