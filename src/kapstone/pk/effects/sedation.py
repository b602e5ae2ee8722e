"""A warning where a peak lies far above the usual range: there more than sedation may have to be expected."""

from math import log, sqrt

import numpy as np
from scipy.special import ndtr

from kapstone.findings import Level
from kapstone.pk._draws import normals
from kapstone.pk._metrics import measure
from kapstone.pk.errors import Concern, Kind
from kapstone.pk.model import Model
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Regimen, Substance
from kapstone.pk.units import quantity
from kapstone.units import Dimension, Quantity

__all__ = ["WARN_FROM", "sedation_concern"]

# Expert knowledge without a source that anyone could check, so it only ever warns and is never shown: at this concentration of racemate half
# of the people no longer respond; how people differ is log-normal.
_MEDIAN_NG_PER_ML, _CV = 642.0, 0.33
_LOG_SD = sqrt(log(1 + _CV**2))

WARN_FROM = 0.10
"""The share of people expected not to respond, at the 95th percentile of the peak, from which the warning is given. Our own choice."""


def sedation_concern(
    model: Model, patient: Patient, regimen: Regimen, *, until: Quantity | str = "4 h", n: int = 1_000, seed: int = 0
) -> Concern | None:
    """CAUTION where the 95th percentile of the peak is far above the usual range; UNKNOWN where the model cannot tell; else None.

    Raises Refused where the model refuses. None does not say that nobody will be sedated.
    """
    hours = quantity(until, "until", Dimension.TIME).to("h")
    model.require_applicable(patient, regimen, until_h=hours)
    who = f"{model.id} {model.version}"
    if regimen.substance is not Substance.RACEMATE or "ketamine" not in model.analytes:
        return Concern(
            kind=Kind.EFFECT, level=Level.UNKNOWN, field="peak", model=who, says="the warning of deep sedation is of the racemate, and this model does not predict it",
            advice="Observe responsiveness.",
        )  # fmt: skip
    row = model.analytes.index("ketamine")
    etas = normals(tuple(eta.name for eta in model.etas), seed, 0, n) @ model.omega_root.T
    found = measure(model.system(patient, regimen, etas=etas), hours, rows=[row])
    peak = float(np.percentile(found.peak[:, row], 95))
    if float(ndtr(log(peak / _MEDIAN_NG_PER_ML) / _LOG_SD)) < WARN_FROM:
        return None
    return Concern(
        kind=Kind.EFFECT, level=Level.CAUTION, field="peak", value=f"{peak:.0f} ng/mL", model=who,
        says="the upper band of the peak is far above the usual range: deep sedation or loss of response may have to be expected",
        advice="Check dose, unit and duration; watch airway and responsiveness closely. The threshold is a setting for your clinic to confirm.",
    )  # fmt: skip
