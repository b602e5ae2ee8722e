"""The nasal device of esketamine: 28 mg of base in two sprays, never primed, five minutes between devices."""

from kapstone.drugs._product import Product
from kapstone.drugs.metabolism import SUBJECTS
from kapstone.evidence import Standing
from kapstone.facts import AmountAs, Drug, Route
from kapstone.sources import SPRAVATO

SPRAYS_PER_DEVICE = 2
REST_BETWEEN_DEVICES_MIN = 5

PRODUCT = Product(
    id="esketamine-device",
    title="Esketamine nasal device 28 mg (Spravato)",
    drug=Drug.ESKETAMINE,
    form="nasal device",
    routes=frozenset({Route.NASAL}),
    amount_as=AmountAs.BASE,
    unit_mg=28,
    hydrochloride_mg=32.3,
    doses_mg=(28, 56, 84),
    is_approved=True,
    handling=(
        f"One device is {SPRAYS_PER_DEVICE} sprays, one in each nostril; do not prime it.",
        f"Rest {REST_BETWEEN_DEVICES_MIN} min between devices.",
        "28 mg is one device, 56 mg two, 84 mg three.",
    ),
    codes=next(subject.other_codes for subject in SUBJECTS if subject.drug is Drug.ESKETAMINE),
    cites=(SPRAVATO,),
    standing=Standing.CHECKED,
)
