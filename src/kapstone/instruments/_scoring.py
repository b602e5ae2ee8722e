"""How answers become totals: sums, means, and the few ways a missing answer may be bridged."""

import math
from collections.abc import Callable, Iterable

from kapstone.instruments._instrument import Answers, Instrument, Sums

__all__ = [
    "mean_of_items",
    "no_total",
    "percent_of_highest",
    "round_half_up",
    "rounded",
    "sum_and_subscales",
    "sum_of_clusters",
    "sum_of_items",
    "sums_apart",
]

Scoring = Callable[[Instrument, Answers], Sums]


def round_half_up(value: float) -> int:
    """Half goes up, as in the printed scoring rules; Python's own `round` goes to the even neighbour."""
    return math.floor(value + 0.5)


def sum_of_items(*, may_miss: int = 0, times: int = 1) -> Scoring:
    """The sum of the scored items, `times` over. Up to `may_miss` of them may be estimated as the mean of the others, critical ones never."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        total, prorated = _sum(instrument, (item.id for item in instrument.scored), answers, may_miss=may_miss)
        return Sums(total=None if total is None else total * times, prorated=prorated)

    return scoring


def sum_of_clusters(*, may_miss_each: int = 0, may_miss_in_all: int | None = None) -> Scoring:
    """The sum of the subscales, each of which may have `may_miss_each` items estimated from its own mean, `may_miss_in_all` together."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        missing = sum(answers.get(item) is None for scale in instrument.subscales for item in scale.items)
        each = 0 if may_miss_in_all is not None and missing > may_miss_in_all else may_miss_each
        sums = {scale.id: _sum(instrument, scale.items, answers, may_miss=each) for scale in instrument.subscales}
        subscales = {scale: total for scale, (total, _) in sums.items()}
        known = [total for total in subscales.values() if total is not None]
        return Sums(
            total=sum(known) if len(known) == len(subscales) else None,
            subscales=subscales,
            prorated=any(prorated for _, prorated in sums.values()),
        )

    return scoring


def mean_of_items(*, digits: int) -> Scoring:
    """The mean of all scored items, none missing, to `digits` decimals, half up; that of each subscale in the same way."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        def mean(items: Iterable[str]) -> float | None:
            wanted = tuple(items)
            total, _ = _sum(instrument, wanted, answers, may_miss=0)
            return None if total is None else rounded(total / len(wanted), digits)

        return Sums(
            total=mean(item.id for item in instrument.scored),
            subscales={scale.id: mean(scale.items) for scale in instrument.subscales},
        )

    return scoring


def percent_of_highest(*, digits: int) -> Scoring:
    """The sum of all scored items, none missing, as a percentage of the highest it could be."""

    def scoring(instrument: Instrument, answers: Answers) -> Sums:
        total, _ = _sum(instrument, (item.id for item in instrument.scored), answers, may_miss=0)
        highest = sum(max(option.value for option in item.options) for item in instrument.scored)
        return Sums(total=None if total is None else rounded(100 * total / highest, digits))

    return scoring


def sums_apart(instrument: Instrument, answers: Answers) -> Sums:
    """Each subscale by itself and no total over them."""
    sums = {scale.id: _sum(instrument, scale.items, answers, may_miss=0)[0] for scale in instrument.subscales}
    return Sums(total=None, subscales=sums)


def no_total(_instrument: Instrument, _answers: Answers) -> Sums:
    """For screeners that sort into tiers: there is nothing to add up."""
    return Sums(total=None)


def rounded(value: float, digits: int) -> float:
    """To `digits` decimals, half up. A hair is added first, because 2.675 in binary lies just below itself."""
    scale: int = 10**digits
    return round_half_up(value * scale + 1e-9) / scale


def sum_and_subscales(instrument: Instrument, answers: Answers) -> Sums:
    """The sum of the scored items, none missing, and beside it each subscale over its own items, scored or not."""
    total, _ = _sum(instrument, (item.id for item in instrument.scored), answers, may_miss=0)
    return Sums(total=total, subscales=sums_apart(instrument, answers).subscales)


def _sum(instrument: Instrument, items: Iterable[str], answers: Answers, *, may_miss: int) -> tuple[float | None, bool]:
    wanted = tuple(items)
    known = [_worth(instrument, item, value) for item in wanted if (value := answers.get(item)) is not None]
    missing = [item for item in wanted if answers.get(item) is None]
    if not missing:
        return float(sum(known)), False
    if len(missing) > may_miss or not known or instrument.critical_items.intersection(missing):
        return None, False
    return float(round_half_up(sum(known) / len(known) * len(wanted))), True


def _worth(instrument: Instrument, item_id: str, value: int) -> int:
    item = instrument.item(item_id)
    assert item is not None, f"{instrument.id} scores an item it does not have: {item_id}"
    return item.worth(value)
