"""Anaesthetics: on one day, another anaesthetic is one too many."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("propofol", "Diprivan"),
    uncoded("etomidate", "Amidate"),
    uncoded("sevoflurane"),
    uncoded("isoflurane"),
    uncoded("desflurane"),
)

CLASS = MedicineClass(
    id="ANAESTHETIC",
    title="Anaesthetics",
    says="On one day, another anaesthetic is one too many.",
    members=(*(each.name for each in INGREDIENTS), "nitrous oxide"),
)
