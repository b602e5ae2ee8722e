"""Mood stabilisers: they are continued."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    coded("lithium", "6448", "Lithobid", "Eskalith"),
    seen("valproate", "11118", "valproic acid", "Depakene", "Depacon"),
    seen("divalproex", "266856", "Depakote"),
    coded("topiramate", "38404", "Topamax", "Trokendi", "Qudexy"),
    seen("oxcarbazepine", "32624", "Trileptal", "Oxtellar"),
)

CLASS = MedicineClass(
    id="MOOD_STAB", title="Mood stabilisers", says="They are continued.", members=tuple(each.name for each in INGREDIENTS)
)
