"""Cannabis: it adds a fast heart, anxiety, and what may resemble psychosis."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("cannabis", "marijuana", "THC", "weed", "delta-8", "delta-9"),
    uncoded("dronabinol", "Marinol", "Syndros"),
)

CLASS = MedicineClass(
    id="CANNABIS",
    title="Cannabis",
    says="It adds a fast heart, anxiety, and what may resemble psychosis.",
    members=tuple(each.name for each in INGREDIENTS),
)
