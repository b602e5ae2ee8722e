"""Neuromuscular blockers: ketamine strengthens them; the anaesthetist has to know."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("succinylcholine", "Anectine", "Quelicin"),
    uncoded("rocuronium", "Zemuron"),
    uncoded("vecuronium"),
    uncoded("cisatracurium", "Nimbex"),
    uncoded("atracurium"),
)

CLASS = MedicineClass(
    id="NMB",
    title="Neuromuscular blockers",
    says="Ketamine strengthens them; the anaesthetist has to know.",
    members=tuple(each.name for each in INGREDIENTS),
)
