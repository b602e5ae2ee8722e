"""Insulin and sulfonylureas: together with fasting they may lead to low blood sugar."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded(
        "insulin",
        "Lantus",
        "Humalog",
        "Novolog",
        "Levemir",
        "Tresiba",
        "Toujeo",
        "Basaglar",
        "Humulin",
        "Novolin",
        "Apidra",
        "Fiasp",
        "insulin glargine",
        "insulin lispro",
        "insulin aspart",
        "insulin detemir",
        "insulin degludec",
    ),
    uncoded("glipizide", "Glucotrol"),
    uncoded("glyburide", "Glynase", "glibenclamide"),
    uncoded("glimepiride", "Amaryl"),
)

CLASS = MedicineClass(
    id="GLUCOSE_LOW",
    title="Insulin and sulfonylureas",
    says="Together with fasting they may lead to low blood sugar.",
    members=tuple(each.name for each in INGREDIENTS),
)
