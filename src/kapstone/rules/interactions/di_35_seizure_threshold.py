"""Tramadol, clozapine and bupropion in high dose lower the seizure threshold: a prescriber decides."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Verdict, unknown
from kapstone.rules.interactions._examples import listed, nobody_takes_it, taking
from kapstone.rules.interactions._interaction import Action, Case, Interaction, Severity, Touched, spoken
from kapstone.rules.interactions._sources import EXPERT


def _by_dose(touched: Touched, case: Case, _chart: Chart, limits: Limits) -> Verdict | None:
    if touched.ingredients != ("bupropion",):
        return None
    most, daily, what = limits["bupropion_mg"], touched.listed.is_.daily_mg, touched.listed.words
    if len(touched.listed.is_.ingredients) > 1:
        return spoken(INTERACTION, touched, case, level=Level.CAUTION, more=" It holds bupropion among others.")
    if daily is None:
        because = f"{what} is on the list, and from {most:g} mg a day on bupropion lowers the seizure threshold; how much is taken is not known."
        return unknown(
            f"daily dose of {what}", because=because, act="Ask how much is taken in a day.", subject=touched.listed.subject
        )
    if daily <= most:
        more = f" {daily:g} mg a day is no high dose (more than {most:g} mg)."
        return spoken(INTERACTION, touched, case, level=Level.NOTE, more=more, act="Nothing to do at this dose.")
    return None


INTERACTION = Interaction(
    id="DI-35",
    title="Seizure threshold",
    says="Tramadol, clozapine and bupropion in high dose go to the prescriber, because they lower the seizure threshold.",
    partners=("tramadol", "bupropion", "clozapine"),
    unless_with=("dextromethorphan",),
    effect="it lowers the seizure threshold",
    cases=(
        Case(
            severity=Severity.MODERATE,
            actions=(Action.REVIEW,),
            act="Decide, looking at whatever else lowers the seizure threshold in this patient.",
        ),
    ),
    refine=_by_dose,
    own_limits={"bupropion_mg": Limit(300, "mg/day", "above this bupropion counts as a high dose", Standing.DESIGN, 150, 450)},
    cites=(EXPERT,),
    standing=Standing.TO_CONFIRM,
)

RULE = INTERACTION.rule(
    taking("tramadol", Level.REVIEW, "tramadol 50 mg tid"),
    taking("bupropion in high dose", Level.REVIEW, "Wellbutrin XL 450 mg daily"),
    taking("bupropion in usual dose", Level.NOTE, listed("bupropion", daily_dose_mg=300)),
    taking("bupropion, dose not known", Level.UNKNOWN, "bupropion"),
    nobody_takes_it(),
)
