"""One patient's outcomes: which baseline counts, what the change is called, and where nothing may be concluded."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import (
    AmountAs,
    DoseGiven,
    Drug,
    EnteredInError,
    Fact,
    Facts,
    GoalRated,
    GoalRetired,
    GoalSet,
    MeasureAnswered,
    Record,
    Route,
)
from kapstone.instruments import all_instruments
from kapstone.outcomes import (
    baseline,
    changed_since_baseline,
    goal_attainment,
    points,
    reliable_change,
    remission,
    response,
    trajectory,
    worsening,
)

PHQ9 = all_instruments()["phq9"]
SINCE = all_instruments()["cssrs_since_last_contact"]
FIRST_DOSE = datetime(2026, 9, 9, 15, tzinfo=UTC)


def a_record(fact: Fact, *, days: float = 0, corrects: UUID | None = None) -> Record[Fact]:
    """A fact that became true `days` after the first dose."""
    at = FIRST_DOSE + timedelta(days=days)
    return Record(id=uuid4(), fact=fact, at=at, recorded_at=at, corrects=corrects)


def a_dose(days: float = 0) -> Record[Fact]:
    dose = DoseGiven(
        session=uuid4(),
        order=uuid4(),
        drug=Drug.KETAMINE,
        route=Route.IM,
        dose_mg=50,
        amount_as=AmountAs.BASE,
    )
    return a_record(dose, days=days)


def a_phq9(total: float, days: float) -> Record[Fact]:
    return a_record(MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=total), days=days)


def a_phq9_left_half_done(days: float) -> Record[Fact]:
    return a_record(
        MeasureAnswered(instrument="phq9", instrument_version="1", answers={"phq9_1": 3, "phq9_9": None}), days=days
    )


def a_screen(days: float, **answers: int) -> Record[Fact]:
    return a_record(MeasureAnswered(instrument=SINCE.id, instrument_version="1", answers=dict(answers)), days=days)


# -- the baseline -----------------------------------------------------------------------------------------------------


def test_the_baseline_is_the_last_complete_score_before_the_first_dose() -> None:
    facts = Facts([a_phq9(21, -10), a_phq9(19, -7), a_phq9_left_half_done(-1), a_dose(), a_phq9(8, 20), a_dose(7)])

    found = baseline(facts, PHQ9)

    assert found.point is not None
    assert found.point.total == 19
    assert not found.is_provisional
    assert "7 days before it" in found.because


def test_a_score_older_than_14_days_is_no_baseline_and_nothing_is_concluded() -> None:
    just, over = Facts([a_phq9(19, -14), a_dose(), a_phq9(4, 20)]), Facts([a_phq9(19, -14.01), a_dose(), a_phq9(4, 20)])

    assert response(just, PHQ9) is True
    assert baseline(over, PHQ9).point is None
    assert response(over, PHQ9) is None
    assert "14 days are allowed" in trajectory(over, PHQ9).sentence


def test_a_score_after_the_first_dose_never_becomes_the_baseline() -> None:
    facts = Facts([a_dose(), a_phq9(19, 1), a_phq9(4, 20)])

    assert baseline(facts, PHQ9).point is None
    assert changed_since_baseline(facts, PHQ9) is None


def test_before_the_first_dose_the_baseline_is_provisional_and_nothing_is_compared() -> None:
    facts = Facts([a_phq9(21, -20), a_phq9(12, -3)])

    assert baseline(facts, PHQ9).is_provisional
    assert changed_since_baseline(facts, PHQ9) is None
    assert "nothing to compare" in trajectory(facts, PHQ9).sentence


def test_a_corrected_score_takes_the_place_of_the_wrong_one() -> None:
    wrong, dose = a_phq9(27, -3), a_dose()
    right = a_record(
        MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=17), days=-3, corrects=wrong.id
    )

    found = baseline(Facts([wrong, dose, right]), PHQ9)

    assert found.point is not None
    assert found.point.total == 17


def test_a_score_entered_in_error_is_gone() -> None:
    wrong, dose = a_phq9(27, -3), a_dose()
    gone = a_record(EnteredInError(reason="another patient"), corrects=wrong.id)

    assert baseline(Facts([wrong, dose, gone]), PHQ9).point is None


# -- the judgement ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before,after,says",
    [
        (19, 8, (True, False, True, False)),
        (19, 4, (True, True, True, False)),
        (19, 14, (False, False, False, False)),
        (12, 17, (False, False, False, True)),
        (8, 3, (True, None, False, False)),
    ],
)
def test_response_remission_reliable_change_and_worsening(
    before: float, after: float, says: tuple[bool | None, bool | None, bool | None, bool | None]
) -> None:
    facts = Facts([a_phq9(before, -7), a_dose(), a_phq9(after, 21)])

    assert (response(facts, PHQ9), remission(facts, PHQ9), reliable_change(facts, PHQ9), worsening(facts, PHQ9)) == says


def test_a_half_done_measure_is_passed_over_and_said() -> None:
    facts = Facts([a_phq9(19, -7), a_dose(), a_phq9(8, 14), a_phq9_left_half_done(21)])

    course = trajectory(facts, PHQ9)

    assert response(facts, PHQ9) is True
    assert [point.is_gap for point in course.points] == [False, False, True]
    assert course.sentence.endswith("The last one, of 30-Sep, is not complete.")


@given(st.permutations(range(6)))
def test_the_order_in_which_facts_arrive_changes_nothing(order: list[int]) -> None:
    records = [a_phq9(21, -10), a_phq9(19, -7), a_dose(), a_phq9(12, 7), a_phq9(8, 14), a_dose(7)]

    assert trajectory(Facts(records[place] for place in order), PHQ9) == trajectory(Facts(records), PHQ9)


# -- the trajectory ---------------------------------------------------------------------------------------------------


def test_the_sentence_says_points_dates_and_the_judgement() -> None:
    facts = Facts([a_phq9(19, -7), a_dose(), a_phq9(14, 7), a_phq9(8, 21)])

    course = trajectory(facts, PHQ9)

    assert course.sentence == (
        "PHQ-9 fell 11 points since 02-Sep (from 19 to 8): reliable, response reached, not yet remission."
    )
    assert [point.word for point in course.points] == ["moderately severe", "moderate", "mild"]
    assert (course.response_at, course.remission_below) == (9.5, 5)
    assert course.doses == (FIRST_DOSE,)


def test_the_date_is_the_sites_own() -> None:
    facts = Facts([a_phq9(19, -7.45), a_dose(), a_phq9(8, 21)])  # 04:12 UTC on 2 September

    assert "02-Sep" in trajectory(facts, PHQ9).sentence
    assert "01-Sep" in trajectory(facts, PHQ9, zone=timezone(timedelta(hours=-7))).sentence


def test_a_rise_is_said_as_plainly_as_a_fall() -> None:
    facts = Facts([a_phq9(12, -7), a_dose(), a_phq9(18, 7)])

    assert trajectory(facts, PHQ9).sentence == ("PHQ-9 rose 6 points since 02-Sep (from 12 to 18): enough to need a review.")


def test_no_measure_at_all_is_said() -> None:
    assert trajectory(Facts(), PHQ9).sentence == "No PHQ-9 is recorded yet."


def test_a_baseline_alone_says_that_nothing_followed() -> None:
    facts = Facts([a_phq9(19, -7), a_dose()])

    assert trajectory(facts, PHQ9).sentence.endswith("It is the baseline; there is no later score yet.")


def test_a_screener_has_a_course_of_tiers_and_no_gaps() -> None:
    facts = Facts([a_screen(-1, cssrs_1=1, cssrs_2=0, cssrs_6=0), a_dose(), a_screen(1, cssrs_1=0, cssrs_2=0, cssrs_6=1)])

    course = trajectory(facts, SINCE)

    assert [point.word for point in course.points] == ["low risk", "high risk"]
    assert "high risk, before it was low risk" in course.sentence


def test_answers_that_cannot_be_are_left_out_and_break_nothing() -> None:
    broken = a_record(MeasureAnswered(instrument="phq9", instrument_version="1", answers={"phq9_1": 9}), days=3)

    assert points(Facts([broken, a_phq9(8, 4)]), PHQ9)[0].total == 8


# -- goals ------------------------------------------------------------------------------------------------------------


def a_goal(goal: UUID, *, importance: int = 1) -> Record[Fact]:
    levels = {"-2": "none", "-1": "once", "0": "weekly", "+1": "twice a week", "+2": "daily"}
    return a_record(GoalSet(goal=goal, title="Walk with my sister", levels=levels, importance=importance), days=-5)


def test_goals_are_compared_with_where_they_began() -> None:
    goals = [uuid4() for _ in range(3)]
    facts = Facts(
        [*(a_goal(goal) for goal in goals), *(a_record(GoalRated(goal=goal, attainment=1), days=20) for goal in goals)]
    )

    found = goal_attainment(facts)

    assert found.at_baseline is not None
    assert found.now is not None
    assert (round(found.at_baseline, 2), round(found.now, 2)) == (36.31, 63.69)
    assert found.change is not None
    assert round(found.change, 2) == 27.39


def test_a_goal_that_is_not_rated_leaves_the_score_open_and_a_retired_one_does_not_count() -> None:
    kept, dropped = uuid4(), uuid4()
    facts = Facts([a_goal(kept), a_goal(dropped), a_record(GoalRated(goal=kept, attainment=0), days=20)])

    assert goal_attainment(facts).now is None
    assert goal_attainment(facts).not_rated == (dropped,)
    assert goal_attainment(facts.plus(a_record(GoalRetired(goal=dropped, reason="moved away"), days=21))).now == 50
