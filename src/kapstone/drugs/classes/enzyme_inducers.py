"""Enzyme inducers: they lower exposure; when they are stopped it rises again."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("carbamazepine", "2002", "Tegretol", "Carbatrol", "Equetro", "Epitol"),
    seen("phenytoin", "8183", "Dilantin", "Phenytek"),
    seen("efavirenz", "195085", "Sustiva"),
    seen("nevirapine", "53654", "Viramune"),
    coded("rifampin", "9384", "Rifadin", "Rimactane", "rifampicin"),
    coded("rifabutin", "55672", "Mycobutin"),
    coded("st john's wort", "258326", "st johns wort", "saint john's wort", "saint johns wort", "hypericum"),
    coded("enzalutamide", "1307298", "Xtandi"),
)

CLASS = MedicineClass(
    id="INDUCER",
    title="Enzyme inducers",
    says="They lower exposure; when they are stopped it rises again.",
    members=(*(each.name for each in INGREDIENTS), "phenobarbital", "primidone", "modafinil"),
)
