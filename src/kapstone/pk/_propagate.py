"""Exact propagation under piecewise constant input: one matrix exponential for each distinct step, then products.

Equal steps in a row are taken in blocks of m: U[j] = outputs Z^j for the small steps within a block, X[g] for the states at the starts of
blocks, and all outputs of the row are U[j] X[g]. A person whose own input begins or ends within a block goes through it step by step.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._system import System

__all__ = ["SAME", "Step", "add_own", "add_shared", "plan", "propagate", "stops_of"]

SAME = 1e-11
"""Hours (36 nanoseconds) within which two times are one: a sample at the end of an infusion is at its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """`count` equal steps of `dt` h from `start`; `first` is the place of the first result among the times of the plan."""

    start: float
    dt: float
    count: int
    first: int


def propagate(system: System, times: Array, *, compiled: bool = False) -> Array:
    """The outputs (n, p, T) at `times` (T,), in h, not negative, in any order.

    A sample at the very time of a bolus is taken after it; one at the end of an infusion sees all of it. Errors: none; the caller has
    checked. Each person's numbers depend on that person alone: the same bytes whoever else is computed beside them.
    """
    outputs = (
        system.outputs if system.outputs.ndim == 3 else np.broadcast_to(system.outputs, (system.people, *system.outputs.shape))
    )
    stops, places = stops_of(system, np.asarray(times, dtype=float))
    found = np.empty((system.people, outputs.shape[1], len(stops)))
    _run(system, outputs, stops, found, compiled=compiled)
    if len(places) == len(stops) and bool((places == np.arange(len(stops))).all()):
        return found
    return found[:, :, places]


def plan(system: System, stops: Array) -> Iterator[Step]:
    """The steps between `stops` (sorted, from 0): as few as there are changes of step or of shared input."""
    events = np.asarray(sorted(set(system.shared_times())))
    gaps = np.diff(stops)
    begins = 0
    while begins < len(gaps):
        ends = begins + 1
        while ends < len(gaps) and abs(gaps[ends] - gaps[begins]) <= SAME and not _near(events, stops[ends]):
            ends += 1
        count = ends - begins
        yield Step(float(stops[begins]), float((stops[ends] - stops[begins]) / count), count, begins + 1)
        begins = ends


def _near(events: Array, at: float) -> bool:
    return bool(events.size) and bool(np.abs(events - at).min() <= SAME)


def stops_of(system: System, times: Array) -> tuple[Array, "np.ndarray[tuple[int], np.dtype[np.intp]]"]:
    """All times at which to stop, sorted and each once, and where in them each of `times` is."""
    last = float(times.max(initial=0.0))
    shared = [t for t in system.shared_times() if t <= last + SAME]
    every = np.sort(np.concatenate([[0.0], shared, times]))
    keep = np.concatenate([[True], np.diff(every) > SAME])
    stops = every[keep]
    places = np.searchsorted(stops, times + SAME, side="right") - 1
    return stops, places


def _run(system: System, outputs: Array, stops: Array, found: Array, *, compiled: bool) -> None:
    size, people = system.states, system.people
    targets = len(system.targets)
    own = system.own_times()
    wide = system.augmented
    seen = np.concatenate([outputs, np.zeros((people, outputs.shape[1], targets))], axis=2)
    powers: dict[tuple[float, int], Array] = {}
    state = np.zeros((people, size + targets))
    add_shared(system, state, 0.0)
    add_own(system, state, np.zeros(people), np.arange(people))
    found[:, :, 0] = _seen(seen, state)
    for step in plan(system, stops):
        # Without a running input the last states are zero and can be left out.
        kept = size + targets if own.shape[1] or _runs(system, step.start + 0.5 * step.dt) else size
        key = (round(step.dt, 12), kept)
        if key not in powers:
            powers[key] = exponential(np.ascontiguousarray(wide[:, :kept, :kept]), step.dt)
        state[:, size:] = system.rates(step.start + SAME)
        here = np.ascontiguousarray(state[:, :kept])
        part = found[:, :, step.first : step.first + step.count]
        if own.shape[1]:
            _own_row(system, own, wide, powers[key], seen, here, part, step)
        else:
            _row(powers[key], seen[:, :, :kept], here, part)
        state[:, :kept] = here
        if add_shared(system, state, step.start + step.dt * step.count):
            found[:, :, step.first + step.count - 1] = _seen(seen, state)
    del compiled


def _runs(system: System, at: float) -> bool:
    """Whether any input that is alike for all runs at that time."""
    return any(float(each.start) <= at < float(each.end) for each in system.constants)


def add_shared(system: System, state: Array, at: float) -> bool:
    """Add what enters all at once at that time; False where nothing does."""
    hit = False
    for each in system.impulses:
        if not isinstance(each.at, np.ndarray) and abs(each.at - at) <= SAME:
            state[:, each.state] += each.amount
            hit = True
    return hit


def _seen(seen: Array, state: Array) -> Array:
    return np.matmul(seen, state[:, :, None])[:, :, 0]


def _row(power: Array, seen: Array, state: Array, part: Array) -> None:
    """`count` equal steps from `state` (changed in place) under `power`, with the outputs of each into `part` (n, p, count)."""
    people, outputs, count = part.shape
    small = _block(count)
    after = np.matmul(seen, power)[:, :, :, None]
    larger = power
    while after.shape[3] < small:
        after = np.concatenate([after, _ahead(after, larger)], axis=3)
        larger = np.matmul(larger, larger)
    blocks, rest = divmod(count, small)
    starts = np.empty((people, blocks + 1, state.shape[1]))
    for block in range(blocks):
        starts[:, block] = state
        state[:] = np.matmul(larger, state[:, :, None])[:, :, 0]
    starts[:, blocks] = state
    for output in range(outputs):
        columns = np.ascontiguousarray(after[:, output])
        part[:, output, : blocks * small] = np.matmul(starts[:, :blocks], columns).reshape(people, blocks * small)
        if rest:
            part[:, output, blocks * small :] = np.matmul(starts[:, blocks:], columns[:, :, :rest])[:, 0]
    for _ in range(rest):
        state[:] = np.matmul(power, state[:, :, None])[:, :, 0]


def _block(count: int) -> int:
    """Steps in a block: the power of two nearest to the root of their number."""
    return 1 << max(0, round(math.log2(math.sqrt(count)))) if count > 3 else 1


def _ahead(after: Array, power: Array) -> Array:
    """Rows of outputs one block further: each (n, p, s, k) times `power` from the right."""
    return np.stack([np.matmul(power.transpose(0, 2, 1), after[:, output]) for output in range(after.shape[1])], axis=1)


def _own_row(system: System, own: Array, wide: Array, power: Array, seen: Array, state: Array, part: Array, step: Step) -> None:
    """As `_row`, where inputs begin or end for each person on their own."""
    size = system.states
    small = _block(step.count)
    for first in range(0, step.count, small):
        count = min(small, step.count - first)
        start = step.start + first * step.dt
        state[:, size:] = system.rates(start + SAME)
        broken = ((own > start + SAME) & (own <= start + count * step.dt + SAME)).any(axis=1)
        who = np.flatnonzero(broken)
        theirs = state[who]
        _row(power, seen, state, part[:, :, first : first + count])
        for place in range(count):
            if not who.size:
                break
            theirs = _own_step(system, own, wide, power, theirs, who, start + place * step.dt, step.dt)
            part[who, :, first + place] = _seen(seen[who], theirs)
        state[who] = theirs


def _own_step(
    system: System, own: Array, wide: Array, power: Array, state: Array, who: Array, start: float, dt: float
) -> Array:
    """One step of the people `who`, cut where their own inputs begin or end."""
    size = system.states
    state = state.copy()
    state[:, size:] = system.rates(start + SAME, who)
    result = np.matmul(power[who], state[:, :, None])[:, :, 0]
    times = own[who]
    inside = (times > start + SAME) & (times <= start + dt + SAME)
    cut = np.flatnonzero(inside.any(axis=1))
    if not cut.size:
        return result
    here, now, left = state[cut], np.full(cut.size, start), np.where(inside, times, np.inf)[cut]
    while cut.size:
        stop = np.minimum(left.min(axis=1), start + dt)
        here[:, size:] = system.rates(now + SAME, who[cut])
        here = np.matmul(exponential(wide[who[cut]], stop - now), here[:, :, None])[:, :, 0]
        add_own(system, here, stop, who[cut])
        on = stop < start + dt - SAME
        result[cut[~on]] = here[~on]
        cut, here, now, left = cut[on], here[on], stop[on], left[on]
        left = np.where(left <= now[:, None] + SAME, np.inf, left)
    return result


def add_own(system: System, state: Array, at: Array, who: Array) -> None:
    for each in system.impulses:
        if isinstance(each.at, np.ndarray):
            state[:, each.state] += np.where(np.abs(each.at[who] - at) <= SAME, each.amount[who], 0.0)
