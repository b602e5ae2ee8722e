"""Questionnaires and scales, one file each; what their answers amount to, and what a change in them means."""

from functools import cache, lru_cache

from kapstone import catalogue
from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments._change import Changed, change, change_sentence
from kapstone.instruments._instrument import (
    Answers,
    Band,
    Change,
    CriticalRule,
    Cut,
    Direction,
    Example,
    Instrument,
    Item,
    Licence,
    Number,
    Option,
    Subscale,
    Tone,
    Triage,
    When,
)
from kapstone.instruments._score import (
    Critical,
    Score,
    TextNotSupplied,
    asked_items,
    check_answers,
    is_complete,
    require_text,
    score,
    score_of_answers,
    score_of_total,
)

__all__ = [
    "Answers",
    "Band",
    "Change",
    "Changed",
    "Critical",
    "CriticalRule",
    "Cut",
    "Direction",
    "Example",
    "Instrument",
    "Item",
    "Licence",
    "Number",
    "Option",
    "Score",
    "Subscale",
    "TextNotSupplied",
    "Tone",
    "Triage",
    "When",
    "all_instruments",
    "asked_items",
    "change",
    "change_sentence",
    "check_answers",
    "instrument_called",
    "is_complete",
    "require_text",
    "score",
    "score_of",
    "score_of_answers",
    "score_of_total",
]


@cache
def all_instruments() -> dict[str, Instrument]:
    """Every instrument by id, from every module of this package that declares `INSTRUMENT`."""
    return catalogue.entries(__name__, Instrument, name="INSTRUMENT")


def instrument_called(name: str) -> Instrument:
    """The instrument with that id. Raises Implausible, listing those there are."""
    known = all_instruments()
    if name not in known:
        raise Implausible("instrument", f"no instrument is called {name!r}; there are {', '.join(known)}")
    return known[name]


def score_of(fact: MeasureAnswered) -> Score:
    """The score of a measure as it was recorded: from its answers, or from a total that came without them.

    What is on record is always scored, also where the wording is licensed and not here: somebody was asked elsewhere.
    """
    if not fact.answers and fact.total_only is not None:
        return score_of_total(instrument_called(fact.instrument), fact.total_only)
    return _score_of(fact.instrument, tuple(fact.answers.items()))


@lru_cache(maxsize=4096)
def _score_of(instrument: str, answers: tuple[tuple[str, int | None], ...]) -> Score:
    """Kept, because every assessment asks for the score of every measure on record again."""
    return score_of_answers(instrument_called(instrument), dict(answers))
