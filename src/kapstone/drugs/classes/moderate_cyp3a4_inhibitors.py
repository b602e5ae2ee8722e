"""Moderate CYP3A4 inhibitors: they may raise exposure to swallowed ketamine."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    seen("erythromycin", "4053", "Ery-Tab", "Erythrocin"),
    seen("ciprofloxacin", "2551", "Cipro"),
    seen("fluvoxamine", "42355", "Luvox"),
    coded("diltiazem", "3443", "Cardizem", "Tiazac", "Cartia"),
    coded("verapamil", "11170", "Calan", "Verelan"),
    coded("fluconazole", "4450", "Diflucan"),
    uncoded("grapefruit juice", "grapefruit"),
)

CLASS = MedicineClass(
    id="CYP3A4_INH_MOD",
    title="Moderate CYP3A4 inhibitors",
    says="They may raise exposure to swallowed ketamine.",
    members=tuple(each.name for each in INGREDIENTS),
)
