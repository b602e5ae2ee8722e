"""How long the present episode of depression has lasted: too short for a resistant one, or so long that it is chronic."""

from datetime import UTC, datetime, time, timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import DiagnosisMade, Indication
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Moment, Rule, Verdict, unknown
from kapstone.rules._sources import ELEKT_D, REVIEW, SEED_TRD
from kapstone.rules.screening._charts import NOW, example, nothing_known

_DAYS_PER_MONTH = 365.25 / 12


def _decide(chart: Chart, limits: Limits) -> Verdict:
    record = chart.facts.latest(DiagnosisMade, lambda fact: fact.is_index and fact.current_episode_start is not None)
    if record is None or record.fact.current_episode_start is None:
        return unknown("start of the present episode", act="Record since when the present episode lasts.")
    began = datetime.combine(record.fact.current_episode_start, time(), UTC)
    lasted = chart.now - began
    value = f"{lasted.days} days" if lasted < timedelta(days=90) else f"{lasted.days / _DAYS_PER_MONTH:.0f} months"
    least, chronic = timedelta(weeks=limits["weeks"]), timedelta(days=limits["chronic_months"] * _DAYS_PER_MONTH)
    if lasted < least:
        return Verdict(
            level=Level.REVIEW,
            because=f"The present episode has lasted {value}; at least {limits['weeks']:g} weeks were asked for in the trial.",
            act="Confirm the episode and its start, then decide.",
            value=value,
            limit=f"at least {limits['weeks']:g} weeks",
            facts=(record.id,),
            changes_at=began + least,
        )
    is_chronic = lasted >= chronic
    return Verdict(
        level=Level.NOTE if is_chronic else Level.CLEAR,
        because=f"The present episode has lasted {value}{', and is chronic' if is_chronic else ''}.",
        value=value,
        limit=f"chronic from {limits['chronic_months']:g} months",
        facts=(record.id,),
        changes_at=None if is_chronic else began + chronic,
    )


def _since(days: int) -> DiagnosisMade:
    start = (NOW - timedelta(days=days)).date()
    return DiagnosisMade(code="", system="", label="Depressive episode", is_index=True, current_episode_start=start)


RULE = Rule(
    id="TRD-EPISODE",
    title="Length of the episode",
    says="The present episode has lasted at least four weeks; from twenty-four months it is noted as chronic.",
    moments=frozenset({Moment.SCREENING}),
    reads=("DiagnosisMade",),
    decide=_decide,
    cites=(ELEKT_D, SEED_TRD),
    standing=Standing.CHECKED,
    review=REVIEW,
    scopes=frozenset({Indication.TRD.value, Indication.MDD.value}),
    limits={
        "weeks": Limit(4, "weeks", "least length of the present episode", Standing.CHECKED, 2, 12),
        "chronic_months": Limit(24, "months", "length from which an episode is chronic", Standing.TO_CONFIRM, 12, 60),
    },
    examples=(
        nothing_known(indication=Indication.TRD),
        example("since half a year", Level.CLEAR, _since(180), indication=Indication.TRD),
        example("since three weeks", Level.REVIEW, _since(21), indication=Indication.TRD),
        example("since three years", Level.NOTE, _since(1100), indication=Indication.TRD),
    ),
)
