"""A course of evidence-based psychotherapy comes before ketamine; it is recommended, and no criterion of the label."""

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Indication, TreatmentTried, Trial
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import CANMAT_2021, REVIEW, SEED_TRD
from kapstone.rules.screening._charts import example, nothing_known


def _decide(chart: Chart, limits: Limits) -> Verdict:
    tried = chart.facts.of(TreatmentTried, lambda fact: fact.trial is Trial.PSYCHOTHERAPY)
    least, limit = limits["weeks"], f"at least {limits['weeks']:g} weeks"
    if not tried:
        return unknown(
            "psychotherapy tried",
            because="No course of psychotherapy is recorded.",
            act="Record the courses tried; where there was none, record one of 0 weeks.",
        )
    facts = tuple(record.id for record in tried)
    long_enough = [record for record in tried if (record.fact.weeks or 0) >= least]
    if long_enough:
        course = long_enough[-1].fact
        because = f"A course of {course.ingredient} was tried for {course.weeks:g} weeks."
        return Verdict(level=Level.CLEAR, because=because, value=f"{course.weeks:g} weeks", limit=limit, facts=facts)
    if any(record.fact.weeks is None for record in tried):
        return unknown("weeks of psychotherapy", because="How long psychotherapy was tried for is not known.")
    longest = max(record.fact.weeks or 0 for record in tried)
    return Verdict(
        level=Level.CAUTION,
        because=f"The longest course of psychotherapy was {longest:g} weeks; {least:g} are recommended first.",
        act="Offer an evidence-based course (CBT, IPT or behavioural activation) first or alongside.",
        value=f"{longest:g} weeks",
        limit=limit,
        facts=facts,
    )


def _course(weeks: float | None) -> TreatmentTried:
    return TreatmentTried(trial=Trial.PSYCHOTHERAPY, ingredient="CBT", weeks=weeks)


RULE = Rule(
    id="TRD-PSYCHOTHERAPY",
    title="Psychotherapy before",
    says="At least eight weeks of an evidence-based psychotherapy are recommended before ketamine for depression.",
    moments=frozenset({Moment.SCREENING}),
    reads=("TreatmentTried",),
    decide=_decide,
    cites=(SEED_TRD, CANMAT_2021),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    scopes=frozenset({Indication.TRD.value, Indication.MDD.value}),
    limits={"weeks": Limit(8, "weeks", "least length of a course, at a session a week", Standing.TO_CONFIRM, 6, 20)},
    examples=(
        nothing_known(indication=Indication.TRD),
        example("twelve weeks of CBT", Level.CLEAR, _course(12), indication=Indication.TRD),
        example("three weeks", Level.CAUTION, _course(3), indication=Indication.TRD),
        example("none, and recorded so", Level.CAUTION, _course(0), indication=Indication.TRD),
        example("length not known", Level.UNKNOWN, _course(None), indication=Indication.TRD),
    ),
)
