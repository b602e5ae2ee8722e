"""Z-drugs for sleep: sleeping medicines that act like benzodiazepines."""

from kapstone.drugs._ingredient import MedicineClass, coded

INGREDIENTS = (
    coded("zolpidem", "39993", "Ambien", "Edluar", "Intermezzo", "Zolpimist"),
    coded("eszopiclone", "461016", "Lunesta"),
    coded("zaleplon", "74667", "Sonata"),
)

CLASS = MedicineClass(
    id="ZDRUG",
    title="Z-drugs for sleep",
    says="Sleeping medicines that act like benzodiazepines.",
    members=tuple(each.name for each in INGREDIENTS),
)
