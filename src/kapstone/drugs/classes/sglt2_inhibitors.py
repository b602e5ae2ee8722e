"""SGLT2 inhibitors: together with fasting they may lead to ketoacidosis."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("empagliflozin", "Jardiance"),
    uncoded("dapagliflozin", "Farxiga"),
    uncoded("canagliflozin", "Invokana"),
    uncoded("ertugliflozin", "Steglatro"),
)

CLASS = MedicineClass(
    id="SGLT2",
    title="SGLT2 inhibitors",
    says="Together with fasting they may lead to ketoacidosis.",
    members=tuple(each.name for each in INGREDIENTS),
)
