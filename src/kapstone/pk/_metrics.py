"""Peak, its time, time above and time to below a threshold: found exactly between the steps of a grid, for many people at once.

Within a step the curve is exp(-shift t) times a polynomial whose coefficients are all positive (the shifted Taylor series of the matrix
exponential applied to the state). The grid only brackets: where the slope changes sign there is a turning point, where a threshold lies
between two values there is a crossing, and both are solved for on that curve.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._pieces import Pieces, walk
from kapstone.pk._propagate import Places
from kapstone.pk._system import System

__all__ = ["Measured", "area_to_infinity", "measure"]

_TERMS = 40
_REACH = 4.0
"""Up to this norm of matrix times step, forty terms are more than enough."""
_HALVINGS = 50
"""Always as many, so that nobody's result depends on who is solved for beside them."""
_STEPS = 288
_LONGEST_H = 1 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """For n people and p outputs. Concentrations in ng/mL, times in h.

    `above[output, threshold]` (n,) is the time spent at or above it. `below[output, threshold]` (n,) is when it was last at it before
    staying below: 0 where it never reached it, infinite where it is still above at the end of the horizon.
    """

    peak: Array
    peak_at: Array
    last: Array
    above: Mapping[tuple[int, float], Array] = field(default_factory=dict)
    below: Mapping[tuple[int, float], Array] = field(default_factory=dict)


def measure(
    system: System,
    until_h: float,
    *,
    rows: Sequence[int] | None = None,
    thresholds: Mapping[int, Sequence[float]] | None = None,
) -> Measured:
    """Over 0 to `until_h`, for the outputs `rows` (all, if None; others are left at 0) and `thresholds` by output, in its unit."""
    count = max(_STEPS, int(np.ceil(until_h / _LONGEST_H)))
    people, outputs = system.people, system.outputs.shape[-2]
    seen = np.broadcast_to(system.outputs, (people, *system.outputs.shape[-2:]))
    pieces, state = walk(system, np.linspace(0.0, until_h, count + 1))
    chosen = list(range(outputs)) if rows is None else list(rows)
    wide = system.augmented
    scans = [_Scan(wide, seen[:, row], (thresholds or {}).get(row, ())) for row in chosen]
    reads = np.concatenate([np.stack([scan.read for scan in scans], 1), np.stack([scan.slope for scan in scans], 1)], axis=1)
    for piece in pieces:
        here = reads if len(piece.who) == people else reads[piece.who]
        both = np.matmul(here, np.stack([piece.start, piece.end], axis=2))
        for place, scan in enumerate(scans):
            scan.see(piece, both[:, place], both[:, len(scans) + place])
    for scan in scans:
        scan.finish(until_h)
    peak, peak_at = np.zeros((people, outputs)), np.zeros((people, outputs))
    for row, scan in zip(chosen, scans, strict=True):
        peak[:, row], peak_at[:, row] = scan.peak, scan.peak_at
    last = np.matmul(seen, state[:, : system.states, None])[:, :, 0]
    return Measured(
        peak=peak,
        peak_at=peak_at,
        last=np.asarray(last),
        above={(row, level): scan.above[level] for row, scan in zip(chosen, scans, strict=True) for level in scan.above},
        below={(row, level): scan.below[level] for row, scan in zip(chosen, scans, strict=True) for level in scan.below},
    )


def area_to_infinity(system: System) -> Array:
    """The area (n, p) under every output from 0 to the end of time, in its unit times h: outputs (-matrix)^-1 what went in.

    For systems all of whose states are emptied in the end, so without readers of areas.
    """
    entered = np.zeros((system.people, system.states))
    for impulse in system.impulses:
        entered[:, impulse.state] += impulse.amount
    for constant in system.constants:
        entered[:, constant.state] += constant.rate * (constant.end - constant.start)
    seen = np.broadcast_to(system.outputs, (system.people, *system.outputs.shape[-2:]))
    stayed = np.linalg.solve(-system.matrix, entered[:, :, None])
    return np.asarray(np.matmul(seen, stayed)[:, :, 0])


@dataclass(frozen=True, slots=True)
class _Part:
    """Of pieces (k,) the shares from `low` to `high`, on which the curve rises or falls throughout, with its values at both."""

    pieces: Pieces
    low: Array
    high: Array
    at_low: Array
    at_high: Array


class _Scan:
    """One output of n people: what its pieces showed, and what is still to be solved for."""

    def __init__(self, wide: Array, read: Array, levels: Sequence[float]) -> None:
        people, size = len(wide), wide.shape[-1]
        self.wide = wide
        self.read = np.zeros((people, size))
        self.read[:, : read.shape[-1]] = read
        self.slope = np.matmul(self.read[:, None, :], wide)[:, 0]
        self.peak, self.peak_at = np.zeros(people), np.zeros(people)
        self.above = {level: np.zeros(people) for level in levels}
        self.below = {level: np.zeros(people) for level in levels}
        self._turned: list[tuple[Pieces, Array, Array, Array]] = []
        self._crossed: dict[float, list[_Part]] = {level: [] for level in levels}

    def see(self, piece: Pieces, values: Array, slopes: Array) -> None:
        """One piece of each of some people, with values and slopes (k, 2) at its start and end."""
        self._higher(piece.who, values[:, 0], piece.at)
        self._higher(piece.who, values[:, 1], piece.at + piece.length)
        turns = (slopes[:, 0] > 0) != (slopes[:, 1] > 0)
        if turns.any():
            some = np.flatnonzero(turns)
            self._turned.append((piece.take(some), values[some, 0], values[some, 1], slopes[some, 0]))
        for level in self.above:
            up = values >= level
            both = up[:, 0] & up[:, 1] & ~turns
            self.above[level][piece.who] += np.where(both, piece.length, 0.0)
            self._later(level, piece.who, np.where(both, piece.at + piece.length, 0.0))
            cut = np.flatnonzero((up[:, 0] != up[:, 1]) & ~turns)
            if cut.size:
                ends = np.zeros(cut.size), np.ones(cut.size)
                self._crossed[level].append(_Part(piece.take(cut), *ends, values[cut, 0], values[cut, 1]))

    def finish(self, until_h: float) -> None:
        """Solve for turning points, then for crossings."""
        if self._turned:
            pieces = _joined([piece for piece, *_ in self._turned])
            first, final, slope = (np.concatenate(each) for each in list(zip(*self._turned, strict=True))[1:])
            zeros, ones = np.zeros(len(first)), np.ones(len(first))
            share, value = _solve(self.wide, self.slope, self.read, pieces, zeros, ones, slope, 0.0)
            for people in _in_turn(pieces.who):
                self._higher(pieces.who[people], value[people], (pieces.at + share * pieces.length)[people])
            for level in self.above:
                self._monotone(level, _Part(pieces, zeros, share, first, value))
                self._monotone(level, _Part(pieces, share, ones, value, final))
        for level, parts in self._crossed.items():
            if parts:
                self._cross(level, _all(parts))
            self.below[level][self._still_up(level, until_h)] = np.inf

    def _monotone(self, level: float, part: _Part) -> None:
        up, down = part.at_low >= level, part.at_high >= level
        both, length = up & down, part.pieces.length
        np.add.at(self.above[level], part.pieces.who, np.where(both, (part.high - part.low) * length, 0.0))
        np.maximum.at(self.below[level], part.pieces.who, np.where(both, part.pieces.at + part.high * length, 0.0))
        cut = np.flatnonzero(up != down)
        if cut.size:
            self._crossed[level].append(
                _Part(part.pieces.take(cut), part.low[cut], part.high[cut], part.at_low[cut], part.at_high[cut])
            )

    def _cross(self, level: float, part: _Part) -> None:
        pieces, falls = part.pieces, part.at_low >= level
        share, _ = _solve(self.wide, self.read, self.read, pieces, part.low, part.high, part.at_low - level, level)
        np.add.at(self.above[level], pieces.who, np.where(falls, share - part.low, part.high - share) * pieces.length)
        np.maximum.at(self.below[level], pieces.who, pieces.at + np.where(falls, share, part.high) * pieces.length)

    def _still_up(self, level: float, until_h: float) -> Places:
        """Who is at or above it at the end: their last time at it is the end itself."""
        return np.flatnonzero((self.below[level] >= until_h * (1 - 1e-14)) & (self.above[level] > 0))

    def _higher(self, who: Places, value: Array, at: Array) -> None:
        better = value > self.peak[who]
        self.peak[who[better]], self.peak_at[who[better]] = value[better], at[better]

    def _later(self, level: float, who: Places, at: Array) -> None:
        self.below[level][who] = np.maximum(self.below[level][who], at)


def _joined(pieces: Sequence[Pieces]) -> Pieces:
    return Pieces(
        np.concatenate([piece.who for piece in pieces]),
        np.concatenate([piece.at for piece in pieces]),
        np.concatenate([piece.length for piece in pieces]),
        np.concatenate([piece.start for piece in pieces]),
        np.concatenate([piece.end for piece in pieces]),
    )


def _all(parts: Sequence[_Part]) -> _Part:
    return _Part(
        _joined([part.pieces for part in parts]),
        np.concatenate([part.low for part in parts]),
        np.concatenate([part.high for part in parts]),
        np.concatenate([part.at_low for part in parts]),
        np.concatenate([part.at_high for part in parts]),
    )


def _in_turn(who: Places) -> Iterator[Places]:
    """Places of each person's first, second, ... entry, so that nobody is there twice at once."""
    order = np.argsort(who, kind="stable")
    fresh = np.concatenate([[True], np.diff(who[order]) > 0])
    rank = np.arange(who.size) - np.maximum.accumulate(np.where(fresh, np.arange(who.size), 0))
    for turn in range(int(rank.max(initial=-1)) + 1):
        yield order[rank == turn]


def _solve(
    wide: Array, of: Array, read: Array, pieces: Pieces, low: Array, high: Array, sign: Array, level: float
) -> tuple[Array, Array]:
    """The share of each piece at which `of` state equals `level` (it has the sign of `sign` at `low`), and what `read` is there."""
    if not low.size:
        return low, low
    low, high = low.copy(), high.copy()
    matrix = wide[pieces.who]
    size = matrix.shape[-1]
    diagonal = np.arange(size)
    shift = np.max(-matrix[:, diagonal, diagonal], axis=1)
    norm = shift + matrix.sum(axis=1).max(axis=1)
    start, base, span = pieces.start.copy(), np.zeros(low.size), np.ones(low.size)
    of_, read_ = of[pieces.who], read[pieces.who]
    # Halve the piece, exactly, until the series reaches across it.
    while (far := np.flatnonzero(norm * pieces.length * span > _REACH)).size:
        half = span[far] / 2
        middle = np.matmul(exponential(matrix[far], half * pieces.length[far]), start[far][:, :, None])[:, :, 0]
        at = base[far] + half
        same = (_dot(of_[far], middle) - level > 0) == (sign[far] > 0)
        later = (same | (at <= low[far])) & (at < high[far])
        start[far[later]], base[far[later]] = middle[later], at[later]
        span[far] = half
    low, high = np.maximum(low, base), np.minimum(high, base + span)
    series = _coefficients(matrix, shift, start, pieces.length)

    def value(weights: Array) -> Callable[[Array], Array]:
        terms = np.ascontiguousarray(np.matmul(series, weights[:, :, None])[:, :, 0].T)
        return lambda share: _horner(terms, share) * np.exp(-shift * pieces.length * share)

    wanted, seen = value(of_), value(read_)
    low, high = low - base, high - base
    for _ in range(_HALVINGS):
        middle_share = 0.5 * (low + high)
        same = (wanted(middle_share) - level > 0) == (sign > 0)
        low, high = np.where(same, middle_share, low), np.where(same, high, middle_share)
    share = 0.5 * (low + high)
    return base + share, seen(share)


def _coefficients(matrix: Array, shift: Array, start: Array, length: Array) -> Array:
    """(k, 40, m): the shifted Taylor terms of the state, in powers of the share of the piece."""
    size = matrix.shape[-1]
    shifted = matrix * length[:, None, None]
    shifted[:, np.arange(size), np.arange(size)] += (shift * length)[:, None]
    np.maximum(shifted, 0.0, out=shifted)
    terms = np.empty((len(start), _TERMS, size))
    terms[:, 0] = start
    for power in range(1, _TERMS):
        terms[:, power] = np.matmul(shifted, terms[:, power - 1][:, :, None])[:, :, 0] / power
    return terms


def _horner(terms: Array, share: Array) -> Array:
    result = terms[-1].copy()
    for coefficient in terms[-2::-1]:
        result = result * share + coefficient
    return np.asarray(result)


def _dot(weights: Array, state: Array) -> Array:
    return np.asarray(np.matmul(weights[:, None, :], state[:, :, None])[:, 0, 0])
