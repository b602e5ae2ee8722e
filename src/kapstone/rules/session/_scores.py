"""Scores as the session's rules read them: answers that cannot be scored are unknown, never a crash and never a zero."""

from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import Triage, score_of

__all__ = ["tier_of", "total_of"]


def total_of(fact: MeasureAnswered) -> float | None:
    """The total, None while answers are missing or one of them is not an answer of the instrument."""
    try:
        return score_of(fact).total
    except Implausible:
        return None


def tier_of(fact: MeasureAnswered) -> Triage | None:
    """The tier of a screener, None while answers are missing or one of them is not an answer of the instrument."""
    try:
        return score_of(fact).triage
    except Implausible:
        return None
