"""A group in one table: denominators always shown, those who left counted as not better, few people said to be few."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import AmountAs, DoseGiven, Drug, Fact, Facts, MeasureAnswered, Record, Route
from kapstone.instruments import all_instruments
from kapstone.outcomes import Endpoint, Share, cohort, patient_outcome

PHQ9 = all_instruments()["phq9"]
FIRST_DOSE = datetime(2026, 9, 9, 15, tzinfo=UTC)


def a_record(fact: Fact, days: float) -> Record[Fact]:
    at = FIRST_DOSE + timedelta(days=days)
    return Record(id=uuid4(), fact=fact, at=at, recorded_at=at)


def answered(day: float, total: int, *, thoughts: int = 0) -> Record[Fact]:
    """A PHQ-9 with that total, `thoughts` of it on the ninth item."""
    left, answers = total - thoughts, {"phq9_9": thoughts}
    for item in range(1, 9):
        answers[f"phq9_{item}"] = min(3, left)
        left -= answers[f"phq9_{item}"]
    assert left == 0, "the first eight items hold at most 24"
    return a_record(MeasureAnswered(instrument="phq9", instrument_version="1", answers=dict(answers)), day)


def a_patient(
    before: int | None = 18, after: int | None = 8, *, at: float = 21, doses: int = 1, thoughts: tuple[int, int] = (0, 0)
) -> Facts:
    """A course of weekly doses, with a score `at` days after the last one."""
    records = [
        a_record(
            DoseGiven(session=uuid4(), order=uuid4(), drug=Drug.KETAMINE, route=Route.IV, dose_mg=35, amount_as=AmountAs.BASE),
            7 * number,
        )
        for number in range(doses)
    ]
    records += [answered(-2, before, thoughts=thoughts[0])] if before is not None else []
    records += [answered(7 * (doses - 1) + at, after, thoughts=thoughts[1])] if after is not None and doses else []
    return Facts(records)


def test_the_table_counts_everyone_who_began() -> None:
    table = cohort(
        [
            a_patient(18, 8),
            a_patient(18, 4),
            a_patient(18, 15),
            a_patient(18, 24),
            a_patient(18, None),
            a_patient(None, 8),
            a_patient(18, 8, doses=0),
        ],
        PHQ9,
    )

    assert (table.n, table.n_started, table.n_baseline, table.n_endpoint, table.left_out) == (7, 6, 5, 4, 2)
    assert table.completed == Share(4, 6)
    assert table.response == Share(2, 4)
    assert table.response_itt == Share(2, 6)
    assert table.remission == Share(1, 4)
    assert table.remission_itt == Share(1, 6)
    assert table.worsened == Share(1, 4)
    assert table.mean_change == pytest.approx((-10 - 14 - 3 + 6) / 4)


def test_losing_most_people_makes_the_difference() -> None:
    table = cohort([*(a_patient(18, 8) for _ in range(5)), *(a_patient(18, None) for _ in range(95))], PHQ9)

    assert table.response.percent == 100
    assert table.response_itt.percent == 5
    assert table.response.is_small


@pytest.mark.parametrize("at,counts", [(13.9, False), (14, True), (31, True), (31.1, False)])
def test_the_endpoint_is_a_window_after_the_last_dose(at: float, counts: bool) -> None:
    assert (patient_outcome(a_patient(at=at, doses=6), PHQ9, Endpoint()).changed is not None) is counts


def test_the_endpoint_may_count_from_a_given_dose() -> None:
    patient = a_patient(at=1, doses=3)

    assert patient_outcome(patient, PHQ9, Endpoint(from_days=0, to_days=20, after_doses=1)).changed is not None
    assert patient_outcome(patient, PHQ9, Endpoint(after_doses=4)).changed is None


def test_remission_needs_a_baseline_high_enough_to_mean_something() -> None:
    table = cohort([a_patient(18, 4), a_patient(8, 3)], PHQ9)

    assert table.response == Share(2, 2)
    assert table.remission == Share(1, 1)


def test_clinically_significant_is_a_large_enough_fall_into_the_range_of_recovery() -> None:
    table = cohort([a_patient(18, 9), a_patient(18, 11), a_patient(12, 9)], PHQ9)

    assert table.reliable.count == 2
    assert table.recovered.count == 1


def test_thoughts_of_death_are_counted_only_among_those_who_had_them() -> None:
    gone, kept, new, never = (a_patient(18, 8, thoughts=pair) for pair in ((2, 0), (1, 1), (0, 1), (0, 0)))

    table = cohort([gone, kept, new, never], PHQ9)

    assert table.thoughts_gone == Share(1, 2)
    assert table.thoughts_new == Share(1, 2)


def test_an_empty_group_has_no_shares_and_says_so() -> None:
    table = cohort([], PHQ9)

    assert table.response.percent is None
    assert table.response.interval is None
    assert str(table.response) == "0 of 0"
    assert table.mean_change is None


def test_wilsons_interval_is_that_of_its_formula() -> None:
    # worked by hand from the formula: 81 of 263 gives 25.5 to 36.6 %, and 0 of 20 gives 0 to 16.1 %
    assert [round(bound, 1) for bound in Share(81, 263).interval or ()] == [25.5, 36.6]
    assert [round(bound, 1) for bound in Share(0, 20).interval or ()] == [0.0, 16.1]
    assert "few people" in str(Share(3, 9))
    assert "few people" not in str(Share(3, 10))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Share(3, 2)
    with pytest.raises(ValueError, match="opens before"):
        Endpoint(from_days=30, to_days=14)


@given(st.lists(st.tuples(st.integers(5, 24), st.none() | st.integers(0, 24)), max_size=12))
def test_with_those_who_left_the_share_is_never_higher(scores: list[tuple[int, int | None]]) -> None:
    table = cohort([a_patient(before, after) for before, after in scores], PHQ9)

    assert table.n_endpoint <= table.n_baseline <= table.n_started == table.n
    assert (table.response_itt.percent or 0) <= (table.response.percent or 0)
    assert table.response.count == table.response_itt.count
