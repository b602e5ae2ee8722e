"""How long a gain holds: the Kaplan-Meier estimate against a data set every textbook has, and one patient's own spell."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import AmountAs, DoseGiven, Drug, Fact, Facts, MeasureAnswered, Record, Route
from kapstone.instruments import all_instruments
from kapstone.outcomes import Curve, Spell, early_response, kaplan_meier, outcome_lines, response_spell

PHQ9 = all_instruments()["phq9"]
FIRST_DOSE = datetime(2026, 9, 9, 15, tzinfo=UTC)

# Freireich et al. 1963, remission of acute leukaemia in weeks, as every textbook of survival prints it; + is censored.
ON_6MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
ON_PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def spells(text: str) -> list[Spell]:
    return [Spell(float(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


def by_hand(curve: Curve) -> list[tuple[float, int, float, float]]:
    return [(step.time, step.at_risk, round(step.share, 3), round(step.error, 4)) for step in curve.steps]


def test_the_6mp_arm_of_freireich_gives_the_printed_shares_and_errors() -> None:
    assert by_hand(kaplan_meier(spells(ON_6MP))) == [
        (6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963), (13, 12, 0.690, 0.1068), (16, 11, 0.627, 0.1141),
        (22, 7, 0.538, 0.1282), (23, 6, 0.448, 0.1346),
    ]  # fmt: skip


def test_its_log_log_intervals_are_the_printed_ones() -> None:
    steps = kaplan_meier(spells(ON_6MP)).steps

    assert [(round(step.low or 0, 3), round(step.high or 0, 3)) for step in steps] == [
        (0.620, 0.952), (0.563, 0.923), (0.503, 0.889), (0.432, 0.849), (0.368, 0.805), (0.268, 0.747), (0.188, 0.680),
    ]  # fmt: skip


def test_its_medians_are_23_and_8_weeks() -> None:
    assert kaplan_meier(spells(ON_6MP)).median == 23
    assert kaplan_meier(spells(ON_PLACEBO)).median == 8


def test_without_censoring_it_is_the_plain_share_and_ends_at_nothing() -> None:
    curve = kaplan_meier(spells(ON_PLACEBO))

    assert curve.share_at(8) == pytest.approx(8 / 21)
    assert curve.share_at(23) == pytest.approx(0, abs=1e-12)
    assert curve.share_at(100) is None or curve.share_at(100) == pytest.approx(0, abs=1e-12)
    assert curve.steps[-1].low is None


def test_beyond_the_longest_observation_nothing_is_said() -> None:
    curve = kaplan_meier(spells(ON_6MP))

    assert curve.share_at(0) == 1
    assert curve.share_at(35) == pytest.approx(0.448, abs=0.001)
    assert curve.share_at(36) is None


def test_nobody_and_impossible_times_are_refused() -> None:
    with pytest.raises(ValueError, match="no one"):
        kaplan_meier([])
    for time in (-1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="from 0 on"):
            Spell(time, True)


_SPELLS = st.lists(st.builds(Spell, st.integers(0, 40).map(float), st.booleans()), min_size=1, max_size=40)


@given(_SPELLS)
def test_the_share_never_rises_and_lies_in_its_interval(observed: list[Spell]) -> None:
    curve = kaplan_meier(observed)
    shares = [1.0, *(step.share for step in curve.steps)]

    assert shares == sorted(shares, reverse=True)
    for step in curve.steps:
        assert step.low is None or step.high is None or 0 <= step.low <= step.share + 1e-9 <= step.high + 2e-9 <= 1 + 3e-9
    assert sum(step.events for step in curve.steps) == curve.events


@given(_SPELLS, st.randoms())
def test_the_order_of_people_changes_nothing(observed: list[Spell], shuffle: object) -> None:
    again = list(observed)
    shuffle.shuffle(again)  # type: ignore[attr-defined]  # a random.Random

    assert kaplan_meier(again) == kaplan_meier(observed)


# -- one patient ------------------------------------------------------------------------------------------------------


def a_record(fact: Fact, days: float) -> Record[Fact]:
    at = FIRST_DOSE + timedelta(days=days)
    return Record(id=uuid4(), fact=fact, at=at, recorded_at=at)


def a_course(*scores: tuple[float, float], before: float | None = 18) -> Facts:
    """Scores as (day from the first dose, total), with a baseline two days before it."""
    dose = DoseGiven(session=uuid4(), order=uuid4(), drug=Drug.KETAMINE, route=Route.IM, dose_mg=50, amount_as=AmountAs.BASE)
    told = [(-2.0, before), *scores] if before is not None else list(scores)
    measured = [
        a_record(MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=total), day)
        for day, total in told
    ]
    return Facts([a_record(dose, 0), *measured])


@pytest.mark.parametrize(
    "scores,spell",
    [
        (((7, 8), (14, 6), (35, 9), (49, 12)), Spell(42, True)),
        (((7, 9), (14, 6), (35, 9)), Spell(28, False)),
        (((7, 12), (14, 9)), Spell(0, False)),
        (((7, 8), (21, 10)), Spell(14, True)),
        (((7, 12), (14, 10)), None),
    ],
)
def test_a_response_holds_until_a_score_of_ten_or_less_than_half_better(
    scores: tuple[tuple[float, float], ...], spell: Spell | None
) -> None:
    assert response_spell(a_course(*scores), PHQ9) == spell


def test_a_mild_beginning_loses_its_response_below_half_better() -> None:
    assert response_spell(a_course((7, 4), (21, 7), before=12), PHQ9) == Spell(14, True)


def test_without_a_baseline_or_a_dose_there_is_no_spell() -> None:
    assert response_spell(a_course((7, 4), before=None), PHQ9) is None
    assert (
        response_spell(
            Facts([a_record(MeasureAnswered(instrument="phq9", instrument_version="1", answers={}, total_only=5), 0)]), PHQ9
        )
        is None
    )


def test_a_line_of_ones_own_may_be_drawn() -> None:
    assert response_spell(a_course((7, 8), (21, 9)), PHQ9, relapse_from=9) == Spell(14, True)


# -- early response ---------------------------------------------------------------------------------------------------


def test_early_response_takes_the_score_nearest_to_its_moment() -> None:
    day, week = early_response(a_course((0.6, 17), (1.1, 9), (6, 12), (7.5, 8)), PHQ9)

    assert (day.moment, day.response) == ("24 h", True)
    assert (week.moment, week.response) == ("day 7", True)
    assert week.percent == pytest.approx(100 * 10 / 18)


@pytest.mark.parametrize("at_day,counts", [(0.49, False), (0.5, True), (1.5, True), (1.51, False)])
def test_a_score_outside_the_window_does_not_speak_for_it(at_day: float, counts: bool) -> None:
    day, _ = early_response(a_course((at_day, 5)), PHQ9)

    assert (day.response is not None) is counts


def test_without_a_baseline_early_response_cannot_be_told() -> None:
    for each in early_response(a_course((1, 5), before=None), PHQ9):
        assert each.response is None
        assert "baseline" in each.because or "before the first dose" in each.because


def test_the_outcome_in_lines_says_also_what_cannot_be_told() -> None:
    told = {line.question: line.answer for line in outcome_lines(a_course((7, 8), (21, 4)), PHQ9)}
    unknown = {line.question: line.answer for line in outcome_lines(a_course((7, 8), before=None), PHQ9)}

    assert told["Response"] == told["Remission"] == "yes"
    assert told["Response at 24 h"] == "cannot be told"
    assert told["How long the response held"] == "14 days so far"
    assert unknown["Response"] == "cannot be told"
    assert unknown["How long the response held"] == "no response so far"
