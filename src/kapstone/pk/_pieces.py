"""A course cut into pieces on which nothing begins or ends, with the state at both ends of each, for each person."""

from dataclasses import dataclass

import numpy as np

from kapstone.pk._exponential import Array, exponential
from kapstone.pk._propagate import SAME, Places, Step, add_own, add_shared, cuts_of, plan, stops_of
from kapstone.pk._system import System

__all__ = ["Pieces", "walk"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """`who` (k,), from `at` h for `length` h, with the augmented state at the `start` and at the `end` (k, m), before anything enters."""

    who: Places
    at: Array
    length: Array
    start: Array
    end: Array

    def take(self, chosen: Places) -> "Pieces":
        return Pieces(self.who[chosen], self.at[chosen], self.length[chosen], self.start[chosen], self.end[chosen])


def walk(system: System, times: Array) -> tuple[list[Pieces], Array]:
    """The pieces between `times` (sorted, from 0) and the inputs' beginnings and ends, and the state (n, m) after the last.

    A piece of the list holds one step of everybody, or a part of a step of some; each person's come in the order of time.
    """
    stops, _ = stops_of(system, times)
    people, size = system.people, system.states
    wide, own = system.augmented, system.own_times()
    everyone = np.arange(people)
    state = np.zeros((people, wide.shape[-1]))
    add_shared(system, state, 0.0)
    add_own(system, state, np.zeros(people), everyone)
    found: list[Pieces] = []
    powers: dict[float, Array] = {}
    for step in plan(system, stops):
        key = round(step.dt, 12)
        if key not in powers:
            powers[key] = exponential(wide, step.dt)
        for place in range(step.count):
            at = step.start + place * step.dt
            state[:, size:] = system.rates(at + SAME)
            after = np.matmul(powers[key], state[:, :, None])[:, :, 0]
            who = np.flatnonzero(((own > at + SAME) & (own <= at + step.dt + SAME)).any(axis=1))
            straight = np.setdiff1d(everyone, who, assume_unique=True) if who.size else everyone
            found.append(
                Pieces(straight, np.full(straight.size, at), np.full(straight.size, step.dt), state[straight], after[straight])
            )
            if who.size:
                after[who] = _cut(system, wide, state[who], who, own[who], Step(at, step.dt, 1, 0), found)
            state = after
        add_shared(system, state, step.start + step.dt * step.count)
    return found, state


def _cut(system: System, wide: Array, state: Array, who: Places, own: Array, step: Step, found: list[Pieces]) -> Array:
    """One step of the people `who`, in pieces between their own times; returns the state after it."""
    cuts = cuts_of(own, step)
    powers = exponential(wide[who[cuts.who]], cuts.length)
    for order in range(int(cuts.order.max()) + 1):
        now = np.flatnonzero(cuts.order == order)
        people = cuts.who[now]
        begin = state[people]
        begin[:, system.states :] = system.rates(cuts.at[now] + SAME, who[people])
        after = np.matmul(powers[now], begin[:, :, None])[:, :, 0]
        found.append(Pieces(who[people], cuts.at[now], cuts.length[now], begin, after.copy()))
        add_own(system, after, cuts.at[now] + cuts.length[now], who[people])
        state[people] = after
    return state
