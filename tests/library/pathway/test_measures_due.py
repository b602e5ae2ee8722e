"""When measures are asked: every week or two of the induction, every month or three of maintenance, and long after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from kapstone.facts import Facts, Informant, MeasureAnswered, Record
from kapstone.pathway import Due, DueState, Stage, assess
from kapstone.protocols import Moment, Protocol, all_protocols
from kapstone.synthetic import Story, course_until

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY = timedelta(days=1)
IV = all_protocols()["iv-trd-induction"]


def asking(moment: Moment) -> Protocol:
    """The intravenous programme, with GAD-7 at this moment only."""
    return replace(
        IV, measures=tuple(replace(each, moments=(moment,)) if each.instrument == "gad7" else each for each in IV.measures)
    )


def told(moment: Moment, stage: Stage) -> Story:
    story = course_until(stage, protocol=IV, start=START, rng=Random(7))
    story.protocol = asking(moment)
    return story


def asked(story: Story, at: datetime, *more: Record[MeasureAnswered]) -> Due | None:
    due = assess(story.protocol, Facts((*story.records, *more)), at).due
    return next((each for each in due if each.id.startswith("measure:gad7:")), None)


def answered(at: datetime) -> Record[MeasureAnswered]:
    fact = MeasureAnswered(
        instrument="gad7", instrument_version="1", answers={f"gad7_{n}": 1 for n in range(1, 8)}, informant=Informant.PATIENT
    )
    return Record(id=UUID(int=1), fact=fact, at=at, recorded_at=at, by=None, by_name="Alma", by_role="patient", sequence=9_999)


def last_answer(story: Story) -> datetime:
    return Facts(story.records).of(MeasureAnswered, lambda fact: fact.instrument == "gad7")[-1].at


@pytest.mark.parametrize("moment, days", [(Moment.WEEKLY, 7), (Moment.FORTNIGHTLY, 14)])
def test_in_the_induction_a_measure_comes_every_week_or_two(moment: Moment, days: int) -> None:
    story = told(moment, Stage.INTEGRATION)
    first = Facts(story.records).of(MeasureAnswered)
    assert first
    begun = assess(story.protocol, Facts(story.records), story.now).sessions[0].started_at
    assert begun is not None
    since = max(last_answer(story), begun)

    due = asked(story, since + DAY * (days - 1))

    assert due is not None
    assert (due.opens_at, due.due_at) == (since + DAY * (days - 1), since + DAY * (days + 1))
    assert due.state is DueState.DUE


@pytest.mark.parametrize("moment, days", [(Moment.MAINTENANCE, 30), (Moment.QUARTERLY, 90)])
def test_in_maintenance_a_measure_comes_every_month_or_three(moment: Moment, days: int) -> None:
    story = told(moment, Stage.MAINTENANCE)

    early, due = asked(story, story.now), asked(story, story.now + DAY * (days + 1))

    assert early is None or early.state is DueState.AHEAD
    assert due is not None
    assert due.state is DueState.OVERDUE


def test_three_six_and_twelve_months_after_the_induction_it_comes_once_each() -> None:
    story = told(Moment.FOLLOW_UP, Stage.REVIEW)
    filled = assess(story.protocol, Facts(story.records), story.now).sessions[-1].started_at
    assert filled is not None

    states = {}
    for days in (76, 91, 110, 181, 300, 365):
        more = [answered(filled + DAY * 92)] if days > 92 else []
        due = asked(story, filled + DAY * days, *more)
        states[days] = due.state if due else None

    assert states == {
        76: DueState.AHEAD,
        91: DueState.DUE,
        110: None,
        181: DueState.DUE,
        300: DueState.OVERDUE,
        365: DueState.DUE,
    }


@pytest.mark.parametrize("protocol", all_protocols().values(), ids=lambda each: each.id)
def test_every_programme_asks_its_primary_measure_long_after(protocol: Protocol) -> None:
    (primary,) = (plan for plan in protocol.measures if plan.primary)

    assert Moment.FOLLOW_UP in primary.moments
