"""Further antidepressants: antidepressants of the treatment-resistance table that no other class holds; they are continued."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    coded("desvenlafaxine", "734064", "Pristiq"),
    coded("levomilnacipran", "1433212", "Fetzima"),
    coded("milnacipran", "588250", "Savella"),
    coded("vilazodone", "1086769", "Viibryd"),
    seen("trimipramine", "10834", "Surmontil"),
    seen("protriptyline", "8886", "Vivactil"),
    coded("amoxapine", "722"),
    coded("maprotiline", "6646"),
    uncoded("gepirone", "Exxua"),
)

CLASS = MedicineClass(
    id="AD_FURTHER",
    title="Further antidepressants",
    says="Antidepressants of the treatment-resistance table that no other class holds; they are continued.",
    members=tuple(each.name for each in INGREDIENTS),
)
