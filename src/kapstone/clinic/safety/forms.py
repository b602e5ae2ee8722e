"""The forms of safety, drawn from their facts."""

from kapstone.clinic.web.factforms import fact_form
from kapstone.facts import AdverseEventReviewed, AdverseEventSeen, ConcernResolved

__all__ = ["EventForm", "FollowUpForm", "ReviewForm"]

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

EventForm = fact_form(
    AdverseEventSeen,
    fields=("term", "grade", "serious", "relatedness", "action", "outcome", "detail"),
    labels={
        "term": "What happened?",
        "grade": "Grade, 1 to 5",
        "serious": "Serious",
        "relatedness": "Related to the treatment?",
        "action": "What was done",
        "outcome": "How it went on",
    },
    hints={
        "grade": "1 mild, 2 moderate, 3 severe or medically significant, 4 life-threatening, 5 death (after CTCAE v5).",
        "serious": "Death, danger to life, hospital, lasting disability, birth defect, or an important medical event.",
    },
    when="When did it begin?",
)

ReviewForm = fact_form(
    AdverseEventReviewed,
    labels={"conclusion": "Your conclusion"},
    hints={"conclusion": "Cause, what it means for the next dose, and whether it was reported."},
)
