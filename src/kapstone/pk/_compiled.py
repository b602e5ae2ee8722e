"""The engine of `_propagate`, compiled: one person after another on each core. Needs the extra `fast` (numba); the same within 1e-12.

Each person is computed alone and in one order, so the number of threads changes no byte.
"""

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit, prange

from kapstone.pk._exponential import LARGEST, TERMS, Array
from kapstone.pk._propagate import SAME, block_of, plan
from kapstone.pk._system import System

__all__ = ["run"]

_TERMS = np.asarray(TERMS)
REACH, MOST_TERMS = 6.0, 60
"""A step is taken in parts of at most this norm, for which so many terms are more than enough."""


def run(system: System, outputs: Array, stops: Array, found: Array) -> None:
    """Fill `found` (n, p, len(stops)) with the outputs at `stops` (sorted, from 0)."""
    people, size = system.people, system.states
    wide = np.ascontiguousarray(system.augmented)
    seen = np.zeros((people, outputs.shape[1], wide.shape[-1]))
    seen[:, :, :size] = outputs
    steps = list(plan(system, stops))
    keys = [round(step.dt, 12) for step in steps]
    known = sorted(set(keys))
    kinds = [
        (steps[keys.index(key)].dt, max(block_of(step.count) for step, its in zip(steps, keys, strict=True) if its == key))
        for key in known
    ]
    _everyone(
        wide, seen, size, np.stack(np.nonzero(wide.any(axis=0)), axis=1),
        np.array([[step.count, step.first, known.index(key)] for step, key in zip(steps, keys, strict=True)], dtype=np.int64).reshape(-1, 3),
        np.array([step.start for step in steps], dtype=float),
        np.array([dt for dt, _ in kinds], dtype=float), np.array([small for _, small in kinds], dtype=np.int64),
        _each(system, [each.start for each in system.constants]), _each(system, [each.end for each in system.constants]),
        _each(system, [each.rate for each in system.constants]),
        np.array([size + system.targets.index(each.state) for each in system.constants], dtype=np.int64),
        _each(system, [each.at for each in system.impulses]), _each(system, [each.amount for each in system.impulses]),
        np.array([each.state for each in system.impulses], dtype=np.int64),
        found,
    )  # fmt: skip


def _each(system: System, values: list[float | Array]) -> Array:
    """(n, k), one column for each value."""
    columns = [np.broadcast_to(np.asarray(value, dtype=float), (system.people,)) for value in values]
    return np.ascontiguousarray(np.stack(columns, axis=1)) if columns else np.zeros((system.people, 0))


_F = TypeVar("_F", bound=Callable[..., object])


def _compiled(*, parallel: bool = False) -> Callable[[_F], _F]:
    """numba's decorator, which calls a function by the same types as the plain one."""
    return cast("Callable[[_F], _F]", njit(cache=True, parallel=parallel))


@_compiled()
def _times_matrix(a: Any, b: Any, out: Any) -> None:  # Any: arrays, as numba types them
    size = a.shape[0]
    for i in range(size):
        for j in range(size):
            out[i, j] = 0.0
        for k in range(size):
            factor = a[i, k]
            if factor != 0.0:
                for j in range(size):
                    out[i, j] += factor * b[k, j]


@_compiled()
def _times_state(a: Any, x: Any, out: Any) -> None:  # Any: arrays
    for i in range(a.shape[0]):
        total = 0.0
        for k in range(a.shape[1]):
            total += a[i, k] * x[k]
        out[i] = total


@_compiled()
def _exponential(matrix: Any, dt: float, result: Any, work: Any) -> None:  # Any: arrays; work (5, m, m)
    size = matrix.shape[0]
    shift = 0.0
    for i in range(size):
        shift = max(shift, -matrix[i, i])
    shift *= dt
    scaled, two, three, four, spare = work[0], work[1], work[2], work[3], work[4]
    norm = 0.0
    for j in range(size):
        total = 0.0
        for i in range(size):
            value = matrix[i, j] * dt
            if i == j:
                value += shift
            scaled[i, j] = max(value, 0.0)
            total += scaled[i, j]
        norm = max(norm, total)
    times = max(0, math.frexp(norm / LARGEST)[1]) if norm > 0.0 else 0
    scale = math.ldexp(1.0, -times)
    for i in range(size):
        for j in range(size):
            scaled[i, j] *= scale
    _times_matrix(scaled, scaled, two)
    _times_matrix(two, scaled, three)
    _times_matrix(two, two, four)
    for i in range(size):
        for j in range(size):
            result[i, j] = four[i, j] * _TERMS[16]
    for start in (12, 8, 4, 0):
        if start < 12:
            _times_matrix(result, four, spare)
            for i in range(size):
                for j in range(size):
                    result[i, j] = spare[i, j]
        for i in range(size):
            for j in range(size):
                result[i, j] += (
                    _TERMS[start + 1] * scaled[i, j] + _TERMS[start + 2] * two[i, j] + _TERMS[start + 3] * three[i, j]
                )
            result[i, i] += _TERMS[start]
    shrink = math.exp(-shift * scale)
    for i in range(size):
        for j in range(size):
            result[i, j] *= shrink
    for _ in range(times):
        _times_matrix(result, result, spare)
        for i in range(size):
            for j in range(size):
                result[i, j] = spare[i, j]


@_compiled()
def _set_rates(state: Any, size: int, at: float, starts: Any, ends: Any, rates: Any, into: Any) -> None:  # Any: arrays
    for place in range(size, state.shape[0]):
        state[place] = 0.0
    for each in range(starts.shape[0]):
        if starts[each] <= at < ends[each]:
            state[into[each]] += rates[each]


@_compiled()
def _enter(state: Any, at: float, when: Any, amounts: Any, into: Any) -> None:  # Any: arrays
    for each in range(when.shape[0]):
        if abs(when[each] - at) <= SAME:
            state[into[each]] += amounts[each]


@_compiled()
def _next_time(after: float, starts: Any, ends: Any, when: Any) -> float:  # Any: arrays
    """The first time after `after` at which something begins or ends; infinity if nothing does."""
    found = np.inf
    for each in range(starts.shape[0]):
        if after + SAME < starts[each] < found:
            found = starts[each]
        if after + SAME < ends[each] < found:
            found = ends[each]
    for each in range(when.shape[0]):
        if after + SAME < when[each] < found:
            found = when[each]
    return found


@_compiled()
def _act(matrix: Any, places: Any, dt: float, state: Any, term: Any, next_term: Any) -> None:  # Any: arrays
    """state <- exp(matrix dt) state, by the shifted series applied to the state alone, where `matrix` is zero outside `places`."""
    size = state.shape[0]
    shift = 0.0
    for i in range(size):
        shift = max(shift, -matrix[i, i])
    parts = max(1, math.ceil(shift * dt / REACH))
    dt /= parts
    shrink = math.exp(-shift * dt)
    for _ in range(parts):
        for i in range(size):
            term[i] = state[i]
        for power in range(1, MOST_TERMS):
            for i in range(size):
                next_term[i] = shift * term[i]
            for place in range(places.shape[0]):
                i, j = places[place, 0], places[place, 1]
                next_term[i] += matrix[i, j] * term[j]
            left = 0.0
            whole = 0.0
            for i in range(size):
                term[i] = max(next_term[i], 0.0) * dt / power
                state[i] += term[i]
                left = max(left, term[i])
                whole = max(whole, state[i])
            if power > REACH and left <= 1e-22 * whole:
                break
        for i in range(size):
            state[i] *= shrink


@_compiled()
def _look(seen: Any, state: Any, found: Any, column: int) -> None:  # Any: arrays
    for output in range(seen.shape[0]):
        total = 0.0
        for j in range(state.shape[0]):
            total += seen[output, j] * state[j]
        found[output, column] = total


@_compiled()
def _prepare(powers: Any, seen: Any, small: int, ahead: Any, reads: Any) -> None:  # Any: arrays
    """`ahead` (p, m, small): what each output reads 1 to `small` steps later. `powers` (k, m, m): over 1, 2, 4 to `small` steps; the first is given.

    `reads` (m, small * p) holds the same with the outputs side by side, for as long as the doubling needs long lines.
    """
    width, outputs = seen.shape[1], seen.shape[0]
    for output in range(outputs):
        for j in range(width):
            total = 0.0
            for i in range(width):
                total += seen[output, i] * powers[0, i, j]
            reads[j, output] = total
    done, doubled = outputs, 0
    while done < outputs * small:
        larger = powers[doubled]
        for j in range(width):
            for place in range(done):
                reads[j, done + place] = 0.0
            for i in range(width):
                factor = larger[i, j]
                if factor != 0.0:
                    for place in range(done):
                        reads[j, done + place] += factor * reads[i, place]
        doubled += 1
        _times_matrix(larger, larger, powers[doubled])
        done *= 2
    for output in range(outputs):
        for j in range(width):
            for step in range(small):
                ahead[output, j, step] = reads[j, step * outputs + output]


@_compiled()
def _person(
    wide: Any, seen: Any, size: int, places: Any, rows: Any, row_starts: Any, dts: Any, smalls: Any, starts: Any, ends: Any, rates: Any,
    into: Any, when: Any, amounts: Any, enters: Any, found: Any,
) -> None:  # fmt: skip  # Any: arrays
    width, outputs, kinds = wide.shape[0], seen.shape[0], dts.shape[0]
    most = smalls.max() if kinds else 1
    work, state, after, term = np.empty((5, width, width)), np.zeros(width), np.empty(width), np.empty(width)
    powers, ahead = np.empty((kinds, 1 + int(math.log2(most)), width, width)), np.empty((kinds, outputs, width, most))
    reads_at_once = np.empty((width, most * outputs))
    for kind in range(kinds):
        _exponential(wide, dts[kind], powers[kind, 0], work)
        _prepare(powers[kind], seen, smalls[kind], ahead[kind], reads_at_once)
    _enter(state, 0.0, when, amounts, enters)
    _look(seen, state, found, 0)
    for row in range(rows.shape[0]):
        count, first, kind = rows[row, 0], rows[row, 1], rows[row, 2]
        dt, small, reads = dts[kind], smalls[kind], ahead[kind]
        taken = 0
        while taken < count:
            now = row_starts[row] + taken * dt
            _set_rates(state, size, now + SAME, starts, ends, rates, into)
            event = _next_time(now, starts, ends, when)
            free = min(small, count - taken)
            if event < now + free * dt - SAME:
                free = int((event - now + 2 * SAME) / dt)
            if free > 0:
                for output in range(outputs):
                    line = found[output, first + taken : first + taken + free]
                    line[:] = 0.0
                    for j in range(width):
                        value = state[j]
                        if value != 0.0:
                            for step in range(free):
                                line[step] += value * reads[output, j, step]
                for doubled in range(powers.shape[1]):
                    if free >> doubled & 1:
                        _times_state(powers[kind, doubled], state, after)
                        state[:] = after
            else:
                free = 1
                stop = now + dt
                while now < stop - SAME:
                    end = min(_next_time(now, starts, ends, when), stop)
                    _set_rates(state, size, now + SAME, starts, ends, rates, into)
                    _act(wide, places, end - now, state, after, term)
                    if end < stop - SAME:
                        _enter(state, end, when, amounts, enters)
                    now = end
                _look(seen, state, found, first + taken)
            taken += free
            now = row_starts[row] + taken * dt
            if when.shape[0] and _enters(now, when):
                _enter(state, now, when, amounts, enters)
                _look(seen, state, found, first + taken - 1)


@_compiled()
def _enters(at: float, when: Any) -> bool:  # Any: an array
    found = False
    for each in range(when.shape[0]):
        found |= abs(when[each] - at) <= SAME
    return found


@_compiled(parallel=True)
def _everyone(
    wide: Any, seen: Any, size: int, places: Any, rows: Any, row_starts: Any, dts: Any, smalls: Any, starts: Any, ends: Any, rates: Any,
    into: Any, when: Any, amounts: Any, enters: Any, found: Any,
) -> None:  # fmt: skip  # Any: arrays
    for person in prange(wide.shape[0]):
        _person(
            wide[person], seen[person], size, places, rows, row_starts, dts, smalls, starts[person], ends[person], rates[person], into,
            when[person], amounts[person], enters, found[person],
        )  # fmt: skip
