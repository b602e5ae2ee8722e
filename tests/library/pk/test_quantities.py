"""Units of the notebook: products with numbers, molecular weights, base and hydrochloride."""

import pytest

from kapstone.facts import AmountAs
from kapstone.pk import UnitUnsaid, as_ng_per_ml
from kapstone.pk.units import base_mg, mg_mL, minutes, ng_mL, nmol_mL


def test_a_number_times_a_unit_is_a_quantity() -> None:
    assert str(40 * minutes) == "40 min"


@pytest.mark.parametrize(
    "given, molecule, expected",
    [
        (1 * nmol_mL, "ketamine", 237.73),
        (1 * nmol_mL, "norketamine", 223.70),
        (2 * nmol_mL, "hydroxynorketamine", 479.40),
        ("190 ng/mL", "ketamine", 190.0),
        ("190 ug/L", "ketamine", 190.0),
        (0.00019 * mg_mL, "ketamine", 190.0),
        (5 * ng_mL, "norketamine", 5.0),
    ],
)
def test_concentrations_are_converted_by_molecular_weight(given: object, molecule: str, expected: float) -> None:
    assert as_ng_per_ml(given, molecule) == pytest.approx(expected, rel=1e-12)


def test_a_concentration_without_a_unit_is_refused() -> None:
    with pytest.raises(UnitUnsaid, match="190 has no unit; a concentration or molar concentration is wanted"):
        as_ng_per_ml(190, "ketamine")


def test_hydrochloride_counts_less_than_base() -> None:
    assert base_mg(32.3, AmountAs.HYDROCHLORIDE) == pytest.approx(28.0, abs=0.01)
    assert base_mg(57.7, AmountAs.HYDROCHLORIDE) == pytest.approx(50.0, abs=0.03)
    assert base_mg(28.0, AmountAs.BASE) == 28.0
