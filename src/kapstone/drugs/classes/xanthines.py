"""Xanthines: they lower the seizure threshold together with ketamine."""

from kapstone.drugs._ingredient import MedicineClass, coded

INGREDIENTS = (
    coded("theophylline", "10438", "Theo-24", "Uniphyl", "Theochron", "Elixophyllin"),
    coded("aminophylline", "689"),
)

CLASS = MedicineClass(
    id="XANTHINE",
    title="Xanthines",
    says="They lower the seizure threshold together with ketamine.",
    members=tuple(each.name for each in INGREDIENTS),
)
