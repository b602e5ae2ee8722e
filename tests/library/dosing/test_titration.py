"""Advice on the next dose: a direction, a reason, whose decision it is; never an order."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.dosing import DECIDES, Advice, Course, Direction, Past, Span, advise
from kapstone.facts import OrderSigned, Route

BAND = Span(0.3, 1.0, "mg/kg")


def course(*doses: float, improved: float | None = None, **last: object) -> Course:
    sessions = [Past(dose=dose) for dose in doses]
    if sessions and last:
        sessions[-1] = dataclasses.replace(sessions[-1], **last)  # type: ignore[arg-type]  # a table of fields
    return Course(
        route=Route.IV, band=BAND, start=0.5, step=0.25, stop_above=1.0, planned=6, sessions=tuple(sessions), improvement_percent=improved
    )  # fmt: skip


def test_the_first_dose_begins_low() -> None:
    advice = advise(course())

    assert advice.direction is Direction.FIRST
    assert advice.span == Span(0.3, 0.5, "mg/kg")


@pytest.mark.parametrize(
    "last, says",
    [
        ({"peak_systolic_mmhg": 180.0, "peak_diastolic_mmhg": 95.0}, "180/95"),
        ({"peak_systolic_mmhg": 160.0, "peak_diastolic_mmhg": 110.0}, "160/110"),
        ({"lowest_moaas": 3}, "MOAA/S fell to 3"),
        ({"most_distress_0_10": 7}, "distress reached 7"),
        ({"vomited": 2}, "vomited 2 times"),
        ({"panicked": True}, "panic"),
        ({"was_serious": True}, "serious adverse event"),
    ],
)
def test_after_a_bad_session_a_quarter_to_a_third_less_is_advised_whatever_the_response(
    last: dict[str, object], says: str
) -> None:
    advice = advise(course(0.6, improved=10, **last))

    assert advice.direction is Direction.DOWN
    assert says in advice.because
    assert advice.span is not None
    assert (advice.span.low, advice.span.high) == pytest.approx((0.402, 0.45))


@pytest.mark.parametrize(
    "last",
    [
        {"peak_systolic_mmhg": 179.0, "peak_diastolic_mmhg": 109.0},
        {"lowest_moaas": 4},
        {"most_distress_0_10": 6},
        {"vomited": 1},
    ],
)
def test_a_session_just_below_the_limits_was_borne(last: dict[str, object]) -> None:
    assert advise(course(0.5, improved=10, **last)).direction is Direction.UP


@pytest.mark.parametrize(
    "doses, improved, direction",
    [
        ((0.5,), None, Direction.UNKNOWN),
        ((0.5,), 10, Direction.UP),
        ((0.5, 0.5), 24, Direction.UP),
        ((0.5, 0.5), 25, Direction.SAME),
        ((0.5, 0.5), 55, Direction.SAME),
        ((1.0,), 5, Direction.SAME),
        ((0.5, 0.5, 0.75, 0.75), 20, Direction.RETHINK),
        ((0.5, 0.5, 0.75, 0.75), 30, Direction.SAME),
    ],
)
def test_response_decides_the_direction(doses: tuple[float, ...], improved: float | None, direction: Direction) -> None:
    assert advise(course(*doses, improved=improved)).direction is direction


def test_up_is_one_step_and_never_beyond_the_band() -> None:
    span = advise(course(0.9, improved=0)).span

    assert span == Span(0.9, 1.0, "mg/kg")


@given(
    doses=st.lists(st.floats(0.1, 1.5), max_size=8), improved=st.none() | st.floats(-100, 100), systolic=st.none() | st.floats(90, 240),
    moaas=st.none() | st.integers(0, 5), vomited=st.integers(0, 4),
)  # fmt: skip
def test_advice_never_contains_an_order(
    doses: list[float], improved: float | None, systolic: float | None, moaas: int | None, vomited: int
) -> None:
    last = {"peak_systolic_mmhg": systolic, "lowest_moaas": moaas, "vomited": vomited} if doses else {}
    advice = advise(course(*doses, improved=improved, **last))

    assert not any(isinstance(getattr(advice, each.name), OrderSigned) for each in dataclasses.fields(Advice))
    assert not {"dose_mg", "order", "milligrams"} & {each.name for each in dataclasses.fields(Advice)}
    assert advice.because
    assert advice.words.endswith(DECIDES)
    if advice.direction is Direction.UP:
        assert advice.span is not None
        assert advice.span.high <= min(BAND.high, 1.0)
    if advice.direction is Direction.DOWN:
        assert advice.span is not None
        assert advice.span.high < doses[-1]
