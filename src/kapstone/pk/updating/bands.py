"""What one patient's concentrations may be, given their samples: percentiles of the posterior at each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kapstone.findings import Level
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.model import Model
from kapstone.pk.prediction import concern_json, words_for
from kapstone.pk.regimen import Regimen

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["PosteriorBands", "percentiles_of"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class PosteriorBands:
    """`ng_per_ml` (q, p, T): q percentiles, p analytes, T times in h. Uncertainty about this patient; no measurement error in it."""

    model: Model
    regimen: Regimen
    visit: str
    fit: str
    """The digest of the fit it came from."""
    times_h: Array
    analytes: tuple[str, ...]
    percentiles: tuple[float, ...]
    ng_per_ml: Array
    concerns: tuple[Concern, ...]

    def __getitem__(self, analyte: str) -> Array:
        """The band (q, T) of one analyte."""
        return self.ng_per_ml[:, self.analytes.index(analyte)]

    @property
    def band(self) -> str:
        """Which band it is, in words."""
        return "uncertainty about this patient, given the samples; without measurement error"

    @property
    def words(self) -> str:
        """What must stand beside every number."""
        return words_for(self.model)

    def to_pandas(self) -> "pd.DataFrame":
        """By time in h; columns are (analyte, percentile), in ng/mL. Needs pandas."""
        import pandas as pd

        columns = pd.MultiIndex.from_product([list(self.analytes), list(self.percentiles)], names=["analyte", "percentile"])
        flat = self.ng_per_ml.transpose(2, 1, 0).reshape(len(self.times_h), -1)
        return pd.DataFrame(flat, index=pd.Index(self.times_h, name="time_h"), columns=columns)

    def to_xarray(self) -> "xr.DataArray":
        """Labelled by percentile, analyte and time. Needs xarray."""
        import xarray as xr

        return xr.DataArray(
            self.ng_per_ml,
            coords={"percentile": list(self.percentiles), "analyte": list(self.analytes), "time_h": self.times_h},
            dims=("percentile", "analyte", "time_h"),
            name="concentration",
            attrs={"units": "ng/mL", "model": self.model.id, "band": self.band, "fit": self.fit},
        )

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "model": self.model.id,
            "model_version": self.model.version,
            "words": self.words,
            "band": self.band,
            "visit": self.visit,
            "fit": self.fit,
            "regimen": self.regimen.as_json(),
            "times_h": self.times_h.tolist(),
            "percentiles": list(self.percentiles),
            "ng_per_ml": {name: self[name].tolist() for name in self.analytes},
            "concerns": [concern_json(each) for each in self.concerns],
        }

    def _repr_html_(self) -> str:
        from kapstone.pk.updating._html import bands_html

        return bands_html(self)


def percentiles_of(given: Sequence[float]) -> tuple[float, ...]:
    """The percentiles as numbers. Raises OutsideLimits for one that does not lie between 0 and 100."""
    for each in given:
        if not 0 < each < 100:
            raise OutsideLimits(
                Concern(
                    kind=Kind.LIMIT, level=Level.STOP, field="percentiles", value=f"{each:g}",
                    says=f"a percentile lies between 0 and 100, and {each:g} does not", advice="Give numbers such as 5, 50, 95.",
                )
            )  # fmt: skip
    return tuple(float(each) for each in given)
