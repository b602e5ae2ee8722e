"""Gabapentinoids: they add to sedation."""

from kapstone.drugs._ingredient import MedicineClass, coded

INGREDIENTS = (
    coded("gabapentin", "25480", "Neurontin", "Gralise"),
    coded("pregabalin", "187832", "Lyrica"),
)

CLASS = MedicineClass(
    id="GABAPENTINOID", title="Gabapentinoids", says="They add to sedation.", members=tuple(each.name for each in INGREDIENTS)
)
