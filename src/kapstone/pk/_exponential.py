"""The matrix exponential of many compartmental systems at once, without subtraction.

A compartmental matrix has no negative entry off its diagonal. Shifted by its largest outflow it has none at all, so that the Taylor
series and the squarings only add and multiply numbers that are not negative: every entry of the result is right to its own last digits,
none is ever below zero, and repeated rates (a transit chain, whose matrix has no basis of eigenvectors) are nothing special.
"""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["LARGEST", "TERMS", "Array", "exponential", "squarings"]

Array = NDArray[np.float64]

LARGEST = 0.5
"""The 1-norm up to which sixteen terms leave less than 1e-15, entry by entry, also at the end of a chain of nine compartments."""
TERMS = [1 / math.factorial(power) for power in range(17)]


def exponential(matrix: Array, dt: float | Array) -> Array:
    """exp(matrix[i] * dt[i]) for each i: (n, m, m) from `matrix` (n, m, m) in 1/h and `dt` in h, one or (n,).

    Entries off the diagonal of `matrix` must not be negative. Each result depends on its own matrix alone, so it is the same bytes in
    whatever company it is computed.
    """
    size = matrix.shape[-1]
    step = np.broadcast_to(np.asarray(dt, dtype=float), matrix.shape[:1])
    diagonal = np.arange(size)
    shift = np.max(-matrix[:, diagonal, diagonal], axis=1) * step
    scaled = matrix * step[:, None, None]
    scaled[:, diagonal, diagonal] += shift[:, None]
    # What rounding left below zero on the diagonal of the fastest compartment is zero.
    np.maximum(scaled, 0.0, out=scaled)
    times = squarings(scaled.sum(axis=1).max(axis=1))
    scale = np.ldexp(1.0, -times)
    scaled *= scale[:, None, None]
    result = _series(scaled)
    result *= np.exp(-shift * scale)[:, None, None]
    for done in range(int(times.max(initial=0))):
        left = times > done
        if left.all():
            result = np.matmul(result, result)
        else:
            some = result[left]
            result[left] = np.matmul(some, some)
    return result


def squarings(norm: Array) -> NDArray[np.int32]:
    """How often each is halved first, so that its norm is small enough."""
    _, exponent = np.frexp(norm / LARGEST)
    return np.asarray(np.maximum(exponent, 0), dtype=np.int32)


def _series(b: Array) -> Array:
    """The first seventeen terms of the Taylor series, in groups of four (Paterson and Stockmeyer 1973)."""
    two = np.matmul(b, b)
    three = np.matmul(two, b)
    four = np.matmul(two, two)
    diagonal = np.arange(b.shape[-1])
    result = four * TERMS[16]
    for start in (12, 8, 4, 0):
        if start < 12:
            result = np.matmul(result, four)
        result += TERMS[start + 1] * b
        result += TERMS[start + 2] * two
        result += TERMS[start + 3] * three
        result[:, diagonal, diagonal] += TERMS[start]
    return np.asarray(result)
