"""Benzodiazepines in diazepam equivalents: any is said, and more than eight milligrams a day is a caution."""

from kapstone.chart import Chart
from kapstone.drugs import members
from kapstone.drugs.diazepam import ASHTON, COMPARES, Taken, total
from kapstone.evidence import Standing
from kapstone.facts import MedicationListed, MedicationsReconciled
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW
from kapstone.rules.interactions import medicines_of, missing_list
from kapstone.rules.interactions._sources import ANDRASHKO_2020
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING


def _decide(chart: Chart, limits: Limits) -> Verdict:
    counted = members("BZD") | set(COMPARES)
    listed = medicines_of(chart)
    taken = [each for each in listed if counted & set(each.is_.ingredients)]
    sums = total(
        Taken(ingredient=name, daily_mg=each.is_.daily_mg) for each in taken for name in each.is_.ingredients if name in counted
    )
    most, facts = limits["diazepam_mg"], tuple(each.record.id for each in taken)
    named = ", ".join(each.words for each in taken)
    if sums.known_mg > most:
        at_least = "at least " if sums.missing else ""
        return Verdict(
            level=Level.CAUTION,
            because=f"{named}: {at_least}{sums.known_mg:g} mg of diazepam equivalents a day; above {most:g} mg responses were fewer.",
            act="Tell the patient, and talk with the prescriber of the benzodiazepine. Never stop it abruptly. Watch sedation closely.",
            value=f"{at_least}{sums.known_mg:g} mg",
            limit=f"{most:g} mg",
            facts=facts,
        )
    unclear = [each.record.fact.name for each in listed if not each.is_.is_known and each.is_.could_be(counted)]
    if sums.missing or unclear or missing_list(chart):
        parts = [f"how much {' and '.join(sums.missing)} is taken in a day is not known"] if sums.missing else []
        parts += [f"it is not known what {' and '.join(unclear)} is"] if unclear else []
        parts += ["the medication list is not known to be complete"] if missing_list(chart) else []
        because = f"The benzodiazepines of a day cannot be added up: {'; '.join(parts)}."
        act = "Ask how much is taken on a usual day, also of what is taken as needed, and go through the list."
        return unknown("daily benzodiazepine dose", because=because, act=act, value=f"at least {sums.known_mg:g} mg")
    if taken:
        return Verdict(
            level=Level.NOTE,
            because=f"{named}: {sums.known_mg:g} mg of diazepam equivalents a day.",
            act="Tell the patient that it may weaken the effect. Never stop it abruptly.",
            value=f"{sums.known_mg:g} mg",
            limit=f"{most:g} mg",
            facts=facts,
        )
    return Verdict(level=Level.CLEAR, because="No benzodiazepine is on the list.", value="0 mg", limit=f"{most:g} mg")


def _listed(name: str, daily_mg: float | None = None, *, as_needed: bool = False) -> MedicationListed:
    return MedicationListed(name=name, daily_dose_mg=daily_mg, as_needed=as_needed)


_GONE_THROUGH = MedicationsReconciled(count=1)

RULE = Rule(
    id="RX-01",
    title="Benzodiazepines in a day",
    says="Any benzodiazepine is said, and more than eight milligrams of diazepam equivalents a day is a caution.",
    moments=SCREENING,
    reads=("MedicationListed", "MedicationsReconciled"),
    decide=_decide,
    cites=(ANDRASHKO_2020, ASHTON),
    standing=Standing.CHECKED,
    review=REVIEW,
    limits={"diazepam_mg": Limit(8, "mg/day", "above this it is a caution, in diazepam equivalents", Standing.CHECKED, 0, 40)},
    examples=(
        nothing_known(),
        example("none", Level.CLEAR, MedicationsReconciled(count=0)),
        example("clonazepam 2 mg a day is 40 mg", Level.CAUTION, _listed("clonazepam", 2), _GONE_THROUGH),
        example("diazepam 8 mg a day", Level.NOTE, _listed("diazepam", 8), _GONE_THROUGH),
        example("diazepam 9 mg a day", Level.CAUTION, _listed("Valium", 9), _GONE_THROUGH),
        example("as needed, and nobody asked how often", Level.UNKNOWN, _listed("lorazepam", 1, as_needed=True), _GONE_THROUGH),
        example("a dose nobody knows", Level.UNKNOWN, _listed("alprazolam"), _GONE_THROUGH),
        example("the dose stands in the line", Level.CAUTION, _listed("alprazolam 0.5 mg tid"), _GONE_THROUGH),
        example("a name nobody understands", Level.UNKNOWN, _listed("zanax"), _GONE_THROUGH),
    ),
)
