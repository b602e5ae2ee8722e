"""Dose arithmetic and the two kinds of limits."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import AmountAs, Drug, OrderSigned, Record, Route, WeightMeasured
from kapstone.findings import Level
from kapstone.pathway.doses import judge_order
from kapstone.protocols import Protocol, all_protocols

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
IV, IM, SL = (all_protocols()[name] for name in ("iv-trd-induction", "im-kap-course", "sublingual-kap-clinic"))


def order(
    protocol: Protocol, milligrams: float, *, booster: float = 0.0, minutes: float = 40, **changes: object
) -> Record[OrderSigned]:
    weight = 70.0 if protocol.dose.unit == "mg/kg" else None
    values: dict[str, object] = {
        "session": uuid4(), "drug": protocol.drug, "route": protocol.route, "dose_mg": milligrams, "amount_as": protocol.amount_as,
        "weight_kg": weight, "infusion_min": minutes if protocol.infusion else None, "booster_max_mg": booster,
    } | changes  # fmt: skip
    return Record(id=uuid4(), fact=OrderSigned(**values), at=NOW, recorded_at=NOW)  # type: ignore[arg-type]  # a table of fields


def weighed(kilograms: float = 70.0, days_ago: int = 3) -> Record[WeightMeasured]:
    at = NOW - timedelta(days=days_ago)
    return Record(id=uuid4(), fact=WeightMeasured(kilograms=kilograms), at=at, recorded_at=at)


def levels(protocol: Protocol, signed: Record[OrderSigned], weight: Record[WeightMeasured] | None = None) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for finding in judge_order(protocol, signed, weight or weighed(), NOW):
        found[finding.rule] = max(finding.level, found.get(finding.rule, Level.CLEAR))
    return found


@pytest.mark.parametrize(
    "milligrams, rule, level",
    [
        (35, "PW-DOSE-BAND", Level.CLEAR),
        (14, "PW-DOSE-BAND", Level.CAUTION),
        (53, "PW-DOSE-BAND", Level.CAUTION),
        (70, "PW-DOSE-BAND", Level.CAUTION),
        (72, "PW-DOSE-STOP", Level.STOP),
        (125, "PW-DOSE-CAP", Level.STOP),
    ],
)
def test_an_infusion_is_judged_by_weight_and_by_the_cap(milligrams: float, rule: str, level: Level) -> None:
    assert levels(IV, order(IV, milligrams))[rule] is level


def test_the_cap_counts_the_booster() -> None:
    assert "PW-DOSE-CAP" not in levels(SL, order(SL, 300))
    assert levels(SL, order(SL, 320, booster=150))["PW-DOSE-CAP"] is Level.STOP


def test_a_booster_is_at_most_half_of_the_dose() -> None:
    assert "PW-BOOSTER" not in levels(IM, order(IM, 40, booster=20))
    assert levels(IM, order(IM, 40, booster=25))["PW-BOOSTER"] is Level.STOP


def test_no_booster_where_the_programme_allows_none() -> None:
    assert levels(IV, order(IV, 35, booster=10))["PW-BOOSTER"] is Level.STOP


@pytest.mark.parametrize(
    "change", [{"route": Route.IM}, {"drug": Drug.ESKETAMINE}, {"amount_as": AmountAs.HYDROCHLORIDE}, {"dose_mg_per_kg": 0.9}]
)
def test_an_order_that_contradicts_the_programme_or_itself_is_stopped(change: dict[str, object]) -> None:
    assert levels(IV, order(IV, 35, **change))["PW-DOSE-PLAN"] is Level.STOP


def test_a_weight_that_is_missing_old_or_another_one_keeps_the_gate_closed() -> None:
    assert [f.level for f in judge_order(IV, order(IV, 35), None, NOW) if f.rule == "PW-DOSE-WEIGHT"] == [Level.UNKNOWN]
    assert levels(IV, order(IV, 35), weighed(days_ago=31))["PW-DOSE-WEIGHT"] is Level.UNKNOWN
    assert levels(IV, order(IV, 35), weighed(kilograms=80))["PW-DOSE-WEIGHT"] is Level.HOLD
    assert levels(IV, order(IV, 35))["PW-DOSE-WEIGHT"] is Level.CLEAR


def test_an_infusion_too_short_is_for_a_prescriber_to_decide() -> None:
    found = levels(IV, order(IV, 35, minutes=20))

    assert (found["PW-INFUSION"], found["PW-INFUSION-RATE"]) == (Level.REVIEW, Level.CAUTION)


def test_a_vial_of_100_mg_per_ml_does_not_go_into_a_vein_undiluted() -> None:
    assert levels(IV, order(IV, 35, concentration_mg_per_ml=100.0))["PW-DILUTION"] is Level.STOP
    assert "PW-DILUTION" not in levels(IV, order(IV, 35, concentration_mg_per_ml=50.0))
    assert "PW-DILUTION" not in levels(IM, order(IM, 35, concentration_mg_per_ml=100.0))


@given(first=st.floats(1, 400), second=st.floats(1, 400))
def test_a_higher_dose_is_never_judged_more_kindly_above_the_band(first: float, second: float) -> None:
    less, more = sorted((max(first, 35.0), max(second, 35.0)))

    assert max(levels(IV, order(IV, less)).values()) <= max(levels(IV, order(IV, more)).values())
