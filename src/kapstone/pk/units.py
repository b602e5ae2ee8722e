"""The units of a pharmacometric notebook (`35 * mg`, `40 * minutes`), and conversions that need a molecular weight."""

from kapstone.facts import AmountAs
from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind, UnitUnsaid
from kapstone.units import Dimension, NotAQuantity, Quantity, unit_named

__all__ = [
    "HCL_TO_BASE", "MOLECULAR_WEIGHT", "as_ng_per_ml", "base_mg", "days", "hours", "kg", "mg", "mg_h", "mg_kg", "mg_kg_h", "mg_kg_min",
    "mg_mL", "mg_min", "minutes", "ng_mL", "nmol_mL", "quantity", "ug", "years",
]  # fmt: skip

mg, ug, kg = unit_named("mg"), unit_named("ug"), unit_named("kg")
mg_kg, mg_h, mg_min = unit_named("mg/kg"), unit_named("mg/h"), unit_named("mg/min")
mg_kg_h, mg_kg_min = unit_named("mg/kg/h"), unit_named("mg/kg/min")
minutes, hours, days, years = unit_named("min"), unit_named("h"), unit_named("d"), unit_named("a")
mg_mL, ng_mL, nmol_mL = unit_named("mg/mL"), unit_named("ng/mL"), unit_named("nmol/mL")  # noqa: N816 - as the units are written

MOLECULAR_WEIGHT = {"ketamine": 237.73, "norketamine": 223.70, "hydroxynorketamine": 239.70, "dehydronorketamine": 221.68}
"""g/mol of the free base, whichever enantiomer. 1 nmol/mL of ketamine is 237.73 ng/mL."""

_HYDROCHLORIDE = 274.19
HCL_TO_BASE = MOLECULAR_WEIGHT["ketamine"] / _HYDROCHLORIDE
"""mg of base in 1 mg of hydrochloride: 237.73 / 274.19 = 0.8670."""


def quantity(given: object, field: str, *dimensions: Dimension) -> Quantity:
    """What was given as a quantity of one of these dimensions: a Quantity, or text such as "0.5 mg/kg".

    Raises UnitUnsaid, with the field, for a bare number, for a number that is none and for a unit of something else.
    """
    wanted = " or ".join(dimensions)
    if isinstance(given, int | float) and not isinstance(given, bool):
        raise _unit(
            field, f"{given:g}", f"{given:g} has no unit; a {wanted} is wanted", f'Write the unit, such as {field} = "40 min".'
        )
    try:
        found = given if isinstance(given, Quantity) else Quantity.parse(str(given))
    except NotAQuantity as refusal:
        raise _unit(field, str(given), f"{refusal}; a {wanted} is wanted", "Write a number and its unit.") from None
    if found.dimension not in dimensions:
        raise _unit(
            field, str(found), f"{found} is a {found.dimension}; a {wanted} is wanted", "Give it in a unit of that kind."
        )
    if not abs(found.value) < float("inf"):
        raise _unit(field, str(found), f"{found} is no number", "Give a finite number.")
    return found


def base_mg(amount: float, salt: AmountAs) -> float:
    """mg of free base in `amount` mg of base or hydrochloride."""
    return amount * HCL_TO_BASE if salt is AmountAs.HYDROCHLORIDE else amount


def as_ng_per_ml(given: object, substance: str, field: str = "concentration") -> float:
    """A concentration in ng/mL; nmol/mL is converted by the molecular weight of `substance` (a key of MOLECULAR_WEIGHT)."""
    found = quantity(given, field, Dimension.CONCENTRATION, Dimension.MOLAR_CONCENTRATION)
    if found.dimension is Dimension.CONCENTRATION:
        return found.to("ng/mL")
    return found.to("nmol/mL") * MOLECULAR_WEIGHT[substance]


def _unit(field: str, value: str, says: str, advice: str) -> UnitUnsaid:
    return UnitUnsaid(Concern(kind=Kind.UNIT, level=Level.STOP, field=field, value=value, says=says, advice=advice))
