"""Exact propagation under piecewise constant input: one matrix exponential for each distinct step, then products.

Equal steps in a row are taken in blocks of m: U[j] = outputs Z^j for the small steps within a block, X[g] for the states at the starts of
blocks, and all outputs of the row are U[j] X[g]. A person whose own input begins or ends within a block goes through it step by step.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._system import System

__all__ = ["SAME", "Cuts", "Places", "Step", "add_own", "add_shared", "block_of", "cuts_of", "plan", "propagate", "stops_of"]

Places = NDArray[np.intp]

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
    checked. `compiled` needs the extra `fast`. Each person's numbers depend on that person alone: the same bytes whoever else is computed beside them.
    """
    outputs = (
        system.outputs if system.outputs.ndim == 3 else np.broadcast_to(system.outputs, (system.people, *system.outputs.shape))
    )
    stops, places = stops_of(system, np.asarray(times, dtype=float))
    found = np.empty((system.people, outputs.shape[1], len(stops)))
    if compiled:
        from kapstone.pk._compiled import run

        run(system, outputs, stops, found)
    else:
        _run(system, outputs, stops, found)
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


def stops_of(system: System, times: Array) -> tuple[Array, Places]:
    """All times at which to stop, sorted and each once, and where in them each of `times` is."""
    last = float(times.max(initial=0.0))
    shared = [t for t in system.shared_times() if t <= last + SAME]
    every = np.sort(np.concatenate([[0.0], shared, times]))
    keep = np.concatenate([[True], np.diff(every) > SAME])
    stops = every[keep]
    places = np.searchsorted(stops, times + SAME, side="right") - 1
    return stops, places


def _run(system: System, outputs: Array, stops: Array, found: Array) -> None:
    size, people = system.states, system.people
    own = system.own_times()
    wide = system.augmented
    targets = wide.shape[-1] - size
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
            powers[key] = exponential(wide[:, :kept, :kept], step.dt)
        state[:, size:] = system.rates(step.start + SAME)
        part = found[:, :, step.first : step.first + step.count]
        row = _Row(powers[key], seen[:, :, :kept], block_of(step.count))
        if own.shape[1]:
            state = _own_steps(system, own, wide, row, state, part, step)
        else:
            state[:, :kept] = row.steps(state[:, :kept], part)
        if add_shared(system, state, step.start + step.dt * step.count):
            found[:, :, step.first + step.count - 1] = _seen(seen, state)


def _runs(system: System, at: float) -> bool:
    """Whether any input that is alike for all runs at that time."""
    return any(float(each.start) <= at < float(each.end) for each in system.constants)


def add_shared(system: System, state: Array, at: float) -> bool:
    """Add what enters all at once at that time for all; False where nothing does."""
    hit = False
    for each in system.impulses:
        if not isinstance(each.at, np.ndarray) and abs(each.at - at) <= SAME:
            state[:, each.state] += each.amount
            hit = True
    return hit


def add_own(system: System, state: Array, at: Array, who: Places) -> None:
    """Add what enters all at once at these times (k,), for the people `who` (k,) on their own."""
    for each in system.impulses:
        if isinstance(each.at, np.ndarray):
            state[:, each.state] += np.where(np.abs(each.at[who] - at) <= SAME, each.amount[who], 0.0)


def _seen(seen: Array, state: Array) -> Array:
    return np.asarray(np.matmul(seen, state[:, :, None])[:, :, 0])


def block_of(count: int) -> int:
    """Steps in a block: the power of two nearest to the root of their number."""
    return 1 << max(0, round(math.log2(math.sqrt(count)))) if count > 3 else 1


class _Row:
    """Equal steps: the power of one step, that of a block, and for each output what it reads 1 to `small` steps later."""

    def __init__(self, power: Array, seen: Array, small: int) -> None:
        self.power, self.seen, self.small = power, seen, small
        larger = power
        columns = [np.matmul(power.transpose(0, 2, 1), seen[:, output, :, None]) for output in range(seen.shape[1])]
        while columns[0].shape[2] < small:
            turned = larger.transpose(0, 2, 1)
            columns = [np.concatenate([each, np.matmul(turned, each)], axis=2) for each in columns]
            larger = np.matmul(larger, larger)
        self.columns, self.larger = columns, larger

    def steps(self, state: Array, part: Array) -> Array:
        """From `state` (n, m) through all steps of `part` (n, p, count), which gets the outputs; returns the state after them."""
        blocks, rest = divmod(part.shape[2], self.small)
        starts = np.empty((len(state), blocks + 1, state.shape[1]))
        starts[:, 0] = state
        for block in range(blocks):
            np.matmul(self.larger, starts[:, block, :, None], out=starts[:, block + 1, :, None])
        self.read(starts, part)
        state = starts[:, blocks]
        for _ in range(rest):
            state = np.matmul(self.power, state[:, :, None])[:, :, 0]
        return state

    def read(self, starts: Array, part: Array) -> None:
        """The outputs of every step, from the states at the starts of the blocks (n, blocks, m); the last block may be cut short."""
        whole = part.shape[2] // self.small
        rest = part.shape[2] - whole * self.small
        for output, columns in enumerate(self.columns):
            if whole:
                part[:, output, : whole * self.small] = np.matmul(starts[:, :whole], columns).reshape(
                    len(part), whole * self.small
                )
            if rest:
                part[:, output, whole * self.small :] = np.matmul(starts[:, whole, None], columns[:, :, :rest])[:, 0]


def _own_steps(system: System, own: Array, wide: Array, row: _Row, state: Array, part: Array, step: Step) -> Array:
    """As `_Row.steps`, where inputs begin or end for each person on their own."""
    size, small = system.states, row.small
    blocks = -(-step.count // small)
    starts = np.empty((len(state), blocks, state.shape[1]))
    corrected: list[tuple[Places, int, Array]] = []
    for block in range(blocks):
        first = block * small
        count = min(small, step.count - first)
        at = step.start + first * step.dt
        state[:, size:] = system.rates(at + SAME)
        starts[:, block] = state
        after = np.matmul(row.larger if count == small else _power(row.power, count), state[:, :, None])[:, :, 0]
        who = np.flatnonzero(((own > at + SAME) & (own <= at + count * step.dt + SAME)).any(axis=1))
        if who.size:
            states = _cut_steps(system, own[who], wide[who], row.power[who], state[who], who, Step(at, step.dt, count, first))
            after[who] = states[:, -1]
            corrected.append((who, first, states))
        state = after
    row.read(starts, part)
    for who, first, states in corrected:
        for output in range(part.shape[1]):
            part[who, output, first : first + states.shape[1]] = np.matmul(states, row.seen[who, output, :, None])[:, :, 0]
    return state


def _power(power: Array, count: int) -> Array:
    result = power
    for _ in range(count - 1):
        result = np.matmul(result, power)
    return result


def _cut_steps(system: System, own: Array, wide: Array, power: Array, state: Array, who: Places, step: Step) -> Array:
    """(k, count, m): the state of the people `who` after each step, the steps cut where their own inputs begin or end."""
    size = system.states
    cuts = cuts_of(own, step)
    pieces = exponential(wide[cuts.who], cuts.length)
    states = np.empty((len(state), step.count, state.shape[1]))
    for place in range(step.count):
        at = step.start + place * step.dt
        state[:, size:] = system.rates(at + SAME, who)
        after = np.matmul(power, state[:, :, None])[:, :, 0]
        here = np.flatnonzero(cuts.step == place)
        for order in range(int(cuts.order[here].max(initial=-1)) + 1):
            now = here[cuts.order[here] == order]
            people = cuts.who[now]
            begin = state[people] if order == 0 else after[people]
            begin[:, size:] = system.rates(cuts.at[now] + SAME, who[people])
            begin = np.matmul(pieces[now], begin[:, :, None])[:, :, 0]
            add_own(system, begin, cuts.at[now] + cuts.length[now], who[people])
            after[people] = begin
        states[:, place] = state = after
    return states


@dataclass(frozen=True, slots=True)
class Cuts:
    """Parts of steps between people's own times: whose (a place among them), in which step, the how-manieth there, from when, how long."""

    who: Places
    step: Places
    order: Places
    at: Array
    length: Array


def cuts_of(own: Array, steps: Step) -> Cuts:
    """Where the own times (k, j) of people cut equal steps. A time at the end of a step belongs to it; equal times cut once."""
    end = steps.start + steps.count * steps.dt
    times = np.sort(np.where((own > steps.start + SAME) & (own <= end + SAME), own, np.inf), axis=1)
    times[:, 1:][times[:, 1:] <= times[:, :-1] + SAME] = np.inf
    who, place = np.nonzero(np.isfinite(times))
    at = times[who, place]
    step = np.clip(np.ceil((at - SAME - steps.start) / steps.dt).astype(np.intp) - 1, 0, steps.count - 1)
    ends = np.minimum(at, steps.start + (step + 1) * steps.dt)
    # Each time closes a piece; what is left of its step is one more, unless the time is the step's end.
    key = np.concatenate([who, who])
    steps_of = np.concatenate([step, step])
    stop = np.concatenate([ends, steps.start + (step + 1) * steps.dt])
    order = np.lexsort((stop, steps_of, key))
    key, steps_of, stop = key[order], steps_of[order], stop[order]
    same = np.concatenate([[False], (key[1:] == key[:-1]) & (steps_of[1:] == steps_of[:-1])])
    begin = np.where(same, np.concatenate([[0.0], stop[:-1]]), steps.start + steps_of * steps.dt)
    keep = stop - begin > SAME
    key, steps_of, stop, begin, same = key[keep], steps_of[keep], stop[keep], begin[keep], same[keep]
    fresh = np.concatenate([[True], (key[1:] != key[:-1]) | (steps_of[1:] != steps_of[:-1])]) if key.size else same
    group = np.maximum.accumulate(np.where(fresh, np.arange(key.size), 0)) if key.size else key
    return Cuts(key, steps_of, np.arange(key.size) - group, begin, stop - begin)
