"""Other NMDA antagonists: they add to what ketamine does at the NMDA receptor."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    seen("memantine", "6719", "Namenda"),
    seen("dextromethorphan", "3289", "Delsym", "DXM"),
    coded("amantadine", "620", "Gocovri", "Osmolex", "Symmetrel"),
    coded("nitrous oxide", "7486", "laughing gas"),
    uncoded("esmethadone"),
)

CLASS = MedicineClass(
    id="NMDA_OTHER",
    title="Other NMDA antagonists",
    says="They add to what ketamine does at the NMDA receptor.",
    members=(*(each.name for each in INGREDIENTS), "methadone"),
)
