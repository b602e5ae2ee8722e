"""Opioids: opioid agonists: profound sedation and depressed breathing together with ketamine."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("morphine", "7052", "MS Contin", "Kadian"),
    seen("oxycodone", "7804", "OxyContin", "Roxicodone", "Xtampza", "Oxaydo"),
    seen("codeine", "2670"),
    seen("fentanyl", "4337", "Duragesic", "Actiq", "Fentora", "Sublimaze"),
    seen("methadone", "6813", "Dolophine", "Methadose"),
    seen("tramadol", "10689", "Ultram", "ConZip"),
    coded("hydrocodone", "5489", "Zohydro", "Hysingla"),
    coded("hydromorphone", "3423", "Dilaudid", "Exalgo"),
    coded("oxymorphone", "7814", "Opana"),
    coded("tapentadol", "787390", "Nucynta"),
    coded("buprenorphine", "1819", "Subutex", "Butrans", "Belbuca", "Sublocade", "Brixadi", "Buprenex"),
)

CLASS = MedicineClass(
    id="OPIOID_AG",
    title="Opioids",
    says="Opioid agonists: profound sedation and depressed breathing together with ketamine.",
    members=tuple(each.name for each in INGREDIENTS),
)
