"""Many virtual patients under one regimen: bands by name, measures with their Monte Carlo error, in bounded memory."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from kapstone.findings import Level
from kapstone.pk._draws import Sampling, noise, normals
from kapstone.pk._exponential import Array
from kapstone.pk._spread import Spread
from kapstone.pk.errors import Concern, Kind, MissingCovariate, OutsideLimits
from kapstone.pk.metrics import Metric, chosen, metrics_of
from kapstone.pk.model import Model, molecular_weight
from kapstone.pk.patient import Patient
from kapstone.pk.prediction import Asked, concern_json, grid, words_for
from kapstone.pk.regimen import Regimen
from kapstone.units import Quantity

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Band", "Population", "Sampling", "Summary", "simulate"]


class Band(StrEnum):
    """The three bands, never mixed."""

    BETWEEN_PATIENTS = "between patients"
    """What patients differ in, at the published variability of the model."""
    WITH_MEASUREMENT = "between patients, plus measurement"
    """What an assay would show: also its error. Only for comparison with measured concentrations."""
    BETWEEN_MODELS = "between models"
    """What published models differ in for a typical patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Percentiles of one metric over patients, each with its Monte Carlo standard error."""

    metric: Metric
    percents: tuple[float, ...]
    values: tuple[float, ...]
    errors: tuple[float, ...]
    beyond_horizon: int = 0
    """Of how many patients the time is not within the horizon; their percentiles are infinite."""
    known_failure: str = ""
    """Why this number is not to be used, where the model is known to get it wrong."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Population:
    """n virtual patients. Ask `bands` for percentiles over time, `summary` for those of a metric."""

    asked: Asked
    times_h: Array
    analytes: tuple[str, ...]
    people: int
    concerns: tuple[Concern, ...]
    metrics: Mapping[Metric, Array]
    """Each metric (n,), by patient: the same patient has the same place in every regimen simulated with the same seed."""
    spreads: Mapping[Band, Spread]

    def bands(self, percents: Sequence[float] = (5, 50, 95), band: Band = Band.BETWEEN_PATIENTS) -> Array:
        """(len(percents), p, T) in ng/mL."""
        return self._spread(band).percentiles(_percents(percents))

    def errors(self, percents: Sequence[float] = (5, 50, 95), band: Band = Band.BETWEEN_PATIENTS) -> Array:
        """The Monte Carlo standard error of each of the `bands`, in ng/mL."""
        return self._spread(band).errors(_percents(percents))

    def summary(self, metric: Metric | str, percents: Sequence[float] = (5, 50, 95)) -> Summary:
        """Percentiles of a metric that was asked for."""
        (wanted,) = chosen(self.asked.model, [metric])
        if wanted not in self.metrics:
            raise _refused(
                "metric", str(wanted), "was not asked for", f"Asked for were {', '.join(map(str, self.metrics)) or 'none'}."
            )
        return summarise(self.asked.model, wanted, self.metrics[wanted], _percents(percents))

    @property
    def words(self) -> str:
        return words_for(self.asked.model)

    def to_pandas(self, percents: Sequence[float] = (5, 50, 95), band: Band = Band.BETWEEN_PATIENTS) -> "pd.DataFrame":
        """Columns (analyte, percent) by time in h, in ng/mL. Needs pandas."""
        import pandas as pd

        names = pd.MultiIndex.from_product([self.analytes, [float(each) for each in percents]], names=["analyte", "percent"])
        values = self.bands(percents, band).transpose(2, 1, 0).reshape(len(self.times_h), -1)
        return pd.DataFrame(values, index=pd.Index(self.times_h, name="time_h"), columns=names)

    def to_xarray(self, percents: Sequence[float] = (5, 50, 95), band: Band = Band.BETWEEN_PATIENTS) -> "xr.DataArray":
        """Labelled by percent, analyte and time. Needs xarray."""
        import xarray as xr

        coords = {"percent": [float(each) for each in percents], "analyte": list(self.analytes), "time_h": self.times_h}
        attrs = {"units": "ng/mL", "model": self.asked.model.id, "band": band.value, "asked": self.asked.digest}
        return xr.DataArray(self.bands(percents, band), coords=coords, dims=tuple(coords), name="concentration", attrs=attrs)

    def as_json(self, percents: Sequence[float] = (5, 50, 95)) -> dict[str, Any]:  # Any: JSON values
        return {
            "asked": self.asked.as_json(),
            "words": self.words,
            "people": self.people,
            "times_h": self.times_h.tolist(),
            "percents": list(percents),
            "bands": {
                band.value: {
                    analyte: {"ng_per_ml": values.tolist(), "monte_carlo_error": errors.tolist()}
                    for analyte, values, errors in zip(
                        self.analytes,
                        self.bands(percents, band).transpose(1, 0, 2),
                        self.errors(percents, band).transpose(1, 0, 2),
                        strict=True,
                    )
                }
                for band in self.spreads
            },
            "metrics": [summary_json(self.summary(metric, percents)) for metric in self.metrics],
            "concerns": [concern_json(each) for each in self.concerns],
        }

    def _repr_html_(self) -> str:
        from kapstone.pk._html import population_html

        return population_html(self)

    def _spread(self, band: Band) -> Spread:
        if band not in self.spreads:
            raise _refused(
                "band", band.value, "was not simulated", "Simulate with measurement=True for the band with measurement error."
            )
        return self.spreads[band]


def simulate(
    model: Model,
    patient: Patient,
    regimen: Regimen,
    *,
    n: int = 2000,
    seed: int,
    until: Quantity | str | None = None,
    every: Quantity | str = "5 min",
    times: Sequence[Quantity | str] | None = None,
    metrics: Sequence[Metric | str] = (),
    measurement: bool = False,
    sampling: Sampling | str = Sampling.RANDOM,
    sensitivity: bool = False,
    compiled: bool = False,
    block: int = 1000,
    threads: int = 1,
) -> Population:
    """n virtual patients like this one, who differ as the model says. The same seed gives the same bytes, whatever `block` and `threads`.

    Memory holds one block for each thread, the counts for percentiles and n numbers for each metric. Raises Refused; a model that
    publishes no variability between patients is refused too.
    """
    at = grid(until=until, every=every, times=times)
    horizon = float(at.max(initial=0.0))
    concerns = model.require_applicable(patient, regimen, until_h=horizon, sensitivity=sensitivity)
    if not model.etas:
        raise MissingCovariate(
            Concern(
                kind=Kind.COVARIATE, level=Level.STOP, field="random", model=model.id, says="no variability between patients is known",
                advice="Ask for the typical curve with predict(), or use a model that has it.",
            )
        )  # fmt: skip
    for name, value, least in (("n", n, 1), ("block", block, 1), ("threads", threads, 1), ("seed", seed, 0)):
        if value < least:
            raise _refused(name, str(value), f"must be at least {least}", "Give a whole number.")
    work = _Work(model, patient, regimen, at, horizon, seed, Sampling(sampling), chosen(model, metrics), measurement, compiled)
    spreads = {band: Spread(len(model.analytes), len(at)) for band in work.bands}
    found = {metric: np.empty(n) for metric in work.metrics}
    parts = [(first, min(first + block, n)) for first in range(0, n, block)]
    # The compiled engine has threads of its own, and must not be entered by several at once.
    for part, done in work.over(parts, 1 if compiled else threads):
        for band, values in done.values.items():
            spreads[band].add(values)
        for metric, each in done.metrics.items():
            found[metric][part[0] : part[1]] = each
    for array in (at, *found.values()):
        array.setflags(write=False)
    options = (
        ("n", str(n)), ("seed", str(seed)), ("sampling", work.sampling.value), ("measurement", str(measurement)),
        ("metrics", "; ".join(map(str, work.metrics))), ("engine", "compiled" if compiled else "numpy"), ("sensitivity", str(sensitivity)),
    )  # fmt: skip
    asked = Asked(model=model, patient=patient, regimen=regimen, times_h=tuple(at.tolist()), options=options)
    return Population(
        asked=asked, times_h=at, analytes=model.analytes, people=n, concerns=concerns, metrics=found, spreads=spreads
    )


def summarise(model: Model, metric: Metric, values: Array, percents: tuple[float, ...]) -> Summary:
    """Percentiles of `values` (n,) with their Monte Carlo errors."""
    ordered = np.sort(values)
    wanted = np.asarray(percents) / 100
    away = np.sqrt(wanted * (1 - wanted) / len(ordered))
    low, high = _at(ordered, np.maximum(wanted - away, 0)), _at(ordered, np.minimum(wanted + away, 1))
    with np.errstate(invalid="ignore"):
        errors = np.where(np.isfinite(high) & np.isfinite(low), (high - low) / 2, np.inf)
    failure = next(
        (each.says for each in model.spec.failures if (each.analyte, each.metric) == (metric.analyte, metric.measure.value)), ""
    )
    return Summary(
        metric=metric,
        percents=percents,
        values=tuple(_at(ordered, wanted).tolist()),
        errors=tuple(errors.tolist()),
        beyond_horizon=int(np.isinf(ordered).sum()),
        known_failure=failure,
    )


def summary_json(summary: Summary) -> dict[str, Any]:  # Any: JSON values
    """Infinite times are written as null, with their number beside them."""
    return {
        "metric": str(summary.metric),
        "unit": summary.metric.measure.unit,
        "percents": list(summary.percents),
        "values": [value if np.isfinite(value) else None for value in summary.values],
        "monte_carlo_error": [value if np.isfinite(value) else None for value in summary.errors],
        "beyond_horizon": summary.beyond_horizon,
        "known_failure": summary.known_failure,
    }


@dataclass(frozen=True, slots=True)
class _Done:
    values: Mapping[Band, Array]
    metrics: Mapping[Metric, Array]


@dataclass(frozen=True, slots=True)
class _Work:
    """What has to be done for each block of patients."""

    model: Model
    patient: Patient
    regimen: Regimen
    times: Array
    horizon: float
    seed: int
    sampling: Sampling
    metrics: tuple[Metric, ...]
    measurement: bool
    compiled: bool

    @property
    def bands(self) -> tuple[Band, ...]:
        return (Band.BETWEEN_PATIENTS, Band.WITH_MEASUREMENT) if self.measurement else (Band.BETWEEN_PATIENTS,)

    def over(self, parts: list[tuple[int, int]], threads: int) -> Iterator[tuple[tuple[int, int], _Done]]:
        """Each part with what was found; no more than `threads` blocks are in memory beside the one being counted."""
        if threads == 1:
            yield from ((part, self.one(part)) for part in parts)
            return
        with ThreadPoolExecutor(threads) as pool:
            for first in range(0, len(parts), threads):
                some = parts[first : first + threads]
                yield from zip(some, pool.map(self.one, some), strict=True)

    def one(self, part: tuple[int, int]) -> _Done:
        model = self.model
        names = tuple(eta.name for eta in model.etas)
        etas = _mixed(model.omega_root, normals(names, self.seed, *part, self.sampling))
        curves = model.curves(self.patient, self.regimen, self.times, etas=etas, compiled=self.compiled)
        values = {Band.BETWEEN_PATIENTS: curves}
        if self.measurement:
            values[Band.WITH_MEASUREMENT] = self._measured(curves, part)
        found = metrics_of(model, self.patient, self.regimen, self.metrics, self.horizon, etas=etas) if self.metrics else {}
        return _Done(values, found)

    def _measured(self, curves: Array, part: tuple[int, int]) -> Array:
        """With the error of a measurement; one that would come out below 0 is read as 0."""
        result = curves.copy()
        for place, analyte in enumerate(self.model.analytes):
            residual = self.model.residual(analyte)
            if residual is None:
                raise MissingCovariate(
                    Concern(
                        kind=Kind.COVARIATE, level=Level.STOP, field="residual", model=self.model.id, says=f"no measurement error of {analyte} is known",
                        advice="Leave the measurement out.",
                    )
                )  # fmt: skip
            drawn = noise(f"measurement of {analyte}", self.seed, *part, curves.shape[2])
            if residual.log_variance:
                result[:, place] *= np.exp(np.sqrt(residual.log_variance) * drawn)
            else:
                additive = residual.additive_nmol_per_ml * molecular_weight(self.model.output(analyte))
                result[:, place] += np.sqrt(residual.proportional_variance * curves[:, place] ** 2 + additive**2) * drawn
        return np.maximum(result, 0.0)


def _mixed(root: Array, drawn: Array) -> Array:
    """eta = root z for each person, summed in one order, so that it is the same bytes in every block."""
    etas = np.zeros_like(drawn)
    for row in range(len(root)):
        for column in range(row + 1):
            if root[row, column]:
                etas[:, row] += root[row, column] * drawn[:, column]
    return etas


def _at(ordered: Array, share: Array) -> Array:
    """Linear between order statistics; infinite as soon as one of the two is."""
    place = share * (len(ordered) - 1)
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, len(ordered) - 1)
    part = place - low
    with np.errstate(invalid="ignore"):
        between = ordered[low] * (1 - part) + ordered[high] * part
    return np.asarray(np.where(part == 0, ordered[low], np.where(np.isinf(ordered[high]), np.inf, between)))


def _percents(given: Sequence[float]) -> tuple[float, ...]:
    for each in given:
        if not 0 < each < 100:
            raise _refused("percents", f"{each:g}", "a percentile lies between 0 and 100", "Give numbers such as 5, 50, 95.")
    return tuple(float(each) for each in given)


def _refused(name: str, value: str, says: str, advice: str) -> OutsideLimits:
    return OutsideLimits(Concern(kind=Kind.LIMIT, level=Level.STOP, field=name, value=value, says=says, advice=advice))
