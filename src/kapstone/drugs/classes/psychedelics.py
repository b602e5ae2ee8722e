"""Classic psychedelics: what they do together with ketamine cannot be foreseen."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("psilocybin", "magic mushrooms", "psilocybin mushrooms"),
    uncoded("lsd", "lysergic acid diethylamide"),
    uncoded("mescaline", "peyote"),
    uncoded("ayahuasca"),
)

CLASS = MedicineClass(
    id="PSYCHEDELIC",
    title="Classic psychedelics",
    says="What they do together with ketamine cannot be foreseen.",
    members=tuple(each.name for each in INGREDIENTS),
)
