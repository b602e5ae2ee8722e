"""Thyroid hormones: too much of them adds to pressure and heart rate."""

from kapstone.drugs._ingredient import MedicineClass, coded

INGREDIENTS = (
    coded("levothyroxine", "10582", "Synthroid", "Levoxyl", "Unithroid", "Euthyrox", "Tirosint"),
    coded("liothyronine", "10814", "Cytomel"),
)

CLASS = MedicineClass(
    id="THYROID",
    title="Thyroid hormones",
    says="Too much of them adds to pressure and heart rate.",
    members=tuple(each.name for each in INGREDIENTS),
)
