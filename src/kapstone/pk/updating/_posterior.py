"""The posterior of one patient's random effects given samples: mode, Laplace's covariance, weighted draws and how far to trust them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kapstone.pk.model import Model
from kapstone.pk.parts import Residual
from kapstone.pk.patient import Patient
from kapstone.pk.regimen import Regimen
from kapstone.pk.units import MOLECULAR_WEIGHT
from kapstone.pk.updating._ensemble import walk
from kapstone.pk.updating._importance import importance_draws
from kapstone.pk.updating._likelihood import Likelihood
from kapstone.pk.updating._mode import Modes, curvature_at, find_modes, objective
from kapstone.pk.updating.observation import Observation

__all__ = ["Method", "Posterior", "Problem", "posteriors"]

Array = NDArray[np.float64]

RESTARTS = 2
_NOBODY = 20.0  # SD from the typical patient; a parameter may overflow there, and the posterior has nothing to look for
AGREE = 1e-3  # of the objective: restarts that end this close have found the same place


class Method(StrEnum):
    """How the draws were made."""

    PRIOR = "prior"
    """Nothing was measured: draws of the population."""
    IMPORTANCE = "importance"
    ENSEMBLE = "ensemble"
    """Importance weights could not be trusted, so walkers went instead."""


@dataclass(frozen=True)
class Problem:
    """What is to be explained: samples of one patient under one regimen, all checked. Standardised effects z (..., k): eta = L z."""

    model: Model
    patient: Patient
    regimen: Regimen
    observations: tuple[Observation, ...]

    @property
    def size(self) -> int:
        return len(self.model.etas)

    def predict(self, z: Array) -> Array:
        """Concentrations (..., m) in ng/mL at the samples, for z (..., k); infinite for people so odd that nobody will ever be one."""
        times, picks = self._samples
        rows = z.reshape(-1, self.size)
        nobody = np.abs(rows).max(axis=1, initial=0.0) > _NOBODY
        etas = np.where(nobody[:, None], 0.0, rows) @ self.model.omega_root.T
        curves = self.model.curves(self.patient, self.regimen, times, etas=etas)[:, picks[0], picks[1]]
        return np.where(nobody[:, None], np.inf, curves).reshape(*z.shape[:-1], len(self.observations))

    @cached_property
    def likelihood(self) -> Likelihood:
        """The samples with the model's measurement error."""
        errors = [self._error(each.analyte) for each in self.observations]
        column = [np.asarray(values, dtype=np.float64) for values in zip(*errors, strict=True)] if errors else [np.empty(0)] * 3
        return Likelihood(
            measured=np.asarray([each.ng_per_ml(self.model) for each in self.observations], dtype=np.float64),
            proportional=column[0],
            additive=column[1],
            on_log=column[2].astype(np.bool_),
            below=np.asarray([each.below for each in self.observations], dtype=np.bool_),
        )

    @cached_property
    def _samples(self) -> tuple[Array, tuple[NDArray[np.intp], NDArray[np.intp]]]:
        times, place = np.unique([each.at_h for each in self.observations], return_inverse=True)
        analyte = np.asarray([self.model.analytes.index(each.analyte) for each in self.observations], dtype=np.intp)
        return times, (analyte, place)

    def _error(self, analyte: str) -> tuple[float, float, float]:
        residual = self.model.residual(analyte)
        assert isinstance(residual, Residual), "observations are checked before a problem is made"
        additive = residual.additive_nmol_per_ml * MOLECULAR_WEIGHT[self.model.output(analyte).molecule]
        if residual.log_variance > 0:
            return residual.log_variance**0.5, 0.0, 1.0
        return residual.proportional_variance**0.5, additive, 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """z (k,) at the mode, its objective and largest slope; `covariance` (k, k) by Laplace; draws `z_draws` (n, k) with `weights` (n,)."""

    mode: Array
    objective: float
    slope: float
    restarts: tuple[float, ...]
    """The objective at which each start ended, the one from the typical patient first."""
    rounds: int
    covariance: Array
    expected_information: bool
    z_draws: Array
    weights: Array
    method: Method
    effective: float
    pareto_k: float | None
    rhat: float | None

    @property
    def restarts_agreeing(self) -> int:
        return sum(each - self.objective < AGREE for each in self.restarts)

    @property
    def converged(self) -> bool:
        return self.slope < 1e-4


def posteriors(problem: Problem, measured: Array, *, seed: int, draws: int) -> Iterator[Posterior]:
    """One posterior for each row of `measured` (p, m), ng/mL: data sets that share patient, regimen and sampling times.

    The modes of all rows are sought together. Row i uses stream i of the seed, so that it is the same whatever rows stand beside it.
    """
    if not problem.observations:
        yield from (_prior(problem, stream, draws) for stream in np.random.SeedSequence(seed).spawn(len(measured)))
        return
    streams = [stream.spawn(2) for stream in np.random.SeedSequence(seed).spawn(len(measured))]
    k, likelihood = problem.size, problem.likelihood
    starts = np.zeros((len(measured), 1 + RESTARTS, k))
    for row, (first, _) in enumerate(streams):
        starts[row, 1:] = np.random.default_rng(first).standard_normal((RESTARTS, k))
    together = find_modes(problem.predict, likelihood.of(measured[:, None, :]), starts)
    best = together.objective.argmin(axis=1)
    modes = together.z[np.arange(len(measured)), best]
    precisions, expected = curvature_at(problem.predict, likelihood.of(measured), modes)
    for row, (_, second) in enumerate(streams):
        yield _around(
            problem,
            likelihood.of(measured[row]),
            _row(together, row, int(best[row])),
            np.linalg.inv(precisions[row]),
            bool(expected[row]),
            np.random.default_rng(second),
            draws,
        )


def _around(
    problem: Problem,
    likelihood: Likelihood,
    found: tuple[Array, float, float, tuple[float, ...], int],
    covariance: Array,
    expected: bool,
    rng: np.random.Generator,
    draws: int,
) -> Posterior:
    mode, best, slope, restarts, rounds = found

    def target(z: Array) -> Array:
        return objective(problem.predict, likelihood, z)

    drawn = importance_draws(target, mode, covariance, draws, rng)
    z, weights, method = drawn.z, drawn.weights, Method.IMPORTANCE
    effective, rhat = drawn.effective, None
    if not drawn.usable:
        walked = walk(target, mode, covariance, rng)
        thin = np.linspace(0, len(walked.z) - 1, draws).astype(int)
        z, weights, method = walked.z[thin], np.full(draws, 1 / draws), Method.ENSEMBLE
        effective, rhat = min(walked.effective, float(draws)), walked.rhat
    return Posterior(
        mode=mode,
        objective=best,
        slope=slope,
        restarts=restarts,
        rounds=rounds,
        covariance=covariance,
        expected_information=expected,
        z_draws=z,
        weights=weights,
        method=method,
        effective=effective,
        pareto_k=drawn.pareto_k,
        rhat=rhat,
    )


def _row(together: Modes, row: int, best: int) -> tuple[Array, float, float, tuple[float, ...], int]:
    ends = tuple(float(each) for each in together.objective[row])
    return together.z[row, best], ends[best], float(together.slope[row, best]), ends, together.rounds


def _prior(problem: Problem, stream: np.random.SeedSequence, draws: int) -> Posterior:
    k = problem.size
    return Posterior(
        mode=np.zeros(k),
        objective=0.0,
        slope=0.0,
        restarts=(0.0,),
        rounds=0,
        covariance=np.eye(k),
        expected_information=False,
        z_draws=np.random.default_rng(stream).standard_normal((draws, k)),
        weights=np.full(draws, 1 / draws),
        method=Method.PRIOR,
        effective=float(draws),
        pareto_k=None,
        rhat=None,
    )
