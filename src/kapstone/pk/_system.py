"""A linear system with its inputs, as numbers: what a model becomes for given people and doses, and all that the engine sees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kapstone.pk._exponential import Array

Places = NDArray[np.intp]

__all__ = ["Constant", "Impulse", "System"]


@dataclass(frozen=True, slots=True)
class Impulse:
    """`amount` mg (n,) enter `state` at `at` h: one time for all, or (n,) where it differs between people."""

    state: int
    at: float | Array
    amount: Array


@dataclass(frozen=True, slots=True)
class Constant:
    """`rate` mg/h (n,) run into `state` from `start` to `end` h: one time for all, or (n,)."""

    state: int
    start: float | Array
    end: float | Array
    rate: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """dx/dt = matrix x + inputs, y = outputs x, for n people at once, from x = 0 at time 0.

    matrix (n, s, s) in 1/h, nothing negative off its diagonal; outputs (n, p, s), or (p, s) where alike for all.
    """

    matrix: Array
    outputs: Array
    impulses: tuple[Impulse, ...] = ()
    constants: tuple[Constant, ...] = ()

    @property
    def people(self) -> int:
        return int(self.matrix.shape[0])

    @property
    def states(self) -> int:
        return int(self.matrix.shape[-1])

    @property
    def targets(self) -> tuple[int, ...]:
        """The states that constant inputs run into, each once."""
        return tuple(sorted({each.state for each in self.constants}))

    @property
    def augmented(self) -> Array:
        """(n, s+q, s+q): the system with one more state for each of the q targets, which holds the rate into it."""
        size, targets = self.states, self.targets
        wide = np.zeros((self.people, size + len(targets), size + len(targets)))
        wide[:, :size, :size] = self.matrix
        for place, state in enumerate(targets):
            wide[:, state, size + place] = 1.0
        return wide

    def shared_times(self) -> list[float]:
        """When something begins or ends for all alike."""
        times = [each.at for each in self.impulses] + [t for each in self.constants for t in (each.start, each.end)]
        return [float(t) for t in times if not isinstance(t, np.ndarray)]

    def own_times(self) -> Array:
        """(n, k): when something begins or ends for each person on their own; k may be 0."""
        times = [each.at for each in self.impulses] + [t for each in self.constants for t in (each.start, each.end)]
        own = [t for t in times if isinstance(t, np.ndarray)]
        return np.stack(own, axis=1) if own else np.empty((self.people, 0))

    def rates(self, at: float | Array, who: slice | Places = slice(None)) -> Array:
        """(n, q): the rate into each target from `at` on, for those people."""
        found = np.zeros((self.people, len(self.targets)))[who]
        for each in self.constants:
            start, end = _of(each.start, who), _of(each.end, who)
            found[:, self.targets.index(each.state)] += np.where((start <= at) & (at < end), each.rate[who], 0.0)
        return found


def _of(time: float | Array, who: slice | Places) -> float | Array:
    return time[who] if isinstance(time, np.ndarray) else time
