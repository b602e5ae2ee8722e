"""Percentiles of a stream: counts in bins of equal ratio, so that memory is bounded and the order of arrival changes nothing."""

import numpy as np

from kapstone.pk._exponential import Array

__all__ = ["Spread"]

_LEAST, _MOST = 1e-9, 1e7
"""ng/mL. What is less than a millionth of what any assay sees counts as 0; what is more cannot come from a dose inside the limits."""
_WIDTH = 0.004
_BINS = int(np.ceil(np.log(_MOST / _LEAST) / _WIDTH)) + 2


class Spread:
    """Counts of values (p, T) of many people. Percentiles are within a bin (0.4 %), and smooth within it."""

    def __init__(self, outputs: int, times: int) -> None:
        self.shape = (outputs, times)
        self.people = 0
        self._counts = np.zeros((outputs * times, _BINS), dtype=np.int32)

    def add(self, values: Array) -> None:
        """Count values (n, p, T), none negative. Raises ValueError for what is no concentration."""
        flat = np.ascontiguousarray(values.reshape(len(values), -1).T)
        if not bool((flat <= _MOST).all()):
            raise ValueError("a concentration is not finite, or beyond any dose inside the limits")
        nothing = flat < _LEAST
        places = np.log(np.where(nothing, _LEAST, flat))
        places -= np.log(_LEAST)
        places /= _WIDTH
        bins = places.astype(np.int64) + 1
        bins[nothing] = 0
        for row, (its, low) in enumerate(zip(bins, bins.min(axis=1), strict=True)):
            counted = np.bincount(its - low)
            self._counts[row, low : low + len(counted)] += counted.astype(np.int32)
        self.people += len(values)

    def percentiles(self, percents: tuple[float, ...]) -> Array:
        """(len(percents), p, T)."""
        running = np.cumsum(self._counts, axis=1, dtype=np.int64)
        found = np.empty((len(percents), len(running)))
        for row, counts in enumerate(running):
            for place, percent in enumerate(percents):
                found[place, row] = self._value(counts, percent / 100)
        return found.reshape(len(percents), *self.shape)

    def errors(self, percents: tuple[float, ...]) -> Array:
        """The Monte Carlo standard error of each percentile, from the spacing of the order statistics around it; no shape assumed."""
        low, high = [], []
        for percent in percents:
            share = percent / 100
            away = np.sqrt(share * (1 - share) / self.people)
            low.append(100 * max(0.0, share - away))
            high.append(100 * min(1.0, share + away))
        return (self.percentiles(tuple(high)) - self.percentiles(tuple(low))) / 2

    def _value(self, running: Array, share: float) -> float:
        wanted = share * self.people
        place = int(np.searchsorted(running, max(wanted, 0.5), side="left"))
        if place == 0:
            return 0.0
        before = running[place - 1]
        within = (wanted - before) / (running[place] - before)
        return float(_LEAST * np.exp(_WIDTH * (place - 1 + min(max(within, 0.0), 1.0))))
