"""Antipsychotics: why they are taken matters more than the interaction."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("haloperidol", "5093", "Haldol"),
    seen("risperidone", "35636", "Risperdal", "Perseris", "Uzedy", "Rykindo"),
    seen("clozapine", "2626", "Clozaril", "FazaClo", "Versacloz"),
    seen("aripiprazole", "89013", "Abilify"),
    coded("lurasidone", "1040028", "Latuda"),
    coded("ziprasidone", "115698", "Geodon"),
    coded("cariprazine", "1667655", "Vraylar"),
    seen("brexpiprazole", "1658314", "Rexulti"),
)

CLASS = MedicineClass(
    id="ANTIPSYCH",
    title="Antipsychotics",
    says="Why they are taken matters more than the interaction.",
    members=(*(each.name for each in INGREDIENTS), "olanzapine", "quetiapine"),
)
