"""Benzodiazepines: they deepen sedation, and daily use may shorten or blunt the antidepressant effect."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen

INGREDIENTS = (
    seen("diazepam", "3322", "Valium", "Diastat", "Valtoco"),
    seen("midazolam", "6960", "Versed", "Nayzilam"),
    seen("oxazepam", "7781", "Serax"),
    seen("clobazam", "21241", "Onfi", "Sympazan"),
    coded("lorazepam", "6470", "Ativan", "Loreev"),
    coded("clonazepam", "2598", "Klonopin"),
    coded("alprazolam", "596", "Xanax"),
    coded("temazepam", "10355", "Restoril"),
    coded("chlordiazepoxide", "2356", "Librium"),
    coded("triazolam", "10767", "Halcion"),
    coded("clorazepate", "2353", "Tranxene"),
    coded("flurazepam", "4501", "Dalmane"),
    coded("estazolam", "4077", "ProSom"),
    coded("quazepam", "35185", "Doral"),
)

CLASS = MedicineClass(
    id="BZD",
    title="Benzodiazepines",
    says="They deepen sedation, and daily use may shorten or blunt the antidepressant effect.",
    members=tuple(each.name for each in INGREDIENTS),
)
