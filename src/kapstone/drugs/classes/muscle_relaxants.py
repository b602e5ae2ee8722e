"""Muscle relaxants: they add to sedation; baclofen is never stopped abruptly."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("carisoprodol", "2101", "Soma"),
    coded("cyclobenzaprine", "21949", "Flexeril", "Amrix", "Fexmid"),
    coded("tizanidine", "57258", "Zanaflex"),
    coded("baclofen", "1292", "Lioresal", "Gablofen", "Ozobax"),
    coded("methocarbamol", "6845", "Robaxin"),
)

CLASS = MedicineClass(
    id="MUSCLE_RELAX",
    title="Muscle relaxants",
    says="They add to sedation; baclofen is never stopped abruptly.",
    members=tuple(each.name for each in INGREDIENTS),
)
