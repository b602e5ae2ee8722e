"""How closely a dose is watched: the plan of each route, and what a programme that watches less is told."""

import dataclasses
from dataclasses import replace
from datetime import timedelta

import pytest

from kapstone.facts import Drug, Route
from kapstone.monitoring import EQUIPMENT, RECORD_SET, Plan, all_plans, plan_for
from kapstone.protocols import SETTING, Protocol, all_protocols, watches_less

every_plan = pytest.mark.parametrize("plan", all_plans().values(), ids=all_plans().keys())
IV = all_protocols()["iv-trd-induction"]
IM = all_protocols()["im-kap-course"]


def with_monitoring(protocol: Protocol, **changes: object) -> Protocol:
    return replace(protocol, monitoring=replace(protocol.monitoring, **changes))  # type: ignore[arg-type]  # named by each test


@every_plan
def test_it_names_where_it_comes_from_and_when_it_ends(plan: Plan) -> None:
    assert plan.cites
    assert plan.ends_with
    assert plan.watch.minimum_from_start >= 60
    assert plan.shortfalls(plan.watch) == ()


@pytest.mark.parametrize(
    "drug,route,at_home,minutes,least",
    [
        (Drug.KETAMINE, Route.IM, False, (5, 10, 15, 30, 45, 60), 90),
        (Drug.KETAMINE, Route.SC, False, (5, 10, 15, 30, 45, 60), 60),
        (Drug.ESKETAMINE, Route.NASAL, False, (40, 60, 90, 120), 120),
        (Drug.KETAMINE, Route.NASAL, False, (15, 30, 45, 60, 90), 90),
        (Drug.KETAMINE, Route.SUBLINGUAL, False, (15, 30, 45, 60, 90, 120), 120),
        (Drug.KETAMINE, Route.ORAL, False, (15, 30, 45, 60, 90, 120), 120),
        (Drug.KETAMINE, Route.SUBLINGUAL, True, (30, 60, 120), 240),
    ],
)
def test_each_way_of_giving_the_drug_has_its_times(
    drug: Drug, route: Route, at_home: bool, minutes: tuple[float, ...], least: float
) -> None:
    plan = plan_for(drug, route, at_home=at_home)

    assert plan is not None
    assert plan.watch.at == minutes
    assert plan.watch.minimum_from_start == least


def test_an_infusion_is_read_every_ten_minutes_and_then_every_fifteen() -> None:
    plan = plan_for(Drug.KETAMINE, Route.IV)

    assert plan is not None
    assert (plan.watch.during_every, plan.watch.then_every, plan.watch.minimum_from_end) == (10, 15, 60)


def test_esketamine_counts_its_two_hours_from_the_last_spray() -> None:
    plan = plan_for(Drug.ESKETAMINE, Route.NASAL)

    assert plan is not None
    assert plan.watch.minimum_from_end == 120


@pytest.mark.parametrize("route", list(Route))
def test_no_plan_gives_esketamine_at_home_nor_anything_but_a_lozenge_there(route: Route) -> None:
    assert plan_for(Drug.ESKETAMINE, route, at_home=True) is None
    if route not in {Route.SUBLINGUAL, Route.ORAL}:
        assert plan_for(Drug.KETAMINE, route, at_home=True) is None


@pytest.mark.parametrize("protocol", all_protocols().values(), ids=all_protocols().keys())
def test_our_own_programmes_watch_as_closely_as_the_plan(protocol: Protocol) -> None:
    assert not watches_less(protocol), watches_less(protocol)


@pytest.mark.parametrize(
    "protocol,changes,field",
    [
        (IV, {"before": (timedelta(minutes=15),)}, "before"),
        (IV, {"during_every": timedelta(minutes=15)}, "during_every"),
        (IV, {"then_every": timedelta(minutes=30)}, "then_every"),
        (IV, {"minimum_from_start": timedelta(minutes=119)}, "minimum_from_start"),
        (IV, {"minimum_from_end": timedelta(minutes=59)}, "minimum_from_end"),
        (IV, {"continuous": ()}, "continuous"),
        (IM, {"at": (timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=45), timedelta(minutes=60))}, "at"),
    ],
)
def test_a_programme_that_watches_less_is_told_where(protocol: Protocol, changes: dict[str, object], field: str) -> None:
    found = watches_less(with_monitoring(protocol, **changes))

    assert found is not None
    assert {each.field for each in found} == {field}


def test_readings_that_go_on_by_themselves_cover_the_later_times() -> None:
    often = with_monitoring(IM, at=(timedelta(minutes=5),), then_every=timedelta(minutes=5))
    rarely = with_monitoring(
        IM, at=(timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=15)), then_every=timedelta(minutes=30)
    )

    assert watches_less(often) == ()
    (missing,) = watches_less(rarely) or ()
    assert "30, 60" in missing.says


def test_where_there_is_no_plan_nothing_is_said_to_be_enough() -> None:
    assert watches_less(replace(IV, drug=Drug.ESKETAMINE)) is None


def test_a_plan_says_either_an_interval_or_its_times() -> None:
    plan = all_plans()["im"]

    with pytest.raises(ValueError, match="either"):
        replace(plan, watch=replace(plan.watch, during_every=10))
    with pytest.raises(ValueError, match="order"):
        replace(plan, watch=replace(plan.watch, at=(10, 5)))


def test_every_part_of_the_record_set_is_a_field_of_its_fact() -> None:
    for part in RECORD_SET:
        assert part.field in {field.name for field in dataclasses.fields(part.fact)}, part.name


def test_the_codes_of_the_record_set_have_a_right_check_digit() -> None:
    for part in RECORD_SET:
        if part.loinc:
            digits, _, check = part.loinc.partition("-")
            doubled = "".join(str(int(digit) * (2 if index % 2 == 0 else 1)) for index, digit in enumerate(reversed(digits)))
            assert -sum(map(int, doubled)) % 10 == int(check), part.name


def test_the_equipment_is_what_the_checklist_of_the_room_asks_for() -> None:
    assert {each.item for each in EQUIPMENT} <= set(SETTING)
    things = {thing for each in EQUIPMENT for thing in each.things}
    assert {
        "oxygen",
        "bag and mask",
        "suction",
        "automated external defibrillator",
        "adrenaline",
        "naloxone",
        "flumazenil",
    } <= things
