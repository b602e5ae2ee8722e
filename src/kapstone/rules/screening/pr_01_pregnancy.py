"""A positive pregnancy test excludes treatment; who could be pregnant needs a recent negative one."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer, DoseGiven, PregnancyTested, Record, Sex, TestResult
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import aged, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._pregnancy import does_not_arise

_CAPABLE, _ACTIVE = "capable_of_pregnancy", "sexually_active"


def _decide(chart: Chart, limits: Limits) -> Verdict:
    decided = chart.facts.latest(PregnancyTested, lambda fact: fact.result is not TestResult.INDETERMINATE)
    if decided is not None and decided.fact.result is TestResult.POSITIVE:
        return Verdict(
            level=Level.STOP,
            because=f"The pregnancy test of {decided.at.day} {decided.at:%B %Y} is positive; ketamine may harm an unborn child.",
            act="Do not treat; arrange care in pregnancy.",
            value="positive",
            facts=(decided.id,),
        )
    return does_not_arise(chart) or _negative(chart, limits, decided) or _untested(chart, limits)


def _negative(chart: Chart, limits: Limits, tested: Record[PregnancyTested] | None) -> Verdict | None:
    """A negative test counts for a week before the first dose, for a month once treatment has begun."""
    days = limits["repeat_days"] if chart.facts.latest(DoseGiven) else limits["first_dose_days"]
    if tested is None or tested.at + timedelta(days=days) <= chart.now or _unclear_since(chart, tested):
        return None
    before = chart.facts.latest(PregnancyTested, lambda fact: fact.result is TestResult.POSITIVE)
    if before is not None and tested.at - before.at < timedelta(days=limits["positive_days"]):
        return Verdict(
            level=Level.REVIEW,
            because=f"The pregnancy test of {tested.at.day} {tested.at:%B %Y} is negative, but the one of {before.at.day} {before.at:%B %Y} was positive.",
            act="Find out which is right, with a blood test, before any dose.",
            value="negative after positive",
            facts=(tested.id, before.id),
        )
    return Verdict(
        level=Level.CLEAR,
        because=f"The pregnancy test of {tested.at.day} {tested.at:%B %Y} is negative.",
        value="negative",
        limit=f"at most {days:.0f} days old",
        facts=(tested.id,),
        changes_at=tested.at + timedelta(days=days),
    )


def _unclear_since(chart: Chart, tested: Record[PregnancyTested]) -> bool:
    last = chart.facts.latest(PregnancyTested)
    return last is not None and last.id != tested.id


def _untested(chart: Chart, limits: Limits) -> Verdict:
    capable, active = chart.history(_CAPABLE), chart.history(_ACTIVE)
    records = tuple(record.id for item in (_CAPABLE, _ACTIVE) if (record := chart.history_record(item)))
    if capable is Answer.NO:
        return Verdict(level=Level.CLEAR, because="Not capable of pregnancy.", facts=records)
    if capable is Answer.UNKNOWN:
        return unknown(_CAPABLE)
    if active is Answer.UNKNOWN:
        return unknown(_ACTIVE)
    if active is Answer.NO:
        because = "Capable of pregnancy, and says that pregnancy is not possible now; no recent test is recorded."
        return Verdict(level=Level.NOTE, because=because, act="Offer a test; ask again at every visit.", facts=records)
    return unknown(
        "pregnancy test",
        because="Pregnancy is possible and no recent, clear test is recorded.",
        act=f"Test now; before the first dose a test is at most {limits['first_dose_days']:.0f} days old.",
    )


_POSSIBLE = (aged(32), yes(_CAPABLE), yes(_ACTIVE))
_NEGATIVE, _POSITIVE = PregnancyTested(result=TestResult.NEGATIVE), PregnancyTested(result=TestResult.POSITIVE)

RULE = Rule(
    id="PR-01",
    title="Pregnancy",
    says="A positive pregnancy test excludes treatment, and where pregnancy is possible a test not older than seven days is needed first.",
    moments=SCREENING,
    reads=("PregnancyTested", "PersonDescribed", _CAPABLE, _ACTIVE),
    decide=_decide,
    cites=(at(SPRAVATO_US, "sections 5 and 8.1"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "first_dose_days": Limit(7, "days", "age of a negative test before the first dose", Standing.CHECKED, 1, 14),
        "repeat_days": Limit(30, "days", "age of a negative test once treatment has begun", Standing.TO_CONFIRM, 1, 45),
        "positive_days": Limit(
            90, "days", "how long a positive test makes a later negative one doubtful", Standing.DESIGN, 14, 300
        ),
    },
    examples=(
        nothing_known(),
        example("possible and never tested", Level.UNKNOWN, *_POSSIBLE),
        example("negative three days ago", Level.CLEAR, *_POSSIBLE, (3, _NEGATIVE)),
        example("negative eight days ago", Level.UNKNOWN, *_POSSIBLE, (8, _NEGATIVE)),
        example("positive", Level.STOP, *_POSSIBLE, _POSITIVE),
        example(
            "positive, then unclear", Level.STOP, *_POSSIBLE, (2, _POSITIVE), PregnancyTested(result=TestResult.INDETERMINATE)
        ),
        example("positive, then negative the next day", Level.REVIEW, *_POSSIBLE, (2, _POSITIVE), (1, _NEGATIVE)),
        example("capable, not possible now", Level.NOTE, aged(32), yes(_CAPABLE), no(_ACTIVE)),
        example("male at birth", Level.CLEAR, aged(32, Sex.MALE)),
    ),
)
