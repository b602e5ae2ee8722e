"""When a patient is expected back below a threshold: a model-based estimate that never undercuts the protocol's observation."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kapstone.findings import Level
from kapstone.pk._metrics import measure
from kapstone.pk.effects._effect import EffectSite
from kapstone.pk.effects.olofsen2022 import EFFECT as OLOFSEN_2022
from kapstone.pk.effects.perception import effect_concerns, effect_reader, individuals
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.model import Model
from kapstone.pk.patient import Patient
from kapstone.pk.prediction import concern_json, words_for
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import as_ng_per_ml, quantity
from kapstone.pk.updating.fit import Fit
from kapstone.units import Dimension, Quantity

__all__ = ["UPPER", "Recovery", "recovery_estimate"]

UPPER = 95.0
"""The percentile of the people whose return is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Minutes after the end of the last dose until S-ketamine at the effect site stays below `threshold_ng_per_ml`.

    None: not within the horizon. `earliest_min` is the later of the model's upper estimate and the protocol's minimum.
    """

    model: Model
    effect_model: EffectSite
    threshold_ng_per_ml: float
    typical_min: float | None
    upper_min: float | None
    protocol_minimum_min: float
    horizon_min: float
    """How far the model looked after the end of the last dose."""
    concerns: tuple[Concern, ...]

    @property
    def earliest_min(self) -> float | None:
        return None if self.upper_min is None else max(self.upper_min, self.protocol_minimum_min)

    @property
    def says(self) -> str:
        """The estimate as a clinician reads it."""
        below = f"below {self.threshold_ng_per_ml:.4g} ng/mL at the effect site"
        if self.earliest_min is None:
            return (
                f"Not expected {below} within {self.horizon_min:.0f} min after the last dose (95 in 100 patients). "
                f"The protocol's {np.ceil(self.protocol_minimum_min):.0f} min stand in any case."
            )
        by = (
            "the protocol's minimum, which is the longer"
            if self.earliest_min > (self.upper_min or 0.0)
            else "model-based estimate for 95 in 100 patients"
        )
        return f"Not before {np.ceil(self.earliest_min):.0f} min after the last dose: {by}. Expected {below}; discharge is judged at the chair."

    @property
    def words(self) -> str:
        return f"{words_for(self.model)}; model-based estimate, {self.effect_model.grade.words}"

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "model": self.model.id,
            "model_version": self.model.version,
            "model_digest": self.model.digest,
            "effect_model": self.effect_model.id,
            "threshold_ng_per_ml": self.threshold_ng_per_ml,
            "typical_min": self.typical_min,
            "upper_min": self.upper_min,
            "protocol_minimum_min": self.protocol_minimum_min,
            "earliest_min": self.earliest_min,
            "horizon_min": self.horizon_min,
            "says": self.says,
            "words": self.words,
            "concerns": [concern_json(each) for each in self.concerns],
        }


def recovery_estimate(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    *,
    threshold: Quantity | str,
    protocol_minimum_min: float,
    until: Quantity | str = "8 h",
    n: int = 1_000,
    seed: int = 0,
    fit: Fit | None = None,
) -> Recovery:
    """When 95 in 100 such patients are back below `threshold` (S-ketamine at the effect site), and never before the protocol's minimum.

    `protocol_minimum_min` counts from the end of the last dose, `until` from time 0 as the doses do. The spread is that between patients (or of
    the `fit`) with the uncertainty of the effect's delay. Raises Refused.
    """
    level = as_ng_per_ml(threshold, "ketamine", "threshold")
    hours = quantity(until, "until", Dimension.TIME).to("h")
    _sound(level, protocol_minimum_min)
    concerns = (*model.require_applicable(patient, regimen, until_h=hours), *effect_concerns(model, OLOFSEN_2022))
    ended = max(dose.at_h + dose.over_h for dose in regimen.doses)
    if hours <= ended:
        raise _refused(
            "until", f"{hours:g} h", f"the horizon ends before the last dose does, at {ended:g} h", "Ask for a longer time."
        )
    row = len(model.analytes)
    etas, _, half_lives = individuals(model, OLOFSEN_2022, n, seed, fit, regimen)
    of_all = model.system(
        patient, regimen, etas=etas, readers=[effect_reader(model, regimen, OLOFSEN_2022, half_life_min=half_lives)]
    )
    of_one = model.system(patient, regimen, readers=[effect_reader(model, regimen, OLOFSEN_2022)])
    many = measure(of_all, hours, rows=[row], thresholds={row: [level]}).below[row, level]
    one = measure(of_one, hours, rows=[row], thresholds={row: [level]}).below[row, level]
    return Recovery(
        model=model,
        effect_model=OLOFSEN_2022,
        threshold_ng_per_ml=level,
        typical_min=_minutes(float(one[0]), ended),
        upper_min=_minutes(float(np.percentile(many, UPPER, method="higher")), ended),
        protocol_minimum_min=float(protocol_minimum_min),
        horizon_min=60 * (hours - ended),
        concerns=tuple(sorted(concerns, key=lambda each: -each.level)),
    )


def _minutes(at_h: float, ended: float) -> float | None:
    """After the end of the last dose; None where it does not come within the horizon. Below all along, or before that end, is 0."""
    return None if np.isinf(at_h) else max(0.0, 60 * (at_h - ended))


def _sound(level: float, protocol_minimum_min: float) -> None:
    if not level > 0:
        raise _refused("threshold", f"{level:g} ng/mL", "a threshold must be above 0", "No concentration ever comes down to 0.")
    if not 0 <= protocol_minimum_min < float("inf"):
        raise _refused(
            "protocol_minimum_min",
            f"{protocol_minimum_min}",
            "the minimum observation must be a number of minutes, 0 or more",
            "Take it from the protocol.",
        )


def _refused(field: str, value: str, says: str, advice: str) -> OutsideLimits:
    return OutsideLimits(Concern(kind=Kind.LIMIT, level=Level.STOP, field=field, value=value, says=says, advice=advice))
