"""Monoamine oxidase inhibitors: they may add to the rise in blood pressure; not an exclusion by themselves."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    coded("phenelzine", "8123", "Nardil"),
    coded("tranylcypromine", "10734", "Parnate"),
    coded("isocarboxazid", "6011", "Marplan"),
    coded("selegiline", "9639", "Emsam", "Eldepryl", "Zelapar"),
    coded("rasagiline", "134748", "Azilect"),
    uncoded("safinamide", "Xadago"),
    coded("linezolid", "190376", "Zyvox"),
    seen("methylene blue", "6878", "ProvayBlue", "methylthioninium"),
)

CLASS = MedicineClass(
    id="MAOI",
    title="Monoamine oxidase inhibitors",
    says="They may add to the rise in blood pressure; not an exclusion by themselves.",
    members=tuple(each.name for each in INGREDIENTS),
)
