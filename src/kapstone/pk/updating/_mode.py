"""The most probable patient: where the posterior is highest, and how sharply it falls off there."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kapstone.pk.updating._likelihood import Likelihood

__all__ = ["Modes", "curvature_at", "find_modes", "objective"]

Array = NDArray[np.float64]
Predict = Callable[[Array], Array]
"""Predictions (..., m) in ng/mL at the samples, of standardised random effects z (..., k); eta = L z, z ~ N(0, I)."""

_STEP = 2e-5  # of central differences: their error and rounding are both near 1e-10
_WIDE_STEP = 1e-3  # of differences of slopes
_ROUNDS = 100
_PATIENCE = 12  # rounds after which the expected information is no good guide: the samples lie far from any prediction
_FLAT = 1e-7  # a slope below this is no slope
_STILL = 1e-10


@dataclass(frozen=True, slots=True)
class Modes:
    """Where the search ended, for every start (...): z (..., k), objective (...), largest slope (...), and rounds taken by all."""

    z: Array
    objective: Array
    slope: Array
    rounds: int

    @property
    def converged(self) -> NDArray[np.bool_]:
        return np.asarray(self.slope < 1e-4)


@dataclass(frozen=True, slots=True)
class _Point:
    z: Array
    objective: Array
    gradient: Array
    information: Array


def objective(predict: Predict, likelihood: Likelihood, z: Array) -> Array:
    """Minus twice the log posterior of z (..., k), without its constant: sum of misfits + z'z. Infinite where nothing can be predicted."""
    total: Array = likelihood.total(predict(z)) + (z**2).sum(axis=-1)
    return total


def find_modes(predict: Predict, likelihood: Likelihood, starts: Array) -> Modes:
    """Levenberg-Marquardt steps with Fisher's information, from all starts (..., k) at once; with true curvature where that takes long.

    Slopes are central differences; each round asks for 2k + 1 predictions per start in one batched solve. A start that has arrived waits
    for the others.
    """
    here = _look(predict, likelihood, starts)
    damping = np.full(here.objective.shape, 1e-3)
    rounds = 0
    moving = np.ones(here.objective.shape, dtype=bool)
    while rounds < _ROUNDS and moving.any():
        rounds += 1
        mine = _of(likelihood, moving, here.z.shape)
        at, row = here.information[moving], here.gradient[moving]
        if rounds > _PATIENCE:
            at = 2 * curvature_at(predict, mine, here.z[moving])[0]
        scale = np.einsum("...ii->...i", at)[..., None] * np.eye(at.shape[-1])
        step = np.linalg.solve(at + damping[moving][:, None, None] * scale, -row[..., None])[..., 0]
        there = _look(predict, mine, here.z[moving] + step)
        better = there.objective <= here.objective[moving]
        index = tuple(axis[better] for axis in np.nonzero(moving))
        here.z[index], here.objective[index] = there.z[better], there.objective[better]
        here.gradient[index], here.information[index] = there.gradient[better], there.information[better]
        damping[moving] = np.where(better, damping[moving] / 10, np.minimum(damping[moving] * 8, 1e12))
        still = np.abs(step).max(axis=-1, initial=0.0) < _STILL
        flat = np.abs(here.gradient[moving]).max(axis=-1, initial=0.0) < _FLAT
        moving[moving] = ~(still | flat)
    return Modes(here.z, here.objective, np.abs(here.gradient).max(axis=-1, initial=0.0), rounds)


def curvature_at(predict: Predict, likelihood: Likelihood, z: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Half the second derivatives of the objective at z (..., k): the inverse of Laplace's covariance (..., k, k).

    Where they are not positive definite, Fisher's expected information is given instead; the second value says where (...).
    """
    k = z.shape[-1]
    shifts = _WIDE_STEP * np.concatenate([np.eye(k), -np.eye(k)])
    wide = likelihood.of(likelihood.measured[..., None, :])
    around = _look(predict, wide, z[..., None, :] + shifts)
    rows = (around.gradient[..., :k, :] - around.gradient[..., k:, :]) / (2 * _WIDE_STEP)
    half = (rows + np.swapaxes(rows, -1, -2)) / 4
    usable: NDArray[np.bool_] = np.asarray(np.isfinite(half).all(axis=(-1, -2)), dtype=np.bool_)
    safe = np.where(usable[..., None, None], half, np.eye(k))
    flat = np.linalg.eigvalsh(safe).min(axis=-1, initial=np.inf) < 1e-3
    expected: NDArray[np.bool_] = np.asarray(~usable | flat, dtype=np.bool_)
    if expected.any():
        safe = np.where(expected[..., None, None], _look(predict, likelihood, z).information / 2, safe)
    return safe, expected


def _look(predict: Predict, likelihood: Likelihood, z: Array) -> _Point:
    """Objective, gradient and information at z (..., k), from one batched solve of 2k + 1 predictions."""
    k = z.shape[-1]
    stencil = np.concatenate([np.zeros((1, k)), _STEP * np.eye(k), -_STEP * np.eye(k)])
    predicted = predict(z[..., None, :] + stencil)
    bad = np.asarray(~np.isfinite(predicted).all(axis=(-1, -2)))
    if bad.any():
        predicted = np.where(bad[..., None, None], 1.0, predicted)
    jacobian = (predicted[..., 1 : k + 1, :] - predicted[..., k + 1 :, :]) / (2 * _STEP)  # (..., k, m)
    misfit = likelihood.misfit(predicted[..., 0, :])
    total = np.where(bad, np.inf, misfit.value.sum(axis=-1)) + (z**2).sum(axis=-1)
    gradient = 2 * z + (jacobian * misfit.slope[..., None, :]).sum(axis=-1)
    information = 2 * np.eye(k) + (jacobian * misfit.curvature[..., None, :]) @ np.swapaxes(jacobian, -1, -2)
    return _Point(np.array(z, dtype=np.float64), total, gradient, information)


def _of(likelihood: Likelihood, moving: NDArray[np.bool_], shape: tuple[int, ...]) -> Likelihood:
    """The likelihood of those data sets that still move, one row each."""
    return likelihood.of(np.broadcast_to(likelihood.measured, (*shape[:-1], likelihood.measured.shape[-1]))[moving])
