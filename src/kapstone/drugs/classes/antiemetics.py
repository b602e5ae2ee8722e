"""Medicines against nausea: given before or during a session where nausea is known."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("ondansetron", "26225", "Zofran"),
    seen("metoclopramide", "6915", "Reglan"),
    coded("promethazine", "8745", "Phenergan"),
    coded("prochlorperazine", "8704", "Compazine", "Compro"),
)

CLASS = MedicineClass(
    id="ANTIEMETIC",
    title="Medicines against nausea",
    says="Given before or during a session where nausea is known.",
    members=tuple(each.name for each in INGREDIENTS),
)
