"""Anticonvulsants that dampen glutamate: they may weaken the effect; they are not stopped."""

from kapstone.drugs._ingredient import MedicineClass, seen

INGREDIENTS = (seen("lamotrigine", "28439", "Lamictal", "Subvenite"),)

CLASS = MedicineClass(
    id="GLUT_ANTICONV",
    title="Anticonvulsants that dampen glutamate",
    says="They may weaken the effect; they are not stopped.",
    members=tuple(each.name for each in INGREDIENTS),
)
