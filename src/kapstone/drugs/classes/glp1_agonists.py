"""GLP-1 receptor agonists: the stomach empties more slowly."""

from kapstone.drugs._ingredient import MedicineClass, uncoded

INGREDIENTS = (
    uncoded("semaglutide", "Ozempic", "Wegovy", "Rybelsus"),
    uncoded("tirzepatide", "Mounjaro", "Zepbound"),
    uncoded("liraglutide", "Victoza", "Saxenda"),
    uncoded("dulaglutide", "Trulicity"),
    uncoded("exenatide", "Byetta", "Bydureon"),
)

CLASS = MedicineClass(
    id="GLP1",
    title="GLP-1 receptor agonists",
    says="The stomach empties more slowly.",
    members=tuple(each.name for each in INGREDIENTS),
)
