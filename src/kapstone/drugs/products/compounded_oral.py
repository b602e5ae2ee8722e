"""Compounded ketamine to swallow: its label has to be read."""

from kapstone.drugs._product import Product
from kapstone.evidence import Standing
from kapstone.facts import Drug, Route
from kapstone.sources import FDA_COMPOUNDED, at

PRODUCT = Product(
    id="compounded-oral",
    title="Compounded ketamine to swallow",
    drug=Drug.KETAMINE,
    form="capsule or solution",
    routes=frozenset({Route.ORAL}),
    amount_as=None,
    is_approved=False,
    handling=("Read strength and salt off the label.",),
    cites=(at(FDA_COMPOUNDED, "October 2023"),),
    standing=Standing.TO_CONFIRM,
)
