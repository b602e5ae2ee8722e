"""Racemic ketamine for injection, 100 mg of base in a millilitre."""

from kapstone.drugs._product import Product
from kapstone.drugs.arithmetic import KETALAR
from kapstone.evidence import Standing
from kapstone.facts import AmountAs, Drug, Route

PRODUCT = Product(
    id="ketamine-vial-100",
    title="Ketamine injection 100 mg/mL",
    drug=Drug.KETAMINE,
    form="vial for injection",
    routes=frozenset({Route.IV, Route.IM}),
    amount_as=AmountAs.BASE,
    mg_per_ml=100,
    hydrochloride_mg=115.33,
    is_approved=True,
    handling=("Before it goes into a vein it is diluted with at least its own volume.",),
    cites=(KETALAR,),
    standing=Standing.CHECKED,
)
