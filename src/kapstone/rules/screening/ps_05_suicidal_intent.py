"""Suicidal intent, a plan or recent behaviour excludes treatment at home; in the clinic the prescriber decides."""

from datetime import datetime, timedelta

from kapstone.chart import Chart, Place
from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, unknown
from kapstone.rules._sources import COLUMBIA, HULL_2022, REVIEW, SPRAVATO_US, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._screens import followed_up, recent
from kapstone.rules.screening._suicide import C_SSRS, is_resolved, says_intent, says_recent_behaviour, screens, triage


def _decide(chart: Chart, limits: Limits) -> Verdict:
    asked = screens(chart)
    found = [(record, ends) for record in asked if (ends := _counts_until(record, limits)) is not None and ends > chart.now]
    if found:
        record, ends = max(found, key=lambda pair: pair[1])
        return _verdict(chart, record, changes_at=ends)
    if not asked or triage(chart, asked[-1]) is None:
        return unknown(C_SSRS, act="Ask the C-SSRS screener.")
    return Verdict(
        level=Level.CLEAR, because="No suicidal intent and no recent suicidal behaviour is recorded.", facts=(asked[-1].id,)
    )


def _counts_until(record: Record[MeasureAnswered], limits: Limits) -> datetime | None:
    ends = []
    if says_intent(record):
        ends.append(record.at + timedelta(days=limits["intent_days"]))
    if says_recent_behaviour(record):
        ends.append(record.at + timedelta(days=limits["behaviour_days"]))
    return max(ends, default=None)


def _verdict(chart: Chart, record: Record[MeasureAnswered], *, changes_at: datetime) -> Verdict:
    said = "suicidal intent or a plan" if says_intent(record) else "recent suicidal behaviour"
    because = f"The C-SSRS screener of {record.at.day} {record.at:%B %Y} shows {said}."
    if chart.place == Place.HOME:
        act = "Do not treat at home; consider treatment in the clinic, and hospital."
        return Verdict(level=Level.STOP, because=because, act=act, facts=(record.id,), changes_at=changes_at)
    if is_resolved(chart, record):
        because = f"{because} A clinician followed it up and found it safe to continue."
        act = "Keep the safety plan at hand and ask again at every contact."
        return Verdict(level=Level.CAUTION, because=because, act=act, facts=(record.id,), changes_at=changes_at)
    act = "Agree a safety plan, consider hospital, then decide. The drug is not shown to lower the risk of suicide."
    return Verdict(level=Level.REVIEW, because=because, act=act, facts=(record.id,), changes_at=changes_at)


_INTENT = recent(wish=1, thoughts=1, intent=1)

RULE = Rule(
    id="PS-05",
    title="Suicidal intent or recent behaviour",
    says="Suicidal intent or a plan within a month, or behaviour within three months, excludes treatment at home; in the clinic the prescriber decides with a safety plan.",
    moments=SCREENING,
    reads=("MeasureAnswered", "ConcernResolved"),
    decide=_decide,
    cites=(at(SPRAVATO_US, "section 1, limitations of use"), HULL_2022, at(COLUMBIA, "triage")),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "intent_days": Limit(30, "days", "how long intent or a plan counts", Standing.CHECKED, 30, 365),
        "behaviour_days": Limit(92, "days", "how long suicidal behaviour counts", Standing.CHECKED, 92, 365),
    },
    examples=(
        nothing_known(),
        nothing_known(Place.HOME),
        example("no to all", Level.CLEAR, (1, recent())),
        example("thoughts without intent", Level.CLEAR, (1, recent(wish=1, thoughts=1, how=1))),
        example("intent, in the clinic", Level.REVIEW, (1, _INTENT)),
        example("intent, in the clinic, followed up", Level.CAUTION, (1, _INTENT), (0.9, followed_up(0))),
        example("intent, at home", Level.STOP, (1, _INTENT), place=Place.HOME),
        example("intent, at home, followed up", Level.STOP, (1, _INTENT), (0.9, followed_up(0)), place=Place.HOME),
        example("an attempt, at home", Level.STOP, (60, recent(ever=1, lately=1)), (1, recent(ever=1)), place=Place.HOME),
        example("intent forty days ago, none now", Level.CLEAR, (40, _INTENT), (1, recent())),
    ),
)
