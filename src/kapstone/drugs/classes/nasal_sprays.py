"""Nasal decongestants and corticosteroids: they change how a nasal dose is taken up."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    coded("oxymetazoline", "7812", "Afrin"),
    coded("fluticasone", "41126"),
    seen("fluticasone propionate", "50121", "Flonase"),
    coded("mometasone", "108118", "Nasonex"),
)

CLASS = MedicineClass(
    id="NASAL",
    title="Nasal decongestants and corticosteroids",
    says="They change how a nasal dose is taken up.",
    members=tuple(each.name for each in INGREDIENTS),
)
