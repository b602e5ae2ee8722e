"""Adverse events as knowledge: the pick-list with published rates, the grades, and what has to be reported where."""

from kapstone.adverse_events._duties import DUTIES, Duty, duties_for
from kapstone.adverse_events._grading import GRADES, grade_of, grade_of_pressure
from kapstone.adverse_events._terms import GROUPS, TERMS, Group, Rate, Term, term_called, term_for

__all__ = [
    "DUTIES",
    "GRADES",
    "GROUPS",
    "TERMS",
    "Duty",
    "Group",
    "Rate",
    "Term",
    "duties_for",
    "grade_of",
    "grade_of_pressure",
    "term_called",
    "term_for",
]
