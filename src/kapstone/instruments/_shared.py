"""What several instruments have in common: answer lists, items whose wording is licensed, and the review they were last given."""

from collections.abc import Collection, Iterable
from datetime import date

from kapstone.evidence import Review
from kapstone.instruments._instrument import Answers, Item, Option

REVIEW = Review(authored_by="Kapstone contributors", reviewed_on=date(2026, 11, 29), review_due=date(2027, 11, 29))

HOW_OFTEN = (
    Option(0, "Not at all", "LA6568-5"),
    Option(1, "Several days", "LA6569-3"),
    Option(2, "More than half the days", "LA6570-1"),
    Option(3, "Nearly every day", "LA6571-9"),
)
"""LOINC answer list LL358-3. The first is "Not at all", also in the GAD-7."""

NO_YES = (Option(0, "No"), Option(1, "Yes"))
NO_YES_CODED = (Option(0, "No", "LA32-8"), Option(1, "Yes", "LA33-6"))

YES = frozenset({1})


def unworded(low: int, high: int) -> tuple[Option, ...]:
    """The values of answers whose labels come with the licensed text."""
    return tuple(Option(value, "") for value in range(low, high + 1))


def figures(low: int, high: int) -> tuple[Option, ...]:
    """Answers that are numbers on the form too."""
    return tuple(Option(value, str(value)) for value in range(low, high + 1))


def licensed(
    prefix: str,
    numbers: Iterable[int],
    options: tuple[Option, ...],
    *,
    names: tuple[str, ...] = (),
    turned: Collection[int] = (),
) -> tuple[Item, ...]:
    """Items whose wording is licensed: their ids, answers and names (ours), those in `turned` counting the other way round."""
    wanted = tuple(numbers)
    called = names or tuple(f"item {number}" for number in wanted)
    return tuple(
        Item(id=f"{prefix}_{number}", text="", options=options, short=name, is_reversed=number in turned)
        for number, name in zip(wanted, called, strict=True)
    )


def ids(prefix: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{prefix}_{number}" for number in numbers)


def in_order(prefix: str, *values: int | None) -> Answers:
    """Answers to items numbered from 1."""
    return {f"{prefix}_{number}": value for number, value in enumerate(values, start=1)}


def every(*conditions: bool | None) -> bool | None:
    """Whether all hold: one that does not decides it, else one that is not known leaves it open."""
    if any(condition is False for condition in conditions):
        return False
    return None if None in conditions else True


def reaches(total: float | None, least: float) -> bool | None:
    """Whether a total is at least `least`; None while it is not known."""
    return None if total is None else total >= least
