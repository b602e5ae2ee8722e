"""Entry for obsessive-compulsive disorder: the diagnosis, its severity, and that an SRI and behavioural therapy were tried."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Verdict, unknown
from kapstone.rules._sources import RODRIGUEZ_2013
from kapstone.rules.indications._entry import Severity, entry_rule, index
from kapstone.rules.screening._charts import example, scored
from kapstone.rules.trd import minimum_dose

_OCD = Indication.OCD
_SRI = frozenset(
    {"citalopram", "escitalopram", "fluoxetine", "fluvoxamine", "paroxetine", "paroxetine cr", "sertraline", "clomipramine"}
)


def _tried(chart: Chart, _limits: Limits) -> Verdict:
    trials = chart.facts.of(TreatmentTried)
    if not trials:
        return unknown("prior treatment trials", act="List the SRIs and the therapies tried.", subject="tried")
    sri = [record for record in trials if (row := minimum_dose(record.fact.ingredient)) is not None and row.ingredient in _SRI]
    therapy = [record for record in trials if record.fact.trial is Trial.PSYCHOTHERAPY and (record.fact.weeks or 0) > 0]
    missing = [what for what, found in (("a serotonin reuptake inhibitor", sri), ("behavioural therapy", therapy)) if not found]
    facts = tuple(record.id for record in trials)
    if not missing:
        return Verdict(level=Level.CLEAR, because="An SRI and behavioural therapy were tried.", facts=facts)
    return Verdict(
        level=Level.REVIEW,
        because=f"Not among the treatments tried: {' and '.join(missing)}.",
        act="Offer it first, or say why not.",
        subject="tried",
        facts=facts,
    )


_SERTRALINE = TreatmentTried(trial=Trial.ANTIDEPRESSANT, ingredient="sertraline", dose_mg_per_day=200, weeks=12)
_THERAPY = TreatmentTried(trial=Trial.PSYCHOTHERAPY, ingredient="CBT with exposure", weeks=16)
_FINE = (index(_OCD), scored("ybocs", 26), _SERTRALINE, _THERAPY)

RULE = entry_rule(
    id="IND-OCD",
    indication=_OCD,
    title="Entry for obsessive-compulsive disorder",
    says="OCD is diagnosed, the Y-BOCS is 16 or more, and a serotonin reuptake inhibitor and behavioural therapy were tried.",
    clear="OCD is diagnosed and severe enough, and an SRI and behavioural therapy were tried.",
    scales=(Severity(scale="ybocs", name="Y-BOCS", cut=Limit(16, "points", "Y-BOCS at entry", Standing.TO_CONFIRM, 14, 24)),),
    parts=(_tried,),
    reads=("TreatmentTried",),
    cites=(RODRIGUEZ_2013,),
    standing=Standing.TO_CONFIRM,
    fine=_FINE,
    examples=(
        example("Y-BOCS of 12", Level.REVIEW, _FINE[0], *_FINE[2:], scored("ybocs", 12), indication=_OCD),
        example("no therapy tried", Level.REVIEW, *_FINE[:3], indication=_OCD),
        example("trials not listed", Level.UNKNOWN, *_FINE[:2], indication=_OCD),
    ),
)
