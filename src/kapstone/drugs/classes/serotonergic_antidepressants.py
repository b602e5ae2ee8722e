"""Serotonergic antidepressants: they are continued."""

from kapstone.drugs._ingredient import MedicineClass, seen

INGREDIENTS = (
    seen("sertraline", "36437", "Zoloft"),
    seen("fluoxetine", "4493", "Prozac", "Sarafem"),
    seen("citalopram", "2556", "Celexa"),
    seen("escitalopram", "321988", "Lexapro"),
    seen("paroxetine", "32937", "Paxil", "Pexeva", "Brisdelle"),
    seen("venlafaxine", "39786", "Effexor"),
    seen("duloxetine", "72625", "Cymbalta", "Drizalma"),
    seen("vortioxetine", "1455099", "Trintellix", "Brintellix"),
    seen("amitriptyline", "704", "Elavil"),
    seen("nortriptyline", "7531", "Pamelor"),
    seen("imipramine", "5691", "Tofranil"),
    seen("desipramine", "3247", "Norpramin"),
    seen("clomipramine", "2597", "Anafranil"),
)

CLASS = MedicineClass(
    id="SEROTONERGIC_AD",
    title="Serotonergic antidepressants",
    says="They are continued.",
    members=tuple(each.name for each in INGREDIENTS),
)
