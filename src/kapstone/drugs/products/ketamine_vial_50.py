"""Racemic ketamine for injection, 50 mg of base in a millilitre."""

from kapstone.drugs._product import Product
from kapstone.drugs.arithmetic import KETALAR
from kapstone.evidence import Standing
from kapstone.facts import AmountAs, Drug, Route

PRODUCT = Product(
    id="ketamine-vial-50",
    title="Ketamine injection 50 mg/mL",
    drug=Drug.KETAMINE,
    form="vial for injection",
    routes=frozenset({Route.IV, Route.IM}),
    amount_as=AmountAs.BASE,
    mg_per_ml=50,
    hydrochloride_mg=57.67,
    is_approved=True,
    cites=(KETALAR,),
    standing=Standing.CHECKED,
)
