"""Entry for post-traumatic stress disorder: the diagnosis, its severity, and whether an antidepressant failed before."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Verdict, unknown
from kapstone.rules._sources import ABDALLAH_2022, FEDER_2021
from kapstone.rules.indications._entry import Severity, entry_rule, index
from kapstone.rules.screening._charts import example, scored
from kapstone.rules.trd._trials import Result
from kapstone.rules.trd.resistance import resistance_of, tried

_PTSD = Indication.PTSD


def _antidepressant(chart: Chart, _limits: Limits) -> Verdict:
    """One of the trials asked for a failed antidepressant; the others did not, so its absence is only noted."""
    if not chart.facts.of(TreatmentTried, lambda fact: fact.trial is Trial.ANTIDEPRESSANT):
        return unknown("prior treatment trials", act="List the antidepressants tried, also none.", subject="antidepressant")
    judged = resistance_of(chart).trials
    failed = [trial for trial in judged if trial.result is Result.FAILED]
    if failed:
        return Verdict(level=Level.CLEAR, because="An antidepressant failed before.", facts=(failed[0].record.id,))
    because = "No antidepressant is known to have failed; one of the trials asked for that."
    return Verdict(level=Level.NOTE, because=because, subject="antidepressant", facts=tuple(t.record.id for t in judged))


_FINE = (index(_PTSD), scored("pcl5", 40), tried("sertraline", 150))

RULE = entry_rule(
    id="IND-PTSD",
    indication=_PTSD,
    title="Entry for post-traumatic stress disorder",
    says="PTSD is diagnosed, the CAPS-5 is 30 or the PCL-5 33 or more, and whether an antidepressant failed before is noted.",
    clear="PTSD is diagnosed and severe enough, and an antidepressant failed before.",
    scales=(
        Severity(scale="pcl5", name="PCL-5", cut=Limit(33, "points", "PCL-5 at entry", Standing.TO_CONFIRM, 28, 45)),
        Severity(scale="caps5", name="CAPS-5", cut=Limit(30, "points", "CAPS-5 at entry", Standing.TO_CONFIRM, 23, 40)),
    ),
    parts=(_antidepressant,),
    reads=("TreatmentTried",),
    cites=(FEDER_2021, ABDALLAH_2022),
    standing=Standing.TO_CONFIRM,
    fine=_FINE,
    examples=(
        example("PCL-5 of 25", Level.REVIEW, _FINE[0], _FINE[2], scored("pcl5", 25), indication=_PTSD),
        example("CAPS-5 of 34 by a clinician", Level.CLEAR, _FINE[0], _FINE[2], scored("caps5", 34), indication=_PTSD),
        example(
            "an antidepressant that helped", Level.NOTE, *_FINE[:2], tried("sertraline", 150, improved=70), indication=_PTSD
        ),
    ),
)
