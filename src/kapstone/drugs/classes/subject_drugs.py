"""The drugs this system is about: given by the clinic, and a double where they stand on a patient's own list."""

from kapstone.drugs._ingredient import MedicineClass, coded

INGREDIENTS = (
    coded("ketamine", "6130", "Ketalar"),
    coded("esketamine", "2119365", "Spravato", "s-ketamine"),
)

CLASS = MedicineClass(
    id="SUBJECT",
    title="Ketamine and esketamine",
    says="The drugs that are given here; from anywhere else at the same time they are a double.",
    members=tuple(each.name for each in INGREDIENTS),
)
