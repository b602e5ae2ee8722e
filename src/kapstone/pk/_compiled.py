"""The engine of `_propagate`, compiled: one person after another on each core. Needs the extra `fast` (numba); the same within 1e-12.

Each person is computed alone and in one order, so the number of threads changes no byte.
"""

import math
from typing import Any

import numpy as np
from numba import njit, prange

from kapstone.pk._exponential import LARGEST, TERMS, Array
from kapstone.pk._propagate import SAME, block_of, plan
from kapstone.pk._system import System

__all__ = ["run"]

_TERMS = np.asarray(TERMS)


def run(system: System, outputs: Array, stops: Array, found: Array) -> None:
    """Fill `found` (n, p, len(stops)) with the outputs at `stops` (sorted, from 0)."""
    people, size = system.people, system.states
    targets = len(system.targets)
    wide = np.ascontiguousarray(system.augmented)
    seen = np.zeros((people, outputs.shape[1], size + targets))
    seen[:, :, :size] = outputs
    steps = list(plan(system, stops))
    keys = [round(step.dt, 12) for step in steps]
    known = sorted(set(keys))
    wheres = np.array(
        [[step.count, step.first, known.index(key), block_of(step.count)] for step, key in zip(steps, keys, strict=True)]
    )
    times = np.array([[step.start, step.dt] for step in steps])
    _everyone(
        wide, seen, size, wheres.reshape(-1, 4), times.reshape(-1, 2), np.array([steps[keys.index(key)].dt for key in known]),
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


def _compiled(**options: bool) -> Any:  # Any: numba's decorators have no types
    return njit(cache=True, fastmath=False, **options)


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
def _next_time(after: float, until: float, starts: Any, ends: Any, when: Any) -> float:  # Any: arrays
    """The first time after `after` at which something begins or ends; infinity if there is none up to `until`."""
    found = np.inf
    for times in (starts, ends, when):
        for each in range(times.shape[0]):
            if after + SAME < times[each] <= until + SAME:
                found = min(found, times[each])
    return found


@_compiled()
def _person(
    wide: Any, seen: Any, size: int, wheres: Any, times: Any, dts: Any, starts: Any, ends: Any, rates: Any, into: Any,
    when: Any, amounts: Any, enters: Any, found: Any,
) -> None:  # fmt: skip  # Any: arrays
    width, outputs = wide.shape[0], seen.shape[0]
    work = np.empty((5, width, width))
    state, after, begin = np.zeros(width), np.empty(width), np.empty(width)
    powers = np.empty((dts.shape[0], width, width))
    for each in range(dts.shape[0]):
        _exponential(wide, dts[each], powers[each], work)
    larger, spare, cut = np.empty((width, width)), np.empty((width, width)), np.empty((width, width))
    most = 1
    for row in range(wheres.shape[0]):
        most = max(most, wheres[row, 3])
    ahead = np.empty((outputs, width, most))
    _enter(state, 0.0, when, amounts, enters)
    for output in range(outputs):
        found[output, 0] = np.dot(seen[output], state)
    for row in range(wheres.shape[0]):
        count, first, small = wheres[row, 0], wheres[row, 1], wheres[row, 3]
        power, start, dt = powers[wheres[row, 2]], times[row, 0], times[row, 1]
        for i in range(width):
            for j in range(width):
                larger[i, j] = power[i, j]
        for output in range(outputs):
            for j in range(width):
                total = 0.0
                for i in range(width):
                    total += seen[output, i] * power[i, j]
                ahead[output, j, 0] = total
        done = 1
        while done < small:
            for output in range(outputs):
                for j in range(width):
                    for step in range(done):
                        ahead[output, j, done + step] = 0.0
                    for i in range(width):
                        factor = larger[i, j]
                        if factor != 0.0:
                            for step in range(done):
                                ahead[output, j, done + step] += factor * ahead[output, i, step]
            _times_matrix(larger, larger, spare)
            for i in range(width):
                for j in range(width):
                    larger[i, j] = spare[i, j]
            done *= 2
        taken = 0
        while taken < count:
            length = min(small, count - taken)
            at = start + taken * dt
            until = start + (taken + length) * dt
            base = first + taken
            _set_rates(state, size, at + SAME, starts, ends, rates, into)
            if length == small and _next_time(at, until - 3 * SAME, starts, ends, when) == np.inf:
                for output in range(outputs):
                    for step in range(small):
                        found[output, base + step] = 0.0
                    for j in range(width):
                        value = state[j]
                        if value != 0.0:
                            for step in range(small):
                                found[output, base + step] += value * ahead[output, j, step]
                _times_state(larger, state, after)
                state[:] = after
            else:
                for step in range(length):
                    now, stop = at + step * dt, at + (step + 1) * dt
                    if _next_time(now, stop - 3 * SAME, starts, ends, when) == np.inf:
                        _set_rates(state, size, now + SAME, starts, ends, rates, into)
                        _times_state(power, state, after)
                        state[:] = after
                    else:
                        while now < stop - SAME:
                            end = min(_next_time(now, stop, starts, ends, when), stop)
                            _set_rates(state, size, now + SAME, starts, ends, rates, into)
                            _exponential(wide, end - now, cut, work)
                            begin[:] = state
                            _times_state(cut, begin, state)
                            if end < stop - SAME:
                                _enter(state, end, when, amounts, enters)
                            now = end
                    if step < length - 1:
                        _enter(state, stop, when, amounts, enters)
                    for output in range(outputs):
                        found[output, base + step] = np.dot(seen[output], state)
            taken += length
            before = state.copy()
            _enter(state, until, when, amounts, enters)
            if (before != state).any():
                for output in range(outputs):
                    found[output, base + length - 1] = np.dot(seen[output], state)


@_compiled(parallel=True)
def _everyone(
    wide: Any, seen: Any, size: int, wheres: Any, times: Any, dts: Any, starts: Any, ends: Any, rates: Any, into: Any,
    when: Any, amounts: Any, enters: Any, found: Any,
) -> None:  # fmt: skip  # Any: arrays
    for person in prange(wide.shape[0]):
        _person(
            wide[person], seen[person], size, wheres, times, dts, starts[person], ends[person], rates[person], into,
            when[person], amounts[person], enters, found[person],
        )  # fmt: skip
