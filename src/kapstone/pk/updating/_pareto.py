"""Pareto-smoothed importance sampling: whether importance weights can be trusted, and steadier weights.

Vehtari, Simpson, Gelman, Yao and Gabry, Pareto smoothed importance sampling, J Mach Learn Res 2024; the shape is estimated as in Zhang and
Stephens 2009, Technometrics. Both are cited by name: their tables are not needed, only their formulas.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["effective_size", "smoothed"]

Array = NDArray[np.float64]

_FEWEST = 5  # a tail of fewer weights has no shape


def smoothed(log_weights: Array) -> tuple[Array, float]:
    """Weights (n,) that sum to one, with the largest replaced by the quantiles of a fitted Pareto tail, and its shape k.

    k below 0.7 says that the weights can be trusted. Infinite when they cannot be judged: too few draws, or a single one that counts.
    """
    n = len(log_weights)
    raw = np.exp(log_weights - log_weights.max())
    tail = int(min(0.2 * n, 3 * np.sqrt(n)))
    order = np.argsort(raw, kind="stable")
    cut = raw[order[-tail - 1]] if tail < n else 0.0
    largest = order[-tail:]
    excess = raw[largest] - cut
    if tail < _FEWEST or not excess[0] > 0 or cut <= np.finfo(float).tiny:
        flat = bool(np.ptp(raw) < 1e-12)  # all alike: the proposal is the posterior
        return raw / raw.sum(), -np.inf if flat else np.inf
    k, scale = _shape(excess)
    chances = (np.arange(tail) + 0.5) / tail
    quantiles = scale * np.expm1(-k * np.log1p(-chances)) / k if abs(k) > 1e-12 else -scale * np.log1p(-chances)
    weights = raw.copy()
    weights[largest] = np.minimum(cut + quantiles, raw.max())
    return weights / weights.sum(), k


def effective_size(weights: Array) -> float:
    """How many independent draws these normalised weights (n,) are worth."""
    return float(1 / (weights**2).sum())


def _shape(excess: Array) -> tuple[float, float]:
    """Shape and scale of the generalised Pareto distribution of sorted excesses, with the weak prior the method puts on the shape."""
    n = len(excess)
    m = 30 + int(np.sqrt(n))
    quarter = excess[int(n / 4 + 0.5) - 1]
    theta = 1 / excess[-1] + (1 - np.sqrt(m / (np.arange(1, m + 1) - 0.5))) / (3 * quarter)
    shapes = np.log1p(-theta[:, None] * excess).mean(axis=1)
    profile = n * (np.log(-theta / shapes) - shapes - 1)
    with np.errstate(over="ignore"):  # one over infinity is the zero that is meant
        weights = 1 / np.exp(profile - profile[:, None]).sum(axis=1)
    best = float((weights * theta).sum() / weights.sum())
    k = float(np.log1p(-best * excess).mean())
    scale = -k / best
    return (k * n + 0.5 * 10) / (n + 10), scale
