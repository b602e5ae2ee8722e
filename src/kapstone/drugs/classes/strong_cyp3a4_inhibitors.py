"""Strong CYP3A4 inhibitors: they raise exposure to swallowed ketamine several-fold."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    seen("voriconazole", "121243", "Vfend"),
    coded("clarithromycin", "21212", "Biaxin"),
    coded("ketoconazole", "6135", "Nizoral"),
    coded("itraconazole", "28031", "Sporanox", "Onmel", "Tolsura"),
    coded("posaconazole", "282446", "Noxafil"),
    coded("ritonavir", "85762", "Norvir"),
    coded("cobicistat", "1306284", "Tybost"),
    coded("nefazodone", "31565", "Serzone"),
    uncoded("nirmatrelvir"),
    seen("atazanavir", "343047", "Reyataz"),
)

CLASS = MedicineClass(
    id="CYP3A4_INH_STRONG",
    title="Strong CYP3A4 inhibitors",
    says="They raise exposure to swallowed ketamine several-fold.",
    members=tuple(each.name for each in INGREDIENTS),
)
