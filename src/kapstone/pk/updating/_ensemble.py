"""Draws from the posterior by ensembles of walkers, for when importance weights cannot be trusted.

The stretch move of Goodman and Weare 2010, Commun Appl Math Comput Sci: affine-invariant, no tuning; each half of the walkers moves along
lines to the other half, all at once. Four ensembles that never meet are walked side by side, so that split R-hat can compare them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LARGEST_RHAT", "Walk", "split_rhat", "walk"]

Array = NDArray[np.float64]
Objective = Callable[[Array], Array]
"""Minus twice the log posterior of z (n, k), without its constant."""

LARGEST_RHAT = 1.01
ENSEMBLES = 4
WALKERS = 64
_STRETCH = 2.0
_FIRST, _LONGEST = 400, 12_800  # steps: doubled until R-hat is small


@dataclass(frozen=True, slots=True)
class Walk:
    """Draws z (n, k) of the second half of the way, the largest split R-hat over the k directions, the share of moves taken, and how many
    independent draws it is worth."""

    z: Array
    rhat: float
    accepted: float
    effective: float


def walk(target: Objective, mode: Array, covariance: Array, rng: np.random.Generator) -> Walk:
    """Walk from widely around the mode (k,) until split R-hat is at most 1.01, or 12,800 steps have been taken."""
    k = len(mode)
    walkers = max(WALKERS, 4 * k)
    here = mode + 1.5 * rng.standard_normal((ENSEMBLES, walkers, k)) @ np.linalg.cholesky(covariance).T
    value = target(here.reshape(-1, k)).reshape(ENSEMBLES, walkers)
    way = np.empty((0, ENSEMBLES, walkers, k))
    taken, steps = 0, _FIRST
    while True:
        more = np.empty((steps - len(way), ENSEMBLES, walkers, k))
        for step in range(len(more)):
            taken += _move(target, here, value, rng)
            more[step] = here
        way = np.concatenate([way, more])
        kept = way[steps // 2 :]
        rhat = float(split_rhat(kept).max(initial=1.0))
        if rhat <= LARGEST_RHAT or steps >= _LONGEST:
            return Walk(kept.reshape(-1, k), rhat, taken / (steps * ENSEMBLES * walkers), _effective(kept))
        steps *= 2


def _move(target: Objective, here: Array, value: Array, rng: np.random.Generator) -> int:
    """One step of all walkers (ensembles, walkers, k), in place; how many moved."""
    ensembles, walkers, k = here.shape
    half = walkers // 2
    taken = 0
    for mine, theirs in ((slice(0, half), slice(half, walkers)), (slice(half, walkers), slice(0, half))):
        moving, others = here[:, mine], here[:, theirs]
        n, size = moving.shape[1], (ensembles, moving.shape[1])
        partner = np.take_along_axis(others, rng.integers(others.shape[1], size=size)[..., None], axis=1)
        stretch = ((_STRETCH - 1) * rng.random(size) + 1) ** 2 / _STRETCH
        proposed = partner + stretch[..., None] * (moving - partner)
        new = target(proposed.reshape(ensembles * n, k)).reshape(size)
        with np.errstate(invalid="ignore"):
            log_chance = (k - 1) * np.log(stretch) - (new - value[:, mine]) / 2
        go = np.log(rng.random(size)) < np.nan_to_num(log_chance, nan=-np.inf)
        moving[go] = proposed[go]  # a view of `here`
        value[:, mine][go] = new[go]
        taken += int(go.sum())
    return taken


def split_rhat(way: Array) -> Array:
    """Gelman's R-hat of each direction (k,), from ensembles (steps, ensembles, walkers, k), each cut into its first and second half."""
    steps, ensembles, walkers, k = way.shape
    half = steps // 2
    cut = np.stack([way[:half], way[half : 2 * half]])  # (2, half, ensembles, walkers, k)
    parts = cut.transpose(1, 3, 0, 2, 4).reshape(half * walkers, 2 * ensembles, k)
    n = len(parts)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = n * parts.mean(axis=0).var(axis=0, ddof=1)
    total = (n - 1) / n * within + between / n
    return np.asarray(np.sqrt(total / np.where(within > 0, within, 1.0)))


def _effective(way: Array) -> float:
    """In the slowest direction, from the spread of the walkers' own averages."""
    steps, ensembles, walkers, k = way.shape
    spread = way.reshape(-1, k).var(axis=0)
    of_means = way.mean(axis=0).reshape(-1, k).var(axis=0, ddof=1)
    ratio = np.where(of_means > 0, spread / np.where(of_means > 0, of_means, 1.0), steps)
    return float(ensembles * walkers * np.minimum(ratio, steps).min())
