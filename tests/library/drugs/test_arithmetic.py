"""Salt and base, volume and waste: the label's own numbers, and refusals where something is not said."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.drugs.arithmetic import (
    BASE_PER_HYDROCHLORIDE,
    LABEL_PAIRS_MG,
    Amount,
    Strength,
    order_volume_ml,
    units_needed,
    volume_ml,
    waste_mg,
)
from kapstone.drugs.products import all_products
from kapstone.facts import AmountAs, Drug, Implausible, OrderSigned, Route

KETAMINE, BASE, SALT = Drug.KETAMINE, AmountAs.BASE, AmountAs.HYDROCHLORIDE


def base(mg: float, drug: Drug = KETAMINE) -> Amount:
    return Amount(mg=mg, drug=drug, amount_as=BASE)


@pytest.mark.parametrize("base_mg, salt_mg", [*LABEL_PAIRS_MG])
def test_the_pairs_of_the_label_come_out(base_mg: float, salt_mg: float) -> None:
    assert base(base_mg).in_hydrochloride().mg == pytest.approx(salt_mg, abs=0.006)
    assert Amount(mg=salt_mg, drug=KETAMINE, amount_as=SALT).in_base().mg == pytest.approx(base_mg, abs=0.006)


def test_the_nasal_device_holds_what_its_label_says() -> None:
    device = all_products()["esketamine-device"]

    assert round(device.unit().in_hydrochloride().mg, 1) == device.hydrochloride_mg == 32.3
    assert [units_needed(device.amount(mg), device.unit()) for mg in device.doses_mg] == [1, 2, 3]


def test_the_factor_is_the_one_of_the_molecular_weights() -> None:
    assert round(BASE_PER_HYDROCHLORIDE, 3) == 0.867
    assert pytest.approx(237.7 / 274.2, rel=5e-4) == BASE_PER_HYDROCHLORIDE


@given(mg=st.floats(0, 2000))
def test_there_and_back_is_the_same(mg: float) -> None:
    assert base(mg).in_hydrochloride().in_base().mg == pytest.approx(mg)
    assert base(mg).in_base().mg == mg


@given(mg=st.floats(0.1, 500), strength=st.floats(0.1, 200))
def test_volume_times_strength_is_the_dose(mg: float, strength: float) -> None:
    assert volume_ml(base(mg), Strength(mg_per_ml=strength, drug=KETAMINE, amount_as=BASE)) * strength == pytest.approx(mg)


@given(opened=st.floats(1, 1000), share=st.floats(0, 1))
def test_dose_and_waste_are_what_was_opened(opened: float, share: float) -> None:
    assert waste_mg(base(opened), base(opened * share)) + opened * share == pytest.approx(opened)


def test_volume_and_waste_of_an_infusion() -> None:
    vial = all_products()["ketamine-vial-50"].strength()

    assert volume_ml(base(36), vial) == pytest.approx(0.72)
    assert waste_mg(base(500), base(36)) == 464


def order(**more: object) -> OrderSigned:
    given: dict[str, object] = {
        "session": UUID(int=1),
        "drug": KETAMINE,
        "route": Route.IM,
        "dose_mg": 35.0,
        "amount_as": BASE,
    } | more
    return OrderSigned(**given)  # type: ignore[arg-type]  # fields of an order


def test_an_order_comes_to_a_volume_where_it_names_a_concentration() -> None:
    assert order_volume_ml(order(concentration_mg_per_ml=50.0)) == pytest.approx(0.7)
    assert order_volume_ml(order()) is None


@pytest.mark.parametrize(
    "sum_, field",
    [
        (lambda: Amount(mg=10, drug=KETAMINE, amount_as=None), "amount_as"),
        (lambda: Amount(mg=10, drug=None, amount_as=BASE), "drug"),
        (lambda: Strength(mg_per_ml=50, drug=KETAMINE, amount_as=None), "amount_as"),
        (lambda: Amount(mg=-1, drug=KETAMINE, amount_as=BASE), "mg"),
        (lambda: Amount(mg=float("nan"), drug=KETAMINE, amount_as=BASE), "mg"),
        (lambda: Strength(mg_per_ml=0, drug=KETAMINE, amount_as=BASE), "mg_per_ml"),
        (lambda: volume_ml(base(10), Strength(mg_per_ml=50, drug=KETAMINE, amount_as=SALT)), "strength"),
        (lambda: volume_ml(base(10), Strength(mg_per_ml=50, drug=Drug.ESKETAMINE, amount_as=BASE)), "strength"),
        (lambda: waste_mg(base(10), base(11)), "opened"),
        (lambda: waste_mg(Amount(mg=500, drug=KETAMINE, amount_as=SALT), base(11)), "opened"),
        (lambda: units_needed(base(70, Drug.ESKETAMINE), base(28, Drug.ESKETAMINE)), "dose"),
        (lambda: units_needed(base(28), base(28, Drug.ESKETAMINE)), "unit"),
        (lambda: all_products()["compounded-lozenge"].amount(100), "amount_as"),
        (lambda: all_products()["compounded-lozenge"].unit(), "unit"),
        (lambda: all_products()["compounded-oral"].strength(), "strength"),
        (lambda: all_products()["ketamine-vial-50"].amount(100, SALT), "amount_as"),
    ],
)
def test_what_is_not_said_or_cannot_be_is_refused_by_its_field(sum_: object, field: str) -> None:
    with pytest.raises(Implausible) as refused:
        sum_()  # type: ignore[operator]  # each is a sum

    assert refused.value.field == field
    assert refused.value.sentence


def test_every_product_says_what_its_milligrams_are_of_or_has_to_be_read() -> None:
    for product in all_products().values():
        assert product.is_approved == (product.amount_as is not None)
        assert product.cites
        if product.mg_per_ml is not None:
            assert product.amount(product.mg_per_ml).in_hydrochloride().mg == pytest.approx(product.hydrochloride_mg, abs=0.006)
