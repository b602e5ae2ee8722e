"""The guardrails of each route, row by row, and the laws that hold for any dose."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.dosing import GUARDRAILS, Session, Severity, guardrail_for, is_allowed, judge
from kapstone.evidence import Standing
from kapstone.facts import Drug, Route

TABLE = {
    # id: (warn mg/kg, warn mg, first warn mg, stop mg/kg, stop mg, rate mg/kg/h, hours between, usual in 7 days, most in 7 days)
    "iv": (0.75, None, None, 1.0, 120, 1.0, 24, 3, 3),
    "im": (1.0, 80, None, 1.5, 150, None, 48, 2, 3),
    "sc": (0.75, None, None, 1.0, None, None, 48, 3, 3),
    "nasal_racemic": (None, 100, None, None, 150, None, 48, 3, 3),
    "nasal_esketamine": (None, None, 84, None, 84, None, 24, 2, 2),
    "sublingual": (None, 300, None, None, 450, None, 48, 2, 3),
    "sublingual_home": (None, 300, 200, None, 450, None, 72, 1, 2),
    "oral": (2.5, None, None, None, 300, None, 24, 3, 3),
}


@pytest.mark.parametrize("name", sorted({*TABLE, *GUARDRAILS}))
def test_the_guardrails_are_those_of_the_fact_base(name: str) -> None:
    one = GUARDRAILS[name]

    assert TABLE[name] == (
        one.warn_mg_per_kg, one.warn_mg, one.first_warn_mg, one.stop_mg_per_kg, one.stop_mg, one.rate_warn_mg_per_kg_per_h,
        one.min_interval / timedelta(hours=1), one.usual_in_7_days, one.most_in_7_days,
    )  # fmt: skip


def test_only_the_label_of_esketamine_is_checked_and_all_else_is_a_setting() -> None:
    assert {name for name, one in GUARDRAILS.items() if one.standing is Standing.CHECKED} == {"nasal_esketamine"}
    assert all(one.standing is Standing.DESIGN for name, one in GUARDRAILS.items() if name != "nasal_esketamine")


@pytest.mark.parametrize("name", sorted(GUARDRAILS))
def test_each_guardrail_is_found_by_drug_route_and_place(name: str) -> None:
    one = GUARDRAILS[name]

    assert guardrail_for(one.drug, one.route, at_home=one.at_home) is one


def test_where_there_is_no_guardrail_nothing_is_allowed() -> None:
    assert guardrail_for(Drug.ESKETAMINE, Route.NASAL, at_home=True) is None
    assert guardrail_for(Drug.KETAMINE, Route.IV, at_home=True) is None
    assert not is_allowed(())


def found(name: str, **session: object) -> dict[str, Severity]:
    fine: dict[str, object] = {
        "weight_kg": 70.0, "infusion_min": 40.0, "is_first": False, "since_last": timedelta(days=7), "in_last_7_days": 0,
    }  # fmt: skip
    return {check.what: check.severity for check in judge(GUARDRAILS[name], Session(**(fine | session)))}  # type: ignore[arg-type]  # a table of fields


F, W, S, U = Severity.FINE, Severity.WARN, Severity.STOP, Severity.UNKNOWN


@pytest.mark.parametrize(
    "name, session, what, severity",
    [
        ("iv", {"dose_mg": 35}, "dose per kilogram", F),
        ("iv", {"dose_mg": 52.5}, "dose per kilogram", W),
        ("iv", {"dose_mg": 70}, "dose per kilogram", W),
        ("iv", {"dose_mg": 71}, "dose per kilogram", S),
        ("iv", {"dose_mg": 121, "weight_kg": 130.0}, "dose of the session", S),
        ("iv", {"dose_mg": 47}, "rate", W),
        ("iv", {"dose_mg": 47, "infusion_min": 60.0}, "rate", F),
        ("im", {"dose_mg": 60, "boosters_mg": 30.0}, "dose of the session", W),
        ("im", {"dose_mg": 100, "boosters_mg": 51.0, "weight_kg": 110.0}, "dose of the session", S),
        ("sc", {"dose_mg": 71}, "dose per kilogram", S),
        ("nasal_racemic", {"dose_mg": 100}, "dose of the session", W),
        ("nasal_racemic", {"dose_mg": 151}, "dose of the session", S),
        ("nasal_esketamine", {"dose_mg": 84, "is_first": True}, "first dose", W),
        ("nasal_esketamine", {"dose_mg": 56, "is_first": True}, "first dose", F),
        ("nasal_esketamine", {"dose_mg": 112}, "dose of the session", S),
        ("sublingual", {"dose_mg": 300}, "dose of the session", W),
        ("sublingual", {"dose_mg": 300, "boosters_mg": 153.0}, "dose of the session", S),
        ("sublingual_home", {"dose_mg": 200, "is_first": True}, "first dose", W),
        ("sublingual_home", {"dose_mg": 200}, "dose of the session", F),
        ("sublingual_home", {"dose_mg": 100, "since_last": timedelta(hours=71)}, "interval", S),
        ("sublingual_home", {"dose_mg": 100, "in_last_7_days": 1}, "doses in seven days", W),
        ("sublingual_home", {"dose_mg": 100, "in_last_7_days": 2}, "doses in seven days", S),
        ("oral", {"dose_mg": 180}, "dose per kilogram", W),
        ("oral", {"dose_mg": 302}, "dose of the session", S),
        ("iv", {"dose_mg": 35, "since_last": timedelta(hours=23)}, "interval", S),
        ("iv", {"dose_mg": 35, "since_last": timedelta(hours=24)}, "interval", F),
    ],
)
def test_one_session_is_held_against_every_limit(name: str, session: dict[str, object], what: str, severity: Severity) -> None:
    assert found(name, **session)[what] is severity


@pytest.mark.parametrize("missing", ["weight_kg", "infusion_min", "since_last", "in_last_7_days"])
def test_what_is_not_known_never_passes_even_with_a_reason(missing: str) -> None:
    fine: dict[str, object] = {
        "dose_mg": 35.0, "weight_kg": 70.0, "infusion_min": 40.0, "is_first": False, "since_last": timedelta(days=7), "in_last_7_days": 0,
    }  # fmt: skip
    checks = judge(GUARDRAILS["iv"], Session(**(fine | {missing: None})))  # type: ignore[arg-type]  # a table of fields

    assert U in {check.severity for check in checks}
    assert not is_allowed(checks)
    assert not is_allowed(checks, override_reason="The prescriber wants it.")


@given(
    name=st.sampled_from(sorted(GUARDRAILS)), dose=st.floats(1, 2000), booster=st.floats(0, 500), weight=st.floats(35, 200), first=st.booleans(),
    hours=st.floats(0, 400), recent=st.integers(0, 5),
)  # fmt: skip
def test_no_dose_above_the_stop_is_ever_allowed_without_an_override(
    name: str, dose: float, booster: float, weight: float, first: bool, hours: float, recent: int
) -> None:
    guard = GUARDRAILS[name]
    session = Session(
        dose_mg=dose, boosters_mg=booster, weight_kg=weight, infusion_min=40, is_first=first, since_last=timedelta(hours=hours), in_last_7_days=recent
    )  # fmt: skip
    checks = judge(guard, session)
    total = dose + booster
    above = (guard.stop_mg is not None and total > guard.stop_mg * 1.005) or (
        guard.stop_mg_per_kg is not None and total / weight > guard.stop_mg_per_kg * 1.005
    )

    if above:
        assert not is_allowed(checks)
        assert not is_allowed(checks, override_reason="   ")
        assert is_allowed(checks, override_reason="Tolerated before; discussed with a colleague.")


@given(name=st.sampled_from(sorted(GUARDRAILS)), less=st.floats(1, 900), more=st.floats(1, 900))
def test_a_higher_dose_is_never_judged_more_kindly(name: str, less: float, more: float) -> None:
    low, high = sorted((less, more))

    def worst(dose: float) -> Severity:
        return max(found(name, dose_mg=dose).values())

    assert worst(low) <= worst(high)


@pytest.mark.parametrize("field, value", [("dose_mg", 0), ("dose_mg", float("nan")), ("weight_kg", -1), ("boosters_mg", -0.1)])
def test_a_session_that_cannot_be_refuses_to_exist(field: str, value: float) -> None:
    with pytest.raises(ValueError, match=field):
        Session(**({"dose_mg": 35.0} | {field: value}))
