"""Interactions of ketamine and esketamine with what a patient takes, one file each, judged over the medication list.

How a severity becomes a level is said once, in `_interaction.level_of`. An interaction that nothing on the list touches says nothing; that the list is
complete, and every medicine on it known, is one question, asked by RX-02.
"""

from functools import cache

from kapstone import catalogue
from kapstone.rules.interactions._interaction import Action, Apart, Case, Interaction, Severity, level_of
from kapstone.rules.interactions._list import Listed, medicines_of, missing_list

__all__ = [
    "Action",
    "Apart",
    "Case",
    "Interaction",
    "Listed",
    "Severity",
    "all_interactions",
    "level_of",
    "medicines_of",
    "missing_list",
]


@cache
def all_interactions() -> dict[str, Interaction]:
    """Every interaction by its id."""
    return catalogue.entries(__name__, Interaction, name="INTERACTION")
