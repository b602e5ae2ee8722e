"""Draws from the posterior by sequential importance resampling: propose widely around the mode, weigh, propose again from what was learnt."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kapstone.pk.updating._pareto import effective_size, smoothed

__all__ = ["FEWEST_EFFECTIVE", "LARGEST_K", "Weighted", "importance_draws", "resampled"]

Array = NDArray[np.float64]
Objective = Callable[[Array], Array]
"""Minus twice the log posterior of z (n, k), without its constant."""

FREEDOM = 6.0  # of the multivariate t: tails heavier than the posterior's
INFLATION = 1.4  # of its covariance
FEWEST_EFFECTIVE = 400.0
LARGEST_K = 0.7
_STAGES = 3


@dataclass(frozen=True, slots=True)
class Weighted:
    """Draws z (n, k) with normalised weights (n,), what they are worth, and how heavy the tail of the weights is."""

    z: Array
    weights: Array
    effective: float
    pareto_k: float
    stages: int

    @property
    def usable(self) -> bool:
        return self.effective >= min(FEWEST_EFFECTIVE, 0.1 * len(self.weights)) and self.pareto_k <= LARGEST_K


def importance_draws(target: Objective, mode: Array, covariance: Array, n: int, rng: np.random.Generator) -> Weighted:
    """`n` weighted draws around `mode` (k,) with `covariance` (k, k).

    When the weights cannot be trusted, the proposal is moved to the weighted mean and covariance of what was drawn, twice at most.
    """
    centre, spread = mode, covariance
    found: Weighted | None = None
    for stage in range(1, _STAGES + 1):
        z, log_proposal = t_draws(centre, INFLATION * spread, n, rng)
        weights, k = smoothed(-target(z) / 2 - log_proposal)
        now = Weighted(z, weights, effective_size(weights), k, stage)
        if found is None or now.effective > found.effective:
            found = now
        if found.usable:
            break
        centre = now.weights @ now.z
        spread = (now.z - centre).T @ (now.weights[:, None] * (now.z - centre)) + 1e-6 * np.eye(len(mode))
    assert found is not None, "at least one stage ran"
    return found


def t_draws(centre: Array, scale: Array, n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """`n` draws (n, k) of a multivariate t with FREEDOM degrees of freedom, and their log density without its constant (n,)."""
    k = len(centre)
    root = np.linalg.cholesky(scale)
    normal = rng.standard_normal((n, k))
    shrink = rng.chisquare(FREEDOM, size=n) / FREEDOM
    standard = normal / np.sqrt(shrink)[:, None]
    distance = (standard**2).sum(axis=1) / FREEDOM
    return centre + standard @ root.T, -(FREEDOM + k) / 2 * np.log1p(distance)


def resampled(z: Array, weights: Array, n: int, rng: np.random.Generator) -> Array:
    """`n` equally weighted draws (n, k), by systematic resampling in shuffled order: each draw appears as often as its weight says, +/- 1."""
    places = (rng.random() + np.arange(n)) / n
    chosen = np.searchsorted(np.cumsum(weights), places, side="right").clip(max=len(weights) - 1)
    return np.asarray(z[rng.permutation(chosen)])
