"""Pressors and ergots: they narrow the vessels; ketamine enhances the response."""

from kapstone.drugs._ingredient import MedicineClass, coded, uncoded

INGREDIENTS = (
    coded("vasopressin", "11149", "Vasostrict"),
    uncoded("desmopressin", "DDAVP", "Nocdurna"),
    coded("ergonovine", "4024", "ergometrine"),
    uncoded("methylergonovine", "Methergine"),
)

CLASS = MedicineClass(
    id="PRESSOR",
    title="Pressors and ergots",
    says="They narrow the vessels; ketamine enhances the response.",
    members=tuple(each.name for each in INGREDIENTS),
)
