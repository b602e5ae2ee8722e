"""The booster: one, at most half, late enough, the patient awake and steady, inside the cap."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.dosing import DEFAULTS, Moment, largest_mg, reasons_against, room_left_mg
from kapstone.facts import Route
from kapstone.protocols import all_protocols

IM, SL = DEFAULTS[Route.IM], DEFAULTS[Route.SUBLINGUAL]
MINUTE = timedelta(minutes=1)


def moment(**changes: object) -> Moment:
    fine: dict[str, object] = {
        "first_mg": 60.0, "given_mg": 60.0, "boosters_given": 0, "cap_mg": 150.0, "since_first": 12 * MINUTE, "moaas": 5, "moaas_age": 2 * MINUTE,
        "systolic_mmhg": 138.0, "diastolic_mmhg": 84.0, "spo2_percent": 98.0, "vitals_age": 2 * MINUTE,
    }  # fmt: skip
    return Moment(**(fine | changes))  # type: ignore[arg-type]  # a table of fields


def test_ten_minutes_for_a_muscle_twenty_under_the_tongue_and_half_of_the_first_dose() -> None:
    assert (IM.not_before, SL.not_before) == (10 * MINUTE, 20 * MINUTE)
    assert {IM.max_share_percent, SL.max_share_percent} == {50}
    assert {IM.min_moaas, SL.min_moaas} == {4}
    assert set(DEFAULTS) == {Route.IM, Route.SUBLINGUAL}


def test_when_all_is_well_nothing_speaks_against_it() -> None:
    assert reasons_against(IM, moment(), 30) == ()


@pytest.mark.parametrize(
    "changes, wanted, says",
    [
        ({}, 31, "more than 50 %"),
        ({"boosters_given": 1}, 30, "A booster was given"),
        ({"since_first": 9 * MINUTE}, 30, "from 10 to 30 min"),
        ({"since_first": 30 * MINUTE}, 30, "from 10 to 30 min"),
        ({"given_mg": 130.0}, 30, "would pass 150 mg"),
        ({"moaas": 3}, 30, "MOAA/S is 3"),
        ({"moaas": None}, 30, "Sedation was not observed"),
        ({"moaas_age": 10 * MINUTE}, 30, "Sedation was not observed"),
        ({"systolic_mmhg": 161.0}, 30, "161/84"),
        ({"diastolic_mmhg": 101.0}, 30, "138/101"),
        ({"spo2_percent": 93.0}, 30, "oxygen 93 %"),
        ({"spo2_percent": None}, 30, "were not taken"),
        ({"vitals_age": None}, 30, "were not taken"),
    ],
)
def test_each_condition_is_named(changes: dict[str, object], wanted: float, says: str) -> None:
    assert any(says in reason for reason in reasons_against(IM, moment(**changes), wanted))


@given(first=st.floats(1, 450), given_mg=st.floats(0, 450), cap=st.floats(1, 450), wanted=st.floats(0.1, 450))
def test_a_booster_never_passes_half_of_the_first_dose_or_the_cap(
    first: float, given_mg: float, cap: float, wanted: float
) -> None:
    reasons = reasons_against(IM, moment(first_mg=first, given_mg=given_mg, cap_mg=cap), wanted)

    if not reasons:
        assert wanted <= largest_mg(first, IM) * 1.005
        assert given_mg + wanted <= cap + 1e-9
    assert room_left_mg(cap, given_mg) >= 0


@pytest.mark.parametrize("name", [name for name, each in all_protocols().items() if each.booster.allowed])
def test_no_protocol_is_looser_than_the_conditions_of_its_route(name: str) -> None:
    protocol = all_protocols()[name]
    plan, limits = protocol.booster, DEFAULTS[protocol.route]

    assert plan.max_share_percent is not None
    assert plan.not_before is not None
    assert plan.min_moaas is not None
    assert plan.max_share_percent <= limits.max_share_percent
    assert plan.not_before >= limits.not_before
    assert plan.min_moaas >= limits.min_moaas


def test_nothing_is_no_booster() -> None:
    with pytest.raises(ValueError, match="wanted_mg"):
        reasons_against(IM, moment(), 0)
