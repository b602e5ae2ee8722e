"""Medicines that dry the mouth: meant for anaesthesia."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (uncoded("glycopyrrolate", "Robinul", "Cuvposa", "glycopyrronium"),)

CLASS = MedicineClass(
    id="ANTISIALAGOGUE",
    title="Medicines that dry the mouth",
    says="Meant for anaesthesia.",
    members=tuple(each.name for each in INGREDIENTS),
)
