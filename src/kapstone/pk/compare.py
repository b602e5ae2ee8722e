"""Two or more regimens in the same virtual patients, pair by pair; and several models on the same typical patient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kapstone.findings import Level
from kapstone.pk._exponential import Array
from kapstone.pk.errors import Concern, Kind, RouteNotCovered
from kapstone.pk.metrics import Metric, chosen
from kapstone.pk.model import Model
from kapstone.pk.patient import Patient
from kapstone.pk.population import Band, Population, Sampling, Summary, simulate, summarise, summary_json
from kapstone.pk.prediction import grid
from kapstone.pk.regimen import Regimen
from kapstone.units import Quantity

__all__ = ["Comparison", "Envelope", "Pair", "between_models", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One metric in the same patients under two regimens: the difference second minus first, and how often the first is higher."""

    metric: Metric
    first: str
    second: str
    difference: Summary
    share_first_higher: float
    share_error: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """Regimens by name, each simulated in the same patients (the same random numbers), and every pair of them."""

    populations: Mapping[str, Population]
    pairs: tuple[Pair, ...]

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        return {
            "regimens": {
                name: {
                    "asked": each.asked.as_json(),
                    "metrics": [summary_json(each.summary(metric)) for metric in each.metrics],
                }
                for name, each in self.populations.items()
            },
            "pairs": [
                {
                    "metric": str(pair.metric),
                    "first": pair.first,
                    "second": pair.second,
                    "difference": summary_json(pair.difference),
                    "share_first_higher": pair.share_first_higher,
                    "share_error": pair.share_error,
                }
                for pair in self.pairs
            ],
        }

    def _repr_html_(self) -> str:
        from kapstone.pk._html import comparison_html

        return comparison_html(self)


def compare(
    model: Model,
    patient: Patient,
    regimens: Mapping[str, Regimen],
    *,
    metrics: Sequence[Metric | str],
    n: int = 2000,
    seed: int,
    until: Quantity | str | None = None,
    percents: Sequence[float] = (5, 50, 95),
    sampling: Sampling | str = Sampling.RANDOM,
    compiled: bool = False,
) -> Comparison:
    """Each regimen in the same n patients of one model. Raises Refused where the model does not hold for one of them.

    Patients whose time is beyond the horizon under both regimens differ by 0; under one, by infinity.
    """
    wanted = chosen(model, metrics)
    populations = {
        name: simulate(
            model, patient, regimen, n=n, seed=seed, until=until, metrics=wanted, sampling=sampling, compiled=compiled
        )
        for name, regimen in regimens.items()
    }
    names = list(populations)
    pairs = [
        _pair(model, metric, one, other, populations, tuple(float(each) for each in percents))
        for metric in wanted
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    ]
    return Comparison(populations=populations, pairs=tuple(pairs))


@dataclass(frozen=True, eq=False, kw_only=True)
class Envelope:
    """What models differ in: the typical curve (T,) of each that may be used, and why the others may not."""

    times_h: Array
    analyte: str
    curves: Mapping[str, Array]
    left_out: Mapping[str, str]
    band: Band = Band.BETWEEN_MODELS

    @property
    def low(self) -> Array:
        return np.asarray(np.min(list(self.curves.values()), axis=0))

    @property
    def high(self) -> Array:
        return np.asarray(np.max(list(self.curves.values()), axis=0))

    @property
    def fold(self) -> float:
        """The highest of the models' highest values over the lowest; above 1.5 they disagree enough to be told."""
        peaks = [float(curve.max()) for curve in self.curves.values()]
        return max(peaks) / min(peaks)

    def _repr_html_(self) -> str:
        from kapstone.pk._html import envelope_html

        return envelope_html(self)


def between_models(
    models: Sequence[Model],
    patient: Patient,
    regimen: Regimen,
    *,
    analyte: str,
    until: Quantity | str | None = None,
    every: Quantity | str = "5 min",
) -> Envelope:
    """The typical curve of `analyte` in every model that may be used here. Raises RouteNotCovered where none may."""
    at = grid(until=until, every=every)
    curves: dict[str, Array] = {}
    left_out: dict[str, str] = {}
    for model in models:
        hard = [each for each in model.check_applicable(patient, regimen, until_h=float(at.max())) if each.is_hard]
        if hard:
            left_out[model.id] = str(hard[0])
        elif analyte not in model.analytes:
            left_out[model.id] = f"it predicts {', '.join(model.analytes)}, not {analyte}"
        else:
            curves[model.id] = model.curves(patient, regimen, at)[0, model.analytes.index(analyte)]
    if not curves:
        raise RouteNotCovered(
            Concern(
                kind=Kind.ROUTE, level=Level.STOP, field="models", value=analyte, says="none of the models may be used here",
                limit="; ".join(f"{name}: {why}" for name, why in left_out.items()), advice="Use another regimen or other models.",
            )
        )  # fmt: skip
    return Envelope(times_h=at, analyte=analyte, curves=curves, left_out=left_out)


def _pair(
    model: Model, metric: Metric, one: str, other: str, populations: Mapping[str, Population], percents: tuple[float, ...]
) -> Pair:
    first, second = populations[one].metrics[metric], populations[other].metrics[metric]
    with np.errstate(invalid="ignore"):
        difference = np.where(np.isinf(first) & np.isinf(second), 0.0, second - first)
    share = float(np.mean(first > second))
    return Pair(
        metric=metric,
        first=one,
        second=other,
        difference=summarise(model, metric, difference, percents),
        share_first_higher=share,
        share_error=float(np.sqrt(share * (1 - share) / len(first))),
    )
