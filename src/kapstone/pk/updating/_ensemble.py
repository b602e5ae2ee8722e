"""Draws from the posterior by an ensemble of walkers, for when importance weights cannot be trusted.

The stretch move of Goodman and Weare 2010, Commun Appl Math Comput Sci: affine-invariant, no tuning; each half of the walkers moves along
lines to the other half, all at once. Convergence is judged by split R-hat.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LARGEST_RHAT", "Walk", "split_rhat", "walk"]

Array = NDArray[np.float64]
Objective = Callable[[Array], Array]

LARGEST_RHAT = 1.01
WALKERS = 64
_STRETCH = 2.0
_FIRST, _LONGEST = 400, 6_400  # steps kept: doubled until R-hat is small


@dataclass(frozen=True, slots=True)
class Walk:
    """Draws z (n, k) after the first half was thrown away, the largest split R-hat over the k directions, and the share of moves taken."""

    z: Array
    rhat: float
    accepted: float
    effective: float


def walk(target: Objective, mode: Array, covariance: Array, rng: np.random.Generator) -> Walk:
    """Walk from around the mode (k,) until split R-hat is at most 1.01, or 12,800 steps have been taken."""
    k = len(mode)
    walkers = max(WALKERS, 4 * k)
    here = mode + rng.standard_normal((walkers, k)) @ np.linalg.cholesky(covariance).T
    value = target(here)
    keep = _FIRST
    while True:
        chain = np.empty((2 * keep, walkers, k))
        taken = 0
        for step in range(2 * keep):
            taken += _move(target, here, value, rng)
            chain[step] = here
        kept = chain[keep:]
        rhat = float(split_rhat(kept).max(initial=1.0))
        if rhat <= LARGEST_RHAT or keep >= _LONGEST:
            return Walk(kept.reshape(-1, k), rhat, taken / (2 * keep * walkers), _effective(kept))
        keep *= 2


def _move(target: Objective, here: Array, value: Array, rng: np.random.Generator) -> int:
    """One step of all walkers, in place; how many moved."""
    walkers, k = here.shape
    half = walkers // 2
    taken = 0
    for mine, theirs in ((slice(0, half), slice(half, walkers)), (slice(half, walkers), slice(0, half))):
        n = len(here[mine])
        partner = here[theirs][rng.integers(len(here[theirs]), size=n)]
        stretch = ((_STRETCH - 1) * rng.random(n) + 1) ** 2 / _STRETCH
        proposed = partner + stretch[:, None] * (here[mine] - partner)
        new = target(proposed)
        with np.errstate(invalid="ignore"):
            log_chance = (k - 1) * np.log(stretch) - (new - value[mine]) / 2
        go = np.log(rng.random(n)) < np.nan_to_num(log_chance, nan=-np.inf)
        here[mine][go] = proposed[go]
        value[mine][go] = new[go]
        taken += int(go.sum())
    return taken


def split_rhat(chains: Array) -> Array:
    """Gelman's R-hat of each direction, from chains (steps, walkers, k) cut into halves. One value per direction (k,)."""
    steps, walkers, k = chains.shape
    half = steps // 2
    parts = np.concatenate([chains[:half], chains[half : 2 * half]], axis=1)  # (half, 2 walkers, k)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = half * parts.mean(axis=0).var(axis=0, ddof=1)
    total = (half - 1) / half * within + between / half
    return np.asarray(np.sqrt(total / np.where(within > 0, within, 1.0)))


def _effective(chain: Array) -> float:
    """How many independent draws the walk is worth, in its slowest direction: from the spread of the walkers' own averages."""
    steps, walkers, k = chain.shape
    spread = chain.reshape(-1, k).var(axis=0)
    of_means = chain.mean(axis=0).var(axis=0, ddof=1)
    ratio = np.where(of_means > 0, spread / np.where(of_means > 0, of_means, 1.0), steps)
    return float(walkers * np.minimum(ratio, steps).min())
