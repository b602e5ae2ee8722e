"""How long a gain holds in a group: the Kaplan-Meier estimate with Greenwood's error and a log-log interval."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

__all__ = ["Curve", "Spell", "Step", "kaplan_meier"]

_Z95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's time under observation, in any unit but always the same one. `ended`: the event happened; else it is censored."""

    time: float
    ended: bool

    def __post_init__(self) -> None:
        if not (isfinite(self.time) and self.time >= 0):
            raise ValueError(f"a time under observation is a number from 0 on, not {self.time}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One time at which the event happened. `share` is still free of it after that time; the interval is None where it is not defined."""

    time: float
    at_risk: int
    events: int
    share: float
    error: float
    """Greenwood's standard error of `share`."""
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The estimate. `steps` only where an event happened; between them the share does not change."""

    n: int
    events: int
    steps: tuple[Step, ...]
    last_time: float
    """The longest time anyone was observed; beyond it nothing is known."""

    def share_at(self, time: float) -> float | None:
        """The share still free of the event after `time`; None beyond the longest observation, unless nobody is left."""
        if time > self.last_time and not (self.steps and self.steps[-1].share == 0):
            return None
        return next((step.share for step in reversed(self.steps) if step.time <= time), 1.0)

    @property
    def median(self) -> float | None:
        """The first time at which half or fewer are left; None when that was not reached."""
        return next((step.time for step in self.steps if step.share <= 0.5 + 1e-12), None)


def kaplan_meier(spells: Iterable[Spell]) -> Curve:
    """The product-limit estimate. Someone censored at a time counts as at risk at that time.

    The interval is exp(-exp(log(-log S) +- z error of log(-log S))), which stays between 0 and 1.
    ValueError for no spells at all.
    """
    observed = list(spells)
    if not observed:
        raise ValueError("no one was observed, so nothing can be estimated")
    ended = Counter(spell.time for spell in observed if spell.ended)
    share, greenwood, steps = 1.0, 0.0, []
    for time in sorted(ended):
        at_risk, events = sum(spell.time >= time for spell in observed), ended[time]
        share *= 1 - events / at_risk
        if at_risk > events:
            greenwood += events / (at_risk * (at_risk - events))
        low, high = _interval(share, greenwood)
        error = share * sqrt(greenwood) if share > 0 else 0.0
        steps.append(Step(time=time, at_risk=at_risk, events=events, share=share, error=error, low=low, high=high))
    return Curve(
        n=len(observed), events=sum(ended.values()), steps=tuple(steps), last_time=max(spell.time for spell in observed)
    )


def _interval(share: float, greenwood: float) -> tuple[float | None, float | None]:
    if not 0 < share < 1:
        return None, None
    spread = _Z95 * sqrt(greenwood) / abs(log(share))
    return share ** exp(spread), share ** exp(-spread)
