"""Medicines for blood pressure: they are taken on the day as always."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("metoprolol", "6918", "Lopressor", "Toprol", "Toprol-XL"),
    seen("propranolol", "8787", "Inderal", "InnoPran", "Hemangeol"),
    seen("carvedilol", "20352", "Coreg"),
    seen("hydralazine", "5470", "Apresoline"),
    coded("labetalol", "6185", "Trandate"),
    coded("clonidine", "2599", "Catapres", "Kapvay"),
    coded("amlodipine", "17767", "Norvasc", "Katerzia"),
    coded("lisinopril", "29046", "Prinivil", "Zestril", "Qbrelis"),
)

CLASS = MedicineClass(
    id="ANTIHTN",
    title="Medicines for blood pressure",
    says="They are taken on the day as always.",
    members=tuple(each.name for each in INGREDIENTS),
)
