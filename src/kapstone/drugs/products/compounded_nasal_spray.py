"""Compounded racemic nasal spray: its uptake varies much, and its label has to be read."""

from kapstone.drugs._product import Product
from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.sources import FDA_COMPOUNDED, at

PRODUCT = Product(
    id="compounded-nasal-spray",
    title="Compounded racemic nasal spray",
    drug=Drug.KETAMINE,
    form="nasal spray",
    routes=frozenset({Route.NASAL}),
    amount_as=None,
    is_approved=False,
    handling=(
        "Read strength and salt off the label.",
        "What is taken up differs much from person to person, 8 to 45 % of the dose.",
    ),
    cites=(at(FDA_COMPOUNDED, "February 2022"),),
    standing=Standing.TO_CONFIRM,
)
