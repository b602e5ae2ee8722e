"""Other sedating medicines: they add to sedation."""

from kapstone.drugs._ingredient import MedicineClass, coded, seen, uncoded

INGREDIENTS = (
    coded("hydroxyzine", "5553", "Vistaril", "Atarax"),
    coded("diphenhydramine", "3498", "Benadryl", "ZzzQuil", "Sominex"),
    coded("quetiapine", "51272", "Seroquel"),
    seen("olanzapine", "61381", "Zyprexa"),
    seen("mirtazapine", "15996", "Remeron"),
    coded("trazodone", "10737", "Desyrel", "Oleptro"),
    seen("doxepin", "3638", "Silenor", "Sinequan"),
    uncoded("sodium oxybate", "Xyrem", "Lumryz", "GHB"),
    coded("phenobarbital", "8134", "Luminal", "Sezaby"),
    coded("primidone", "8691", "Mysoline"),
    uncoded("butalbital"),
    coded("suvorexant", "1547099", "Belsomra"),
    uncoded("lemborexant", "Dayvigo"),
)

CLASS = MedicineClass(
    id="SED_OTHER",
    title="Other sedating medicines",
    says="They add to sedation.",
    members=tuple(each.name for each in INGREDIENTS),
)
