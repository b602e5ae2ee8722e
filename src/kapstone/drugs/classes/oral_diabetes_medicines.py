"""Other diabetes medicines by mouth: on the day they follow the fasting plan."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (uncoded("metformin", "Glucophage", "Glumetza"),)

CLASS = MedicineClass(
    id="DIABETES_ORAL",
    title="Other diabetes medicines by mouth",
    says="On the day they follow the fasting plan.",
    members=(
        *(each.name for each in INGREDIENTS),
        "empagliflozin",
        "dapagliflozin",
        "canagliflozin",
        "ertugliflozin",
        "glipizide",
        "glyburide",
        "glimepiride",
    ),
)
