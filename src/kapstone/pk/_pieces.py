"""A course cut into pieces on which nothing begins or ends, with the state at both ends of each, for each person."""

from dataclasses import dataclass

import numpy as np

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._propagate import SAME, add_own, add_shared, plan, stops_of
from kapstone.pk._system import System

__all__ = ["Pieces", "walk"]

Places = "np.ndarray[tuple[int], np.dtype[np.intp]]"


@dataclass(frozen=True, slots=True)
class Pieces:
    """`who` (k,), from `at` h for `length` h, with the augmented state at the `start` and at the `end` (k, m), before anything enters."""

    who: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    at: Array
    length: Array
    start: Array
    end: Array

    @property
    def arrays(self) -> tuple[Array, ...]:
        return (self.who, self.at, self.length, self.start, self.end)  # type: ignore[return-value]  # people are counted in whole numbers

    def take(self, chosen: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> "Pieces":
        return Pieces(self.who[chosen], self.at[chosen], self.length[chosen], self.start[chosen], self.end[chosen])


def walk(system: System, times: Array) -> tuple[Pieces, Array]:
    """Every piece between `times` (sorted, from 0) and the inputs' beginnings and ends, and the state (n, m) after the last."""
    stops, _ = stops_of(system, times)
    people, size = system.people, system.states
    wide, own = system.augmented, system.own_times()
    everyone = np.arange(people)
    state = np.zeros((people, wide.shape[-1]))
    add_shared(system, state, 0.0)
    add_own(system, state, np.zeros(people), everyone)
    found: list[Pieces] = []
    for step in plan(system, stops):
        power = exponential(wide, step.dt)
        for place in range(step.count):
            at = step.start + place * step.dt
            state[:, size:] = system.rates(at + SAME)
            after = np.matmul(power, state[:, :, None])[:, :, 0]
            inside = (own > at + SAME) & (own <= at + step.dt + SAME)
            cut = inside.any(axis=1)
            straight = np.flatnonzero(~cut)
            found.append(
                Pieces(
                    everyone[straight],
                    np.full(straight.size, at),
                    np.full(straight.size, step.dt),
                    state[straight],
                    after[straight],
                )
            )
            who = np.flatnonzero(cut)
            if who.size:
                after[who] = _cut(system, wide, state[who], who, np.where(inside, own, np.inf)[who], at, step.dt, found)
            state = after
        add_shared(system, state, step.start + step.dt * step.count)
    joined = Pieces(*(np.concatenate(each) for each in zip(*(part.arrays for part in found), strict=True)))
    return joined.take(np.lexsort((joined.at, joined.who))), state


def _cut(
    system: System,
    wide: Array,
    state: Array,
    who: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    times: Array,
    at: float,
    dt: float,
    found: list[Pieces],
) -> Array:
    """One step of the people `who`, in pieces between their own `times`; returns the state after it."""
    size = system.states
    result = state.copy()
    here, now, left, on = state, np.full(who.size, at), times, np.arange(who.size)
    while on.size:
        stop = np.minimum(left.min(axis=1), at + dt)
        here[:, size:] = system.rates(now + SAME, who[on])
        after = np.matmul(exponential(wide[who[on]], stop - now), here[:, :, None])[:, :, 0]
        found.append(Pieces(who[on], now, stop - now, here.copy(), after.copy()))
        add_own(system, after, stop, who[on])
        result[on] = after
        more = stop < at + dt - SAME
        on, here, now, left = on[more], after[more], stop[more], left[more]
        left = np.where(left <= now[:, None] + SAME, np.inf, left)
    return result
