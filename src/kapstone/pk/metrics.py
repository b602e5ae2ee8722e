"""What is asked of a course besides the curve: peak, its time, area, time above and time to below a concentration."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk._metrics import measure
from kapstone.pk.errors import Concern, Kind, OutsideLimits
from kapstone.pk.model import Model, Reader
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import as_ng_per_ml

__all__ = ["Measure", "Metric", "metrics_of"]


class Measure(StrEnum):
    PEAK = "cmax"
    PEAK_TIME = "tmax"
    AREA = "auc"
    TIME_ABOVE = "time_above"
    TIME_TO_BELOW = "time_to_below"

    @property
    def unit(self) -> str:
        return {Measure.PEAK: "ng/mL", Measure.AREA: "ng*h/mL"}.get(self, "h")


_WRITTEN = re.compile(r"(?P<measure>[a-z_]+)\((?P<analyte>[^,()]+)(?:,(?P<level>[^()]+))?\)")
_WITH_LEVEL = {Measure.TIME_ABOVE, Measure.TIME_TO_BELOW}


@dataclass(frozen=True, slots=True)
class Metric:
    """One of the measures, of one analyte; `level_ng_per_ml` for those that have a threshold.

    Time to below is the last time at the level before staying below it: 0 where it is never reached, infinite where the concentration is
    still at or above it at the end of the horizon.
    """

    measure: Measure
    analyte: str
    level_ng_per_ml: float | None = None

    def __post_init__(self) -> None:
        if (self.level_ng_per_ml is not None) != (self.measure in _WITH_LEVEL):
            raise _no_metric(str(self.measure), "a time above or to below has a concentration, and nothing else has")
        if self.level_ng_per_ml is not None and not 0 < self.level_ng_per_ml < float("inf"):
            raise _no_metric(f"{self.level_ng_per_ml:g} ng/mL", "a threshold is above 0")

    @classmethod
    def parse(cls, text: str, model: Model) -> "Metric":
        """Read "cmax(S-ketamine)" or "time_to_below(S-ketamine, 30 ng/mL)"; nmol/mL is converted by molecular weight."""
        match = _WRITTEN.fullmatch(text.replace(" ", "").replace("nmol/mL", " nmol/mL").replace("ng/mL", " ng/mL"))
        names = [each.value for each in Measure]
        if match is None or match["measure"] not in names:
            raise _no_metric(text, f"a metric is written as one of {', '.join(names)}, such as cmax({model.analytes[0]})")
        if match["analyte"] not in model.analytes:
            raise _no_metric(match["analyte"], f"{model.id} predicts {', '.join(model.analytes)}")
        level = match["level"]
        molecule = model.output(match["analyte"]).molecule
        return cls(
            Measure(match["measure"]), match["analyte"], None if level is None else as_ng_per_ml(level, molecule, "threshold")
        )

    def __str__(self) -> str:
        level = "" if self.level_ng_per_ml is None else f", {self.level_ng_per_ml:g} ng/mL"
        return f"{self.measure.value}({self.analyte}{level})"


def metrics_of(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    metrics: Sequence[Metric],
    until_h: float,
    *,
    etas: Array | None = None,
) -> Mapping[Metric, Array]:
    """Each metric (n,) from 0 to `until_h`, nothing checked; etas (n, k), or None for the typical person."""
    analytes = model.analytes
    areas = list(dict.fromkeys(metric.analyte for metric in metrics if metric.measure is Measure.AREA))
    readers = [Reader(name=f"area under {analyte}", weights={analyte: 1.0}) for analyte in areas]
    system = model.system(patient, regimen, etas=etas, readers=readers)
    rows = sorted({analytes.index(metric.analyte) for metric in metrics if metric.measure is not Measure.AREA})
    levels: dict[int, list[float]] = {}
    for metric in metrics:
        row = levels.setdefault(analytes.index(metric.analyte), [])
        if metric.level_ng_per_ml is not None and metric.level_ng_per_ml not in row:
            row.append(metric.level_ng_per_ml)
    found = measure(system, until_h, rows=rows or [0], thresholds=levels)

    def value(metric: Metric) -> Array:
        row = analytes.index(metric.analyte)
        match metric.measure:
            case Measure.PEAK:
                return found.peak[:, row]
            case Measure.PEAK_TIME:
                return found.peak_at[:, row]
            case Measure.AREA:
                return found.last[:, len(analytes) + areas.index(metric.analyte)]
            case Measure.TIME_ABOVE:
                return found.above[row, metric.level_ng_per_ml or 0.0]
            case Measure.TIME_TO_BELOW:
                return found.below[row, metric.level_ng_per_ml or 0.0]

    return {metric: value(metric) for metric in metrics}


def chosen(model: Model, metrics: Sequence[Metric | str]) -> tuple[Metric, ...]:
    """The metrics, those written as text read for this model."""
    return tuple(Metric.parse(each, model) if isinstance(each, str) else each for each in metrics)


def _no_metric(value: str, says: str) -> OutsideLimits:
    return OutsideLimits(
        Concern(
            kind=Kind.LIMIT, level=Level.STOP, field="metric", value=value, says=says, advice="Write it so, or leave it out."
        )
    )
