"""Compounded ketamine for under the tongue: its label says what its milligrams are of, and has to be read."""

from kapstone.drugs._product import Product
from kapstone.evidence import Standing
from kapstone.facts import AmountAs, Drug, Route
from kapstone.sources import FDA_COMPOUNDED, at

PRODUCT = Product(
    id="compounded-lozenge",
    title="Compounded ketamine lozenge, troche or rapidly dissolving tablet",
    drug=Drug.KETAMINE,
    form="lozenge",
    routes=frozenset({Route.SUBLINGUAL}),
    amount_as=None,
    usually_as=AmountAs.HYDROCHLORIDE,
    is_approved=False,
    handling=(
        "Read on the label whether its milligrams are of base or of hydrochloride; usually they are of hydrochloride.",
        "Write down how long it was held and whether it was swallowed: what is swallowed adds to the exposure.",
        "A dose is rounded to a quarter of a lozenge.",
    ),
    cites=(at(FDA_COMPOUNDED, "October 2023"),),
    standing=Standing.TO_CONFIRM,
)
