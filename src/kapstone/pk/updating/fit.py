"""A model updated with one patient's samples: the most probable patient, how sure that is, draws, and what the draws predict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kapstone.facts import digest_of
from kapstone.pk.errors import Concern
from kapstone.pk.model import Model
from kapstone.pk.parts import Between
from kapstone.pk.patient import Patient
from kapstone.pk.prediction import concern_json, grid, words_for
from kapstone.pk.regimen import Regimen
from kapstone.pk.updating._guards import Sample
from kapstone.pk.updating._importance import resampled
from kapstone.pk.updating._posterior import Method
from kapstone.pk.updating.bands import PosteriorBands, percentiles_of
from kapstone.pk.updating.observation import Observation
from kapstone.units import Quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Diagnostics", "Fit", "Visit"]

Array = NDArray[np.float64]


class Visit(StrEnum):
    """Whether doses are given at the visit of the samples. It matters where a model says that absorption varies from visit to visit."""

    SAME = "same"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How the fit came about, for whoever has to judge it."""

    converged: bool
    gradient_norm: float
    """The largest slope of the objective at the mode."""
    rounds: int
    restarts: tuple[float, ...]
    """The objective at which each start ended: from the typical patient, then from two random ones."""
    restarts_agreeing: int
    expected_information: bool
    """Laplace's covariance had to be taken from the expected information, since the curvature was not positive."""
    method: Method
    effective_draws: float
    pareto_k: float | None
    rhat: float | None
    shrinkage: Mapping[str, float]
    """For each effect, SD of the draws over SD in the population: 1 means that the samples said nothing about it."""
    mahalanobis: float
    """z'z at the mode: how far this patient is from the typical one; chi-squared at most with one degree of freedom for each effect."""
    samples: tuple[Sample, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Fit:
    """One patient's random effects given their samples. Immutable: the same inputs, model and seed give the same bytes.

    `map` and `laplace_sd` are by name of the effect, as eta (0 is the typical patient). `objective` is minus twice the log posterior without
    its constant, with concentrations in ng/mL.
    """

    model: Model
    patient: Patient
    regimen: Regimen
    observations: tuple[Observation, ...]
    seed: int
    sensitivity: bool
    map: Mapping[str, float]
    laplace_sd: Mapping[str, float]
    objective: float
    diagnostics: Diagnostics
    concerns: tuple[Concern, ...]
    etas: Array
    """Weighted draws (n, k), in the order of `model.etas`."""
    weights: Array
    """Of the draws (n,); they add up to 1."""

    @property
    def words(self) -> str:
        """What must stand beside every number of this fit."""
        return words_for(self.model)

    @property
    def parameters(self) -> Mapping[str, float]:
        """The parameters that vary between patients, at the mode, in the units of mg, L and h."""
        known = self.model.individuals(
            self.model.covariates_of(self.patient), np.asarray([[self.map[eta.name] for eta in self.model.etas]])
        )
        return {eta.parameter: float(known[eta.parameter][0]) for eta in self.model.etas}

    def draws(self, n: int = 4_000) -> Array:
        """`n` equally weighted draws of eta (n, k), in the order of `model.etas`. The same n gives the same draws."""
        rng = np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(2, n)))
        return resampled(self.etas, self.weights, n, rng)

    def draws_for(self, visit: Visit, n: int = 4_000) -> Array:
        """As `draws`; at another visit, what varies from visit to visit is drawn from the population anew."""
        etas = self.draws(n)
        anew = np.asarray([eta.between is Between.OCCASIONS for eta in self.model.etas], dtype=np.bool_)
        if visit is Visit.ANOTHER and anew.any():
            rng = np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(3, n)))
            etas[:, anew] = (rng.standard_normal(etas.shape) @ self.model.omega_root.T)[:, anew]
        return etas

    def bands(
        self,
        regimen: Regimen | None = None,
        *,
        visit: Visit | None = None,
        until: Quantity | str | None = None,
        every: Quantity | str = "5 min",
        times: Sequence[Quantity | str] | None = None,
        percentiles: Sequence[float] = (5, 50, 95),
        n: int = 2_000,
    ) -> PosteriorBands:
        """What this patient's concentrations may be, under `regimen` (that of the samples when None), without measurement error.

        Any regimen that the same model covers; the effects are never carried into another model. `visit` is SAME for the regimen of the samples
        and ANOTHER for any other, unless said. Raises Refused.
        """
        wanted = percentiles_of(percentiles)
        given = self.regimen if regimen is None else regimen
        where = visit or (Visit.SAME if given == self.regimen else Visit.ANOTHER)
        at = grid(until=until, every=every, times=times)
        concerns = self.model.require_applicable(
            self.patient, given, until_h=float(at.max(initial=0.0)), sensitivity=self.sensitivity
        )
        curves = self.model.curves(self.patient, given, at, etas=self.draws_for(where, n))
        return PosteriorBands(
            model=self.model,
            regimen=given,
            visit=where.value,
            fit=self.digest,
            times_h=at,
            analytes=self.model.analytes,
            percentiles=wanted,
            ng_per_ml=np.percentile(curves, np.asarray(wanted), axis=0),
            concerns=(*concerns, *(each for each in self.concerns if each not in concerns)),
        )

    # -- for keeping ----------------------------------------------------------------------------------------------

    def asked(self) -> dict[str, Any]:  # Any: JSON values
        """Everything the fit was made from, so that it can be made again."""
        return {
            "kapstone": version("kapstone"),
            "model": self.model.id,
            "model_version": self.model.version,
            "model_digest": self.model.digest,
            "patient": self.patient.as_json(),
            "regimen": self.regimen.as_json(),
            "observations": [each.as_json() for each in self.observations],
            "seed": self.seed,
            "draws": len(self.weights),
            "sensitivity": self.sensitivity,
        }

    @property
    def digest(self) -> str:
        """SHA-256 of everything asked."""
        return digest_of(self.asked())

    def as_json(self) -> dict[str, Any]:  # Any: JSON values
        """What was asked, and the answer; the draws are left out, for they can be made again from it."""
        seen = self.diagnostics
        return {
            "asked": self.asked(),
            "digest": self.digest,
            "words": self.words,
            "map": dict(self.map),
            "laplace_sd": dict(self.laplace_sd),
            "parameters": dict(self.parameters),
            "objective": self.objective,
            "posterior": self.posterior_json(),
            "diagnostics": {
                "converged": seen.converged,
                "gradient_norm": seen.gradient_norm,
                "rounds": seen.rounds,
                "restarts": list(seen.restarts),
                "restarts_agreeing": seen.restarts_agreeing,
                "expected_information": seen.expected_information,
                "method": seen.method.value,
                "effective_draws": seen.effective_draws,
                "pareto_k": seen.pareto_k,
                "rhat": seen.rhat,
                "shrinkage": dict(seen.shrinkage),
                "mahalanobis": seen.mahalanobis,
                "samples": [{name: getattr(sample, name) for name in Sample.__dataclass_fields__} for sample in seen.samples],
            },
            "concerns": [concern_json(each) for each in self.concerns],
        }

    def posterior_json(self) -> dict[str, dict[str, float]]:
        """Mean and SD of the draws, by effect."""
        mean = self.weights @ self.etas
        sd = np.sqrt(self.weights @ (self.etas - mean) ** 2)
        return {eta.name: {"mean": float(mean[place]), "sd": float(sd[place])} for place, eta in enumerate(self.model.etas)}

    def to_pandas(self, n: int = 4_000) -> "pd.DataFrame":
        """Draws of eta, a column for each effect. Needs pandas."""
        import pandas as pd

        return pd.DataFrame(self.draws(n), columns=[eta.name for eta in self.model.etas])

    def _repr_html_(self) -> str:
        from kapstone.pk.updating._html import fit_html

        return fit_html(self)
