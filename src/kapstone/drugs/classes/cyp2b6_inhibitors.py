"""CYP2B6 inhibitors: they may raise exposure, most of all to swallowed ketamine."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("clopidogrel", "32968", "Plavix"),
    coded("ticlopidine", "10594", "Ticlid"),
    coded("orphenadrine", "7715", "Norflex"),
    coded("thiotepa", "10473", "Tepadina"),
    seen("bupropion", "42347", "Wellbutrin", "Zyban", "Aplenzin", "Forfivo"),
)

CLASS = MedicineClass(
    id="CYP2B6_INH",
    title="CYP2B6 inhibitors",
    says="They may raise exposure, most of all to swallowed ketamine.",
    members=tuple(each.name for each in INGREDIENTS),
)
