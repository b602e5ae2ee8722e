"""Peak, its time, time above and time to below a threshold: found exactly between the steps of a grid, for many people at once.

Within a step the curve is exp(-shift t) times a polynomial whose coefficients are all positive (the shifted Taylor series of the matrix
exponential applied to the state). The grid only brackets: where the slope changes sign there is a turning point, where a threshold lies
between two values there is a crossing, and both are solved for on that curve.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._pieces import Pieces, walk
from kapstone.pk._system import System

__all__ = ["Measured", "area_to_infinity", "measure"]

_TERMS = 40
_REACH = 4.0
"""Up to this norm of matrix times step, forty terms are more than enough."""
_SOLVED = 1e-14
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
    chosen = range(outputs) if rows is None else rows
    wanted = thresholds or {}
    peak, peak_at = np.zeros((people, outputs)), np.zeros((people, outputs))
    above = {(row, level): np.zeros(people) for row, levels in wanted.items() for level in levels}
    below = {key: np.zeros(people) for key in above}
    wide = system.augmented
    pieces, state = walk(system, np.linspace(0.0, until_h, count + 1))
    for row in chosen:
        read = np.zeros((people, wide.shape[-1]))
        read[:, : system.states] = seen[:, row]
        turning = _row(wide, read, pieces, peak[:, row], peak_at[:, row])
        for level in wanted.get(row, ()):
            _crossings(wide, read, turning, level, until_h, above[row, level], below[row, level])
    last = np.matmul(seen, state[:, : system.states, None])[:, :, 0]
    return Measured(peak=peak, peak_at=peak_at, last=last, above=above, below=below)


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
class _Monotone:
    """Stretches on which the curve rises or falls throughout: of piece `piece`, from share `low` to share `high` of it."""

    pieces: Pieces
    low: Array
    high: Array
    at_low: Array
    at_high: Array

    def take(self, chosen: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> "_Monotone":
        return _Monotone(
            self.pieces.take(chosen), self.low[chosen], self.high[chosen], self.at_low[chosen], self.at_high[chosen]
        )


def _row(wide: Array, read: Array, pieces: Pieces, peak: Array, peak_at: Array) -> _Monotone:
    """Find the peak of one output (into `peak`, `peak_at`), and cut all pieces at its turning points."""
    slope = np.matmul(read[:, None, :], wide)[:, 0]
    who = pieces.who
    first, final = _dot(read[who], pieces.start), _dot(read[who], pieces.end)
    rising, rising_after = _dot(slope[who], pieces.start), _dot(slope[who], pieces.end)
    turns = np.flatnonzero((rising > 0) != (rising_after > 0))
    turned = pieces.take(turns)
    share, value = _solve(wide, slope, read, turned, np.zeros(turns.size), np.ones(turns.size), rising[turns], 0.0)
    for candidate, at, index in (
        (first, pieces.at, who),
        (final, pieces.at + pieces.length, who),
        (value, turned.at + share * turned.length, turned.who),
    ):
        _largest(candidate, at, index, peak, peak_at)
    whole = np.ones(len(who), dtype=bool)
    whole[turns] = False
    straight = np.flatnonzero(whole)
    kept = _Monotone(pieces.take(straight), np.zeros(straight.size), np.ones(straight.size), first[straight], final[straight])
    before = _Monotone(turned, np.zeros(turns.size), share, first[turns], value)
    after = _Monotone(turned, share, np.ones(turns.size), value, final[turns])
    return _join(kept, before, after)


def _largest(value: Array, at: Array, who: Array, peak: Array, peak_at: Array) -> None:
    """The greatest value of each person, and the first time it is reached."""
    order = np.lexsort((at, -value, who))
    people, places = np.unique(who[order], return_index=True)
    best, when = value[order][places], at[order][places]
    better = best > peak[people]
    peak[people[better]], peak_at[people[better]] = best[better], when[better]


def _crossings(wide: Array, read: Array, parts: _Monotone, level: float, until_h: float, above: Array, below: Array) -> None:
    up, down = parts.at_low >= level, parts.at_high >= level
    length = parts.pieces.length
    both = up & down
    spent = np.where(both, (parts.high - parts.low) * length, 0.0)
    crossed = np.flatnonzero(up != down)
    cut = parts.take(crossed)
    share, _ = _solve(wide, read, read, cut.pieces, cut.low, cut.high, cut.at_low - level, level)
    spent[crossed] = np.where(up[crossed], share - cut.low, cut.high - share) * cut.pieces.length
    np.add.at(above, parts.pieces.who, spent)
    left = np.where(both, parts.pieces.at + parts.high * length, -1.0)
    left[crossed] = np.where(
        up[crossed], cut.pieces.at + share * cut.pieces.length, cut.pieces.at + cut.high * cut.pieces.length
    )
    np.maximum.at(below, parts.pieces.who, left)
    # Whoever is still at or above it at the very end has not come below it within the horizon.
    ends = np.flatnonzero((parts.high == 1.0) & (parts.pieces.at + length >= until_h * (1 - 1e-12)) & down)
    below[parts.pieces.who[ends]] = np.inf


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
    norm = shift + np.abs(matrix).sum(axis=1).max(axis=1)
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
    for _ in range(200):
        middle_share = 0.5 * (low + high)
        same = (wanted(middle_share) - level > 0) == (sign > 0)
        low, high = np.where(same, middle_share, low), np.where(same, high, middle_share)
        if bool(((high - low) <= _SOLVED).all()):
            break
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
    return result


def _dot(weights: Array, state: Array) -> Array:
    return np.asarray(np.matmul(weights[:, None, :], state[:, :, None])[:, 0, 0])


def _join(*parts: _Monotone) -> _Monotone:
    """All together, in the order of person and time, so that sums over a person do not depend on the others."""
    joined = _Monotone(
        Pieces(*(np.concatenate(each) for each in zip(*(part.pieces.arrays for part in parts), strict=True))),
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("low", "high", "at_low", "at_high")),
    )
    return joined.take(np.lexsort((joined.low, joined.pieces.at, joined.pieces.who)))
