"""Opioid antagonists: they may blunt the antidepressant effect; the evidence is contested."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("naltrexone", "7243", "Vivitrol", "ReVia"),
    seen("naloxone", "7242", "Narcan", "Kloxxado", "Zimhi"),
    coded("nalmefene", "7239", "Revex", "Opvee"),
)

CLASS = MedicineClass(
    id="OPIOID_ANT",
    title="Opioid antagonists",
    says="They may blunt the antidepressant effect; the evidence is contested.",
    members=tuple(each.name for each in INGREDIENTS),
)
