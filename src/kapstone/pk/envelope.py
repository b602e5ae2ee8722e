"""How far the models that cover a regimen disagree: the envelope of their typical curves, usually wider than the spread between patients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.errors import Concern, Kind, Refused
from kapstone.pk.model import Model
from kapstone.pk.patient import Patient
from kapstone.pk.prediction import concern_json, predict, words_for
from kapstone.pk.regimen import Regimen
from kapstone.units import Quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DISAGREE", "Envelope", "envelope"]

DISAGREE = 1.5
"""Peaks of typical curves that differ by more than this factor are warned of."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Envelope:
    """Of one analyte, by time in h: the typical curve of each model (ng/mL), and the lowest and highest of them (T,)."""

    analyte: str
    times_h: Array
    by_model: Mapping[str, Array]
    words_by_model: Mapping[str, str]
    refused: Mapping[str, tuple[Concern, ...]]
    """Models that were asked and do not cover this, with the reasons."""
    concerns: tuple[Concern, ...]

    @property
    def lowest(self) -> Array:
        return np.asarray(np.min(list(self.by_model.values()), axis=0))

    @property
    def highest(self) -> Array:
        return np.asarray(np.max(list(self.by_model.values()), axis=0))

    @property
    def peaks(self) -> Mapping[str, float]:
        """The highest value of each model's curve at these times, ng/mL."""
        return {name: float(curve.max()) for name, curve in self.by_model.items()}

    @property
    def fold(self) -> float:
        """The highest peak over the lowest."""
        return max(self.peaks.values()) / min(self.peaks.values())

    @property
    def band(self) -> str:
        return "between models: the typical patient of each; neither spread between patients nor measurement error is in it"

    def to_pandas(self) -> "pd.DataFrame":
        """By time in h: a column for each model, then lowest and highest, in ng/mL. Needs pandas."""
        import pandas as pd

        columns = {**self.by_model, "lowest": self.lowest, "highest": self.highest}
        return pd.DataFrame(columns, index=pd.Index(self.times_h, name="time_h"))

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "analyte": self.analyte,
            "band": self.band,
            "times_h": self.times_h.tolist(),
            "by_model": {
                name: {"words": self.words_by_model[name], "ng_per_ml": curve.tolist()} for name, curve in self.by_model.items()
            },
            "fold": self.fold,
            "refused": {name: [concern_json(each) for each in why] for name, why in self.refused.items()},
            "concerns": [concern_json(each) for each in self.concerns],
        }


def envelope(
    models: Sequence[Model],
    patient: Patient,
    regimen: Regimen,
    analyte: str,
    *,
    until: Quantity | str | None = None,
    every: Quantity | str = "5 min",
    times: Sequence[Quantity | str] | None = None,
) -> Envelope:
    """The typical curves of all `models` that predict `analyte` and cover this. Raises Refused, with all reasons, where fewer than two do."""
    found: dict[str, Array] = {}
    words: dict[str, str] = {}
    refused: dict[str, tuple[Concern, ...]] = {}
    kept: list[Concern] = []
    at = np.empty(0)
    for model in sorted(models, key=lambda each: each.id):
        if analyte not in model.analytes:
            refused[model.id] = (
                _about(model, f"the model does not predict {analyte}; it predicts {', '.join(model.analytes)}", Level.STOP),
            )
            continue
        try:
            curve = predict(model, patient, regimen, until=until, every=every, times=times)
        except Refused as refusal:
            refused[model.id] = refusal.concerns
            continue
        found[model.id], words[model.id], at = curve[analyte], words_for(model), curve.times_h
        kept += curve.concerns
    if len(found) < 2:
        said = Concern(
            kind=Kind.MODEL, level=Level.STOP, field="models", value=", ".join(found) or "none", limit="two or more",
            says=f"an envelope needs two models that cover this; there are {len(found)}", advice="Ask for more models, or show the one alone.",
        )  # fmt: skip
        raise Refused(said, *(concern for why in refused.values() for concern in why))
    made = Envelope(
        analyte=analyte,
        times_h=at,
        by_model=MappingProxyType(found),
        words_by_model=MappingProxyType(words),
        refused=MappingProxyType(refused),
        concerns=(),
    )
    if made.fold > DISAGREE:
        low, high = min(made.peaks, key=made.peaks.__getitem__), max(made.peaks, key=made.peaks.__getitem__)
        kept.append(
            Concern(
                kind=Kind.MODEL, level=Level.CAUTION, field="models", value=f"{made.fold:.2f}-fold", limit=f"{DISAGREE:g}-fold",
                says=f"the models disagree: the typical peak is {made.peaks[low]:.0f} ng/mL by {low} and {made.peaks[high]:.0f} by {high}",
                advice="Do not read either as the truth; look at site and population of each.",
            )
        )  # fmt: skip
    return Envelope(
        analyte=analyte,
        times_h=at,
        by_model=made.by_model,
        words_by_model=made.words_by_model,
        refused=made.refused,
        concerns=tuple(sorted(kept, key=lambda each: -each.level)),
    )


def _about(model: Model, says: str, level: Level) -> Concern:
    return Concern(kind=Kind.MODEL, level=level, field="analyte", says=says, model=f"{model.id} {model.version}")
