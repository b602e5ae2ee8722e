"""Scores as the session's rules read them: answers that cannot be scored are unknown, never a crash and never a zero."""

from kapstone.facts import Implausible, MeasureAnswered
from kapstone.instruments import Triage, score_of

__all__ = ["CADSS6", "cadss6_of", "tier_of", "total_of"]

CADSS6 = "cadss6"


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


def cadss6_of(fact: MeasureAnswered) -> float | None:
    """The sum of the six answers, 0 to 24; None while one is missing."""
    given = list(fact.answers.values())
    if not given:
        return fact.total_only
    answered = [answer for answer in given if answer is not None]
    return float(sum(answered)) if len(answered) == len(given) else None
