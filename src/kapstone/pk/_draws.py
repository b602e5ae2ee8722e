"""Random numbers for virtual patients: the same for the same seed, whoever else is drawn, in whatever blocks, in whatever model.

Each random effect has a stream of its own, by its name, in chunks of fixed size. So patient 4711 has the same "CL" in two regimens, which
makes them comparable pair by pair, and in two models that both have a "CL".
"""

import hashlib
from enum import StrEnum

import numpy as np
from scipy.special import ndtri

from kapstone.pk._exponential import Array

__all__ = ["Sampling", "noise", "normals"]

CHUNK = 1024


class Sampling(StrEnum):
    RANDOM = "random"
    SOBOL = "sobol"
    """Scrambled quasi-random points: about half the error for percentiles."""


def normals(names: tuple[str, ...], seed: int, start: int, stop: int, sampling: Sampling = Sampling.RANDOM) -> Array:
    """(stop - start, len(names)): standard normal numbers of the patients `start` to `stop`, one column for each name."""
    if not names:
        return np.zeros((stop - start, 0))
    if sampling is Sampling.SOBOL:
        return _sobol(len(names), seed, start, stop)
    return np.ascontiguousarray(np.stack([_between(name, seed, start, stop, ()) for name in names], axis=1))


def noise(name: str, seed: int, start: int, stop: int, count: int) -> Array:
    """(stop - start, count): standard normal numbers of the patients, for measurements."""
    return _between(name, seed, start, stop, (count,))


def _between(name: str, seed: int, start: int, stop: int, each: tuple[int, ...]) -> Array:
    first, last = start // CHUNK, -(-stop // CHUNK)
    drawn = np.concatenate([_stream(seed, name, chunk).standard_normal((CHUNK, *each)) for chunk in range(first, last)])
    return drawn[start - first * CHUNK : stop - first * CHUNK]


def _stream(seed: int, name: str, chunk: int) -> np.random.Generator:
    word = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(seed, spawn_key=(word, chunk))))


def _sobol(dimensions: int, seed: int, start: int, stop: int) -> Array:
    from scipy.stats import qmc  # loaded when first asked for: it takes longer than all the rest

    points = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(np.random.SeedSequence(seed)))
    first = start // CHUNK * CHUNK
    if first:
        points.fast_forward(first)
    drawn = np.concatenate([points.random(CHUNK) for _ in range(first, stop, CHUNK)])[start - first : stop - first]
    # Points lie on a lattice of 2**-30 that holds 0; half a step away from it, none is infinite.
    return np.asarray(ndtri(drawn + 2.0**-31))
