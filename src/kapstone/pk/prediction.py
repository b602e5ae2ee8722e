"""The typical curve of one patient, with all that is needed to compute it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from kapstone.facts import digest_of
from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.applicability import NO_VALIDATED_MODEL
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.model import Model
from kapstone.pk.parts import Status
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import quantity
from kapstone.units import Dimension, Quantity

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Asked", "Prediction", "grid", "predict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of which model, so that the same can be asked again: the same gives the same bytes."""

    model: Model
    patient: Patient
    regimen: Regimen
    times_h: tuple[float, ...]
    options: tuple[tuple[str, str], ...] = ()
    """Seed, number of people, sampling and engine where they matter, in a fixed order."""

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "kapstone": version("kapstone"),
            "model": self.model.id,
            "model_version": self.model.version,
            "model_digest": self.model.digest,
            "status": self.model.status.value,
            "trust": self.model.trust.value,
            "site": self.model.site.value,
            "patient": self.patient.as_json(),
            "regimen": self.regimen.as_json(),
            "times_h": list(self.times_h),
            "options": dict(self.options),
        }

    @property
    def digest(self) -> str:
        """SHA-256 of everything asked."""
        return digest_of(self.as_json())


@dataclass(frozen=True, eq=False, kw_only=True)
class Prediction:
    """Concentrations of the typical patient. `ng_per_ml` (p, T) is in the order of `analytes` and `times_h`."""

    asked: Asked
    times_h: Array
    analytes: tuple[str, ...]
    ng_per_ml: Array
    concerns: tuple[Concern, ...]

    def __getitem__(self, analyte: str) -> Array:
        """The curve (T,) of one analyte in ng/mL."""
        return np.asarray(self.ng_per_ml[self.analytes.index(analyte)])

    @property
    def words(self) -> str:
        """What must stand beside the curve."""
        return words_for(self.asked.model)

    def to_numpy(self) -> Array:
        """(T, 1+p): the times in h, then each analyte in ng/mL."""
        return np.column_stack([self.times_h, self.ng_per_ml.T])

    def to_pandas(self) -> "pd.DataFrame":
        """A column for each analyte, in ng/mL, by time in h. Needs pandas."""
        import pandas as pd

        return pd.DataFrame(self.ng_per_ml.T, index=pd.Index(self.times_h, name="time_h"), columns=list(self.analytes))

    def to_xarray(self) -> "xr.DataArray":
        """Labelled by analyte and time. Needs xarray."""
        import xarray as xr

        return xr.DataArray(
            self.ng_per_ml, coords={"analyte": list(self.analytes), "time_h": self.times_h}, dims=("analyte", "time_h"),
            name="concentration", attrs={"units": "ng/mL", "model": self.asked.model.id, "asked": self.asked.digest},
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "asked": self.asked.as_json(),
            "words": self.words,
            "times_h": self.times_h.tolist(),
            "ng_per_ml": {name: row.tolist() for name, row in zip(self.analytes, self.ng_per_ml, strict=True)},
            "concerns": [concern_json(each) for each in self.concerns],
        }

    def _repr_html_(self) -> str:
        from kapstone.pk._html import prediction_html

        return prediction_html(self)


def predict(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    *,
    until: Quantity | str | None = None,
    every: Quantity | str = "5 min",
    times: Sequence[Quantity | str] | None = None,
    indicative: bool = False,
    sensitivity: bool = False,
    compiled: bool = False,
) -> Prediction:
    """The typical curve, `every` so often `until` then, or at `times`. Raises Refused, with every hard reason.

    `indicative` asks for a curve of a model that is not validated; `sensitivity` lets covariates in that are off by default.
    """
    at = grid(until=until, every=every, times=times)
    concerns = model.require_applicable(
        patient, regimen, until_h=float(at.max(initial=0.0)), indicative=indicative, sensitivity=sensitivity
    )
    found = model.curves(patient, regimen, at, compiled=compiled)[0]
    for array in (at, found):
        array.setflags(write=False)
    options = (
        ("engine", "compiled" if compiled else "numpy"),
        ("indicative", str(indicative)),
        ("sensitivity", str(sensitivity)),
    )
    asked = Asked(model=model, patient=patient, regimen=regimen, times_h=tuple(at.tolist()), options=options)
    return Prediction(asked=asked, times_h=at, analytes=model.analytes, ng_per_ml=found, concerns=concerns)


def grid(
    *, until: Quantity | str | None = None, every: Quantity | str = "5 min", times: Sequence[Quantity | str] | None = None
) -> Array:
    """Times in h: from 0 `every` so often `until` then (which is always one of them), or those given. Raises Refused for none, or too many."""
    if times is not None:
        given = [quantity(each, "times", Dimension.TIME).to("h") for each in times]
        if not given or min(given) < 0:
            raise _no_times("times", f"{min(given, default=0.0):g} h", "a time comes after 0, when the first dose may be given")
        return np.asarray(given)
    step = quantity(every, "every", Dimension.TIME).to("min")
    end = quantity("8 h" if until is None else until, "until", Dimension.TIME).to("min")
    for name, minutes in (("every", step), ("until", end)):
        if minutes <= 0:
            raise _no_times(name, f"{minutes:g} min", "must be more than 0")
    if end / step > _MOST_TIMES:
        raise _no_times("every", f"{step:g} min", f"gives more than {_MOST_TIMES} times")
    count = max(1, round(end / step))
    if abs(count * step - end) > 1e-9 * end:
        count = int(end / step) + 1
    return np.asarray(np.minimum(np.arange(count + 1) * step, end) / 60.0)


_MOST_TIMES = 100_000


def _no_times(name: str, value: str, says: str) -> OutsideLimits:
    return OutsideLimits(
        Concern(kind=Kind.LIMIT, level=Level.STOP, field=name, value=value, says=f"{value} {says}", advice="Give other times.")
    )


def words_for(model: Model) -> str:
    """What must stand beside every number of this model."""
    if model.status is Status.INDICATIVE:
        return f"{NO_VALIDATED_MODEL}: indicative only"
    return f"{model.title}; {model.site.value} blood; {model.status.value} model; {model.trust.words}"


def concern_json(concern: Concern) -> dict[str, str]:
    return {
        "kind": Kind(concern.kind).value,
        "level": concern.level.name,
        "field": concern.field,
        "says": concern.says,
        "value": concern.value,
        "limit": concern.limit,
        "model": concern.model,
        "advice": concern.advice,
    }
