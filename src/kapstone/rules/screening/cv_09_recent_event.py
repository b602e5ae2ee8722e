"""Six weeks pass after a heart attack, unstable angina, stroke or TIA; a failing heart is not treated."""

from datetime import UTC, datetime, time, timedelta

from kapstone.chart import Chart
from kapstone.evidence import Standing
from kapstone.facts import Answer
from kapstone.findings import Level, Override
from kapstone.rules._rule import Limit, Limits, Rule, Verdict, either, stop_if_yes, unknown
from kapstone.rules._sources import MCINTYRE_2021, REVIEW, SPRAVATO_EU, at
from kapstone.rules.screening._charts import NOW, example, no, nothing_known, yes
from kapstone.rules.screening._history import SCREENING

_HEART, _BRAIN, _FAILURE = "mi_or_unstable_angina", "stroke_or_tia", "decompensated_heart_failure"
_EVENTS = {_HEART: "heart attack or unstable angina", _BRAIN: "stroke or TIA"}
_failing = stop_if_yes(
    _FAILURE,
    level=Level.STOP,
    because="The heart failure is decompensated; ketamine makes the heart work harder.",
    clear="No decompensated heart failure is known.",
    act="Do not treat; ask cardiology.",
    subject=_FAILURE,
)


def _decide(chart: Chart, limits: Limits) -> tuple[Verdict, ...]:
    return either(
        "No heart attack, unstable angina, stroke, TIA or decompensated heart failure is known.",
        *(_event(chart, item, limits["weeks"]) for item in _EVENTS),
        _failing(chart, limits),
    )


def _event(chart: Chart, item: str, weeks: float) -> Verdict:
    record, name = chart.history_record(item), _EVENTS[item]
    if record is None or record.fact.answer is Answer.UNKNOWN:
        return unknown(item, subject=item)
    if record.fact.answer is Answer.NO:
        return Verdict(level=Level.CLEAR, because=f"No {name} is known.", subject=item, facts=(record.id,))
    limit = f"{weeks:.0f} weeks"
    if record.fact.on is None:
        return Verdict(
            level=Level.HOLD,
            because=f"There was a {name}, and its date is not known.",
            act="Find out the date.",
            waits_for=(f"date of the {name}",),
            limit=limit,
            subject=item,
            facts=(record.id,),
            override=Override.TWO_CLINICIANS,
        )
    since = (chart.now.date() - record.fact.on).days / 7
    ends = datetime.combine(record.fact.on, time(), UTC) + timedelta(weeks=weeks)
    if chart.now < ends:
        return Verdict(
            level=Level.HOLD,
            because=f"The last {name} was on {record.fact.on.day} {record.fact.on:%B %Y}, {max(since, 0):.1f} weeks ago; {limit} have to pass.",
            act=f"Wait until {ends.day} {ends:%B %Y}, then ask cardiology or neurology.",
            value=f"{max(since, 0):.1f} weeks",
            limit=limit,
            subject=item,
            facts=(record.id,),
            changes_at=ends,
            override=Override.TWO_CLINICIANS,
        )
    return Verdict(
        level=Level.REVIEW,
        because=f"The last {name} was on {record.fact.on.day} {record.fact.on:%B %Y}, {since:.0f} weeks ago.",
        act="Get a letter from cardiology or neurology, then decide.",
        value=f"{since:.0f} weeks",
        limit=limit,
        subject=item,
        facts=(record.id,),
    )


_RECENT, _OLD = (NOW - timedelta(weeks=3)).date(), (NOW - timedelta(weeks=30)).date()

RULE = Rule(
    id="CV-09",
    title="Recent heart attack or stroke, or heart failure",
    says="After a heart attack, unstable angina, stroke or TIA six weeks pass and a specialist is asked; decompensated heart failure excludes.",
    moments=SCREENING,
    reads=(_HEART, _BRAIN, _FAILURE),
    decide=_decide,
    cites=(at(SPRAVATO_EU, "section 4.3"), MCINTYRE_2021),
    standing=Standing.TO_CONFIRM,
    review=REVIEW,
    critical=True,
    label_contraindication=True,
    limits={"weeks": Limit(6, "weeks", "time after the event", Standing.TO_CONFIRM, 6, 52)},
    examples=(
        nothing_known(),
        example("none of the three", Level.CLEAR, no(_HEART), no(_BRAIN), no(_FAILURE)),
        example("heart attack three weeks ago", Level.HOLD, yes(_HEART, _RECENT), no(_BRAIN), no(_FAILURE)),
        example("stroke without a date", Level.HOLD, no(_HEART), yes(_BRAIN), no(_FAILURE)),
        example("stroke thirty weeks ago", Level.REVIEW, no(_HEART), yes(_BRAIN, _OLD), no(_FAILURE)),
        example("failing heart", Level.STOP, no(_HEART), no(_BRAIN), yes(_FAILURE)),
        example("two of the three answered", Level.UNKNOWN, no(_HEART), no(_BRAIN)),
    ),
)
