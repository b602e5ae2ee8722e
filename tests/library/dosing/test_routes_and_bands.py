"""Routes are information; a dose of one is never turned into a dose of another. Bands overlap and never reach anaesthesia."""

from itertools import permutations

import pytest

from kapstone.dosing import (
    BANDS,
    ROUTES,
    Intent,
    NoRouteConversion,
    convert_route,
    expected_systemic_mg,
    intents_of,
    route_info,
)
from kapstone.facts import Drug, Route


@pytest.mark.parametrize("of, to", list(permutations(Route, 2)))
def test_a_route_is_never_converted_into_another(of: Route, to: Route) -> None:
    with pytest.raises(NoRouteConversion) as refusal:
        convert_route(50, of, to)

    assert "bioavailability" in str(refusal.value)
    assert "prescriber" in str(refusal.value)


def test_the_same_route_is_no_conversion() -> None:
    assert convert_route(50, Route.IM, Route.IM) == 50


@pytest.mark.parametrize(
    "drug, route, low, high",
    [
        (Drug.KETAMINE, Route.IV, 100, 100),
        (Drug.KETAMINE, Route.NASAL, 8, 45),
        (Drug.KETAMINE, Route.ORAL, 17, 25),
        (Drug.ESKETAMINE, Route.NASAL, 48, 48),
    ],
)
def test_what_reaches_the_blood_is_a_range(drug: Drug, route: Route, low: float, high: float) -> None:
    assert expected_systemic_mg(100, drug, route) == pytest.approx((low, high))


def test_what_reaches_the_blood_of_a_route_nobody_measured_is_not_known() -> None:
    with pytest.raises(KeyError):
        expected_systemic_mg(56, Drug.ESKETAMINE, Route.ORAL)
    assert expected_systemic_mg(56, Drug.ESKETAMINE, Route.NASAL) == pytest.approx((26.88, 26.88))
    with pytest.raises(KeyError):
        route_info(Drug.ESKETAMINE, Route.IV)


def test_every_order_route_of_ketamine_is_described() -> None:
    assert {entry.route for entry in ROUTES.values() if entry.drug is Drug.KETAMINE} - {None} == set(Route)


@pytest.mark.parametrize(
    "route, amount, unit, intents",
    [
        (Route.IM, 0.3, "mg/kg", (Intent.PSYCHOLYTIC,)),
        (Route.IM, 0.4, "mg/kg", (Intent.PSYCHOLYTIC, Intent.MIDDLE)),
        (Route.IM, 1.2, "mg/kg", (Intent.PSYCHEDELIC,)),
        (Route.IV, 0.5, "mg/kg", (Intent.MIDDLE,)),
        (Route.SUBLINGUAL, 300, "mg", (Intent.MIDDLE, Intent.PSYCHEDELIC)),
        (Route.IM, 7, "mg/kg", ()),
        (Route.IV, 2, "mg/kg", ()),
        (Route.ORAL, 100, "mg", ()),
    ],
)
def test_an_amount_lies_in_its_bands(route: Route, amount: float, unit: str, intents: tuple[Intent, ...]) -> None:
    assert intents_of(route, amount, unit) == intents


def test_anaesthesia_is_listed_and_never_given() -> None:
    assert [intent for intent, band in BANDS.items() if not band.is_given] == [Intent.ANAESTHETIC]
