"""From which blood pressure a dose is weighed, and from which it is cancelled."""

from collections.abc import Mapping

from kapstone.evidence import Standing
from kapstone.rules._sources import EXPERT, SPRAVATO_US, at
from kapstone.rules.conflicts._conflict import Conflict, Variant

_LABEL = at(SPRAVATO_US, "section 2: weigh above 140/90")


def _cancel_above(systolic: float, diastolic: float) -> Mapping[str, Mapping[str, float]]:
    return {"MON-P1": {"pass_to": 140, "hold_to": systolic}, "MON-P2": {"pass_to": 90, "hold_to": diastolic}}


CONFLICT = Conflict(
    id="pre_dose_pressure",
    title="Blood pressure before a dose",
    default="cancel_160_100",
    variants=(
        Variant(
            id="cancel_150_95",
            says="Weigh above 140/90 mmHg and cancel above 150/95, the lower of the clinics' limits.",
            cites=(_LABEL, EXPERT),
            standing=Standing.TO_CONFIRM,
            limits=_cancel_above(150, 95),
        ),
        Variant(
            id="cancel_160_100",
            says="Weigh above 140/90 mmHg and cancel above 160/100.",
            cites=(_LABEL, EXPERT),
            standing=Standing.DESIGN,
            limits=_cancel_above(160, 100),
        ),
        Variant(
            id="cancel_165_100",
            says="Weigh above 140/90 mmHg and cancel above 165/100, the higher of the clinics' limits.",
            cites=(_LABEL, EXPERT),
            standing=Standing.TO_CONFIRM,
            limits=_cancel_above(165, 100),
        ),
        Variant(
            id="label_weighs",
            says="Weigh above 140/90 mmHg, as the esketamine label says; cancel only in a crisis, above 180/110.",
            cites=(_LABEL,),
            standing=Standing.CHECKED,
            limits=_cancel_above(180, 110),
        ),
    ),
)
