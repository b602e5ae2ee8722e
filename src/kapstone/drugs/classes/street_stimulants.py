"""Cocaine, MDMA, methamphetamine: hypertensive crisis and arrhythmia are possible."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("cocaine", "crack cocaine"),
    uncoded("mdma", "ecstasy", "molly"),
)

CLASS = MedicineClass(
    id="STREET_STIM",
    title="Cocaine, MDMA, methamphetamine",
    says="Hypertensive crisis and arrhythmia are possible.",
    members=(*(each.name for each in INGREDIENTS), "methamphetamine"),
)
