"""Inhalers: they are taken as always; the rescue inhaler is brought along."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (uncoded("albuterol", "Ventolin", "ProAir", "Proventil", "salbutamol"),)

CLASS = MedicineClass(
    id="INHALER",
    title="Inhalers",
    says="They are taken as always; the rescue inhaler is brought along.",
    members=tuple(each.name for each in INGREDIENTS),
)
