"""What several instruments have in common: answer lists and the review they were last given."""

from datetime import date

from kapstone.evidence import Review
from kapstone.instruments._instrument import Option

REVIEW = Review(authored_by="Kapstone contributors", reviewed_on=date(2026, 11, 21), review_due=date(2027, 11, 21))

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
