"""The page of products: vials, the device, what is compounded, and the sums of a dose."""

from collections.abc import Iterator

from kapstone.commands._reference.markdown import PRINTED, figure, sources, standing, table
from kapstone.drugs.arithmetic import BASE_PER_HYDROCHLORIDE, KETALAR, LABEL_PAIRS_MG
from kapstone.drugs.products import Product, all_products

__all__ = ["page"]


def page() -> str:
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Products and the sums of a dose", "", PRINTED, "")
    yield from table(
        ("product", "drug", "form", "by", "holds", "milligrams of", "approved", "standing", "source"),
        [_row(each) for each in all_products().values()],
    )
    for each in all_products().values():
        if each.handling:
            yield from (f"**{each.title}.** {' '.join(each.handling)}", "")
    yield from ("## Salt and base", "")
    yield f"The label prints both; base is {BASE_PER_HYDROCHLORIDE:.3f} of the hydrochloride, for esketamine too. Nothing is converted unasked, and a dose of which it is"
    yield "not said whether its milligrams are of base or of hydrochloride, or of which drug, is refused."
    yield from (f"Source: {sources([KETALAR])}.", "")
    yield from table(("mg of base", "mg of hydrochloride"), [(figure(base), figure(salt)) for base, salt in LABEL_PAIRS_MG])
    yield from ("## Volume, waste, rounding", "")
    yield "Volume is the dose divided by the strength; waste is what was opened less the dose, before a witness; the pump's rate is the volume over the hours. A dose"
    yield "into vein or muscle is a whole milligram; under the tongue it is a quarter of a lozenge or a multiple of it, never more than was asked. How much of a dose reaches the blood stands in [dosing.md](dosing.md)."


def _row(each: Product) -> tuple[str, ...]:
    routes = ", ".join(sorted(route.value for route in each.routes))
    approved = "yes" if each.is_approved else "no"
    return (
        each.title,
        each.drug.value,
        each.form,
        routes,
        _holds(each),
        _of(each),
        approved,
        standing(each.standing),
        sources(each.cites),
    )


def _holds(each: Product) -> str:
    if each.mg_per_ml is not None:
        return f"{figure(each.mg_per_ml)} mg/mL ({each.hydrochloride_mg} mg of hydrochloride)"
    if each.unit_mg is not None:
        return f"{figure(each.unit_mg)} mg ({each.hydrochloride_mg} mg of hydrochloride)"
    return "read the label"


def _of(each: Product) -> str:
    if each.amount_as is not None:
        return each.amount_as.value
    return "read the label" + (f"; usually {each.usually_as.value}" if each.usually_as else "")
