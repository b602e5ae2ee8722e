"""Diuretics: on the day they may wait until afterwards, for comfort."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("furosemide", "Lasix"),
    uncoded("hydrochlorothiazide", "HCTZ", "Microzide"),
    uncoded("chlorthalidone", "Thalitone"),
    uncoded("spironolactone", "Aldactone"),
    uncoded("torsemide", "Demadex"),
    uncoded("bumetanide", "Bumex"),
)

CLASS = MedicineClass(
    id="DIURETIC",
    title="Diuretics",
    says="On the day they may wait until afterwards, for comfort.",
    members=tuple(each.name for each in INGREDIENTS),
)
