"""A C-SSRS screener of high risk is acted on at once and stays until a clinician has followed it up."""

from datetime import timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import MeasureAnswered, Record
from kapstone.findings import Level
from kapstone.instruments import Triage
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, unknown
from kapstone.rules._sources import COLUMBIA, REVIEW, at
from kapstone.rules.screening._charts import example, nothing_known
from kapstone.rules.screening._history import SCREENING
from kapstone.rules.screening._screens import followed_up, recent, since_last_contact
from kapstone.rules.screening._suicide import (
    C_SSRS,
    concern,
    is_resolved,
    says_intent,
    says_recent_behaviour,
    screens,
    triage,
)
from kapstone.rules.screening._window import has_lapsed, lapses

_ACT = "Do not leave the patient alone. Evaluate now, agree a safety plan, consider hospital, and record what you found and agreed."


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    asked = screens(chart)
    if not asked:
        return (unknown(C_SSRS, act="Ask the C-SSRS screener."),)
    high = tuple(record for record in asked if triage(chart, record) is Triage.HIGH and not is_resolved(chart, record))
    clear = "The C-SSRS screener shows no high risk, or a clinician followed it up and found it safe to continue."
    return either(clear, *(_high(chart, limits, record) for record in high), _latest(chart, limits, asked[-1]))


def _high(chart: Chart, limits: Limits, record: Record[MeasureAnswered]) -> Verdict:
    said = [
        *(["intent or a plan to act"] if says_intent(record) else []),
        *(["recent suicidal behaviour"] if says_recent_behaviour(record) else []),
    ]
    because = f"The C-SSRS screener of {record.at.day} {record.at:%B %Y} shows high risk: {' and '.join(said)}."
    due = record.at + timedelta(minutes=limits["act_within_min"])
    return concern(chart, record, because=because, act=_ACT, due=due, value=Triage.HIGH.value)


def _latest(chart: Chart, limits: Limits, record: Record[MeasureAnswered]) -> Verdict:
    if triage(chart, record) is None:
        because = "The last C-SSRS screener is not complete."
        return unknown(C_SSRS, because=because, act="Ask the missing questions of the C-SSRS screener.", subject="latest")
    if has_lapsed(chart, record, limits["valid_days"]):
        because = (
            f"The last C-SSRS screener is of {record.at.day} {record.at:%B %Y}, more than {limits['valid_days']:.0f} days ago."
        )
        return unknown(C_SSRS, because=because, act="Ask the C-SSRS screener again.", subject="latest")
    changes = lapses(chart, record.at, limits["valid_days"])
    return Verdict(level=Level.CLEAR, because="The C-SSRS screener is answered.", facts=(record.id,), changes_at=changes)


RULE = Rule(
    id="SC-03",
    title="High suicide risk",
    says="A C-SSRS screener with intent, a plan or recent suicidal behaviour is acted on at once and stays until a clinician has followed it up.",
    moments=SCREENING,
    reads=("MeasureAnswered", "ConcernResolved"),
    decide=_decide,
    cites=(at(COLUMBIA, "triage"),),
    standing=Standing.CHECKED,
    review=REVIEW,
    critical=True,
    limits={
        "act_within_min": Limit(60, "minutes", "how soon a clinician evaluates", Standing.DESIGN, 5, 240),
        "valid_days": Limit(
            30, "days", "how long a C-SSRS screener counts; it asks about the past month", Standing.DESIGN, 7, 60
        ),
    },
    examples=(
        nothing_known(),
        example("no to all", Level.CLEAR, (1, recent())),
        example("thoughts without intent", Level.CLEAR, (1, recent(wish=1, thoughts=1))),
        example("some intent is high risk", Level.URGENT, (1, recent(wish=1, thoughts=1, intent=1))),
        example("an attempt two months ago", Level.URGENT, (1, recent(ever=1, lately=1))),
        example("an attempt years ago", Level.CLEAR, (1, recent(ever=1))),
        example("something done since the last contact", Level.URGENT, (1, since_last_contact(done=1))),
        example(
            "high, then a better screen, nobody followed up", Level.URGENT, (3, recent(thoughts=1, intent=1)), (1, recent())
        ),
        example("high, followed up and safe", Level.CLEAR, (1, recent(thoughts=1, intent=1)), (0.9, followed_up(0))),
        example(
            "high, followed up and not safe", Level.STOP, (1, recent(thoughts=1, intent=1)), (0.9, followed_up(0, safe=False))
        ),
    ),
)
