"""How answers become totals: sums, means, and the few ways a missing answer may be bridged."""

import math
from collections.abc import Callable, Iterable

from kapstone.instruments._instrument import Answers, Instrument, Sums

__all__ = ["mean_of_items", "no_total", "round_half_up", "sum_of_clusters", "sum_of_items"]

Scoring = Callable[[Instrument, Answers], Sums]


def round_half_up(value: float) -> int:
    """Half goes up, as in the printed scoring rules; Python's own `round` goes to the even neighbour."""
    return math.floor(value + 0.5)


def sum_of_items(*, may_miss: int = 0) -> Scoring:
    """The sum of the scored items. Up to `may_miss` of them may be estimated as the mean of the others, critical ones never."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        total, prorated = _sum(instrument, (item.id for item in instrument.scored), answers, may_miss=may_miss)
        return Sums(total=total, prorated=prorated)

    return scoring


def sum_of_clusters(*, may_miss_each: int) -> Scoring:
    """The sum of the subscales, each of which may have `may_miss_each` items estimated from its own mean."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        sums = {scale.id: _sum(instrument, scale.items, answers, may_miss=may_miss_each) for scale in instrument.subscales}
        subscales = {scale: total for scale, (total, _) in sums.items()}
        known = [total for total in subscales.values() if total is not None]
        return Sums(
            total=sum(known) if len(known) == len(subscales) else None,
            subscales=subscales,
            prorated=any(prorated for _, prorated in sums.values()),
        )

    return scoring


def mean_of_items(*, digits: int) -> Scoring:
    """The mean of all scored items, none missing, to `digits` decimals, half up."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        values = [answers.get(item.id) for item in instrument.scored]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return Sums(total=None)
        scale = 10**digits
        return Sums(total=round_half_up(sum(known) * scale / len(known)) / scale)

    return scoring


def no_total(_instrument: Instrument, _answers: Answers) -> Sums:
    """For screeners that sort into tiers: there is nothing to add up."""
    return Sums(total=None)


def _sum(instrument: Instrument, items: Iterable[str], answers: Answers, *, may_miss: int) -> tuple[float | None, bool]:
    wanted = tuple(items)
    known = [value for item in wanted if (value := answers.get(item)) is not None]
    missing = [item for item in wanted if answers.get(item) is None]
    if not missing:
        return float(sum(known)), False
    if len(missing) > may_miss or not known or instrument.critical_items.intersection(missing):
        return None, False
    return float(round_half_up(sum(known) / len(known) * len(wanted))), True
