"""The forms of safety, drawn from their facts."""

from kapstone.clinic.web.eventform import adverse_event_form
from kapstone.clinic.web.factforms import fact_form
from kapstone.facts import AdverseEventReported, AdverseEventReviewed, ConcernResolved

__all__ = ["EventForm", "FollowUpForm", "ReportForm", "ReviewForm"]

FollowUpForm = fact_form(
    ConcernResolved,
    labels={
        "found": "What did you find?",
        "plan": "What was agreed?",
        "safe_to_continue": "Is it safe to continue treatment?",
    },
    hints={
        "found": "You spoke with the patient: what did they say, how do you judge the risk?",
        "plan": "The safety plan, who was told, when you speak next.",
        "safe_to_continue": "If not, no dose can be given until it is followed up again.",
    },
)

EventForm = adverse_event_form(when="When did it begin?")

ReportForm = fact_form(
    AdverseEventReported,
    fields=("to", "reference", "remarks"),
    labels={"to": "Reported to", "reference": "Reference or case number"},
    when="Reported at",
)

ReviewForm = fact_form(
    AdverseEventReviewed,
    labels={"conclusion": "Your conclusion"},
    hints={"conclusion": "Cause, what it means for the next dose, and whether it was reported."},
)
