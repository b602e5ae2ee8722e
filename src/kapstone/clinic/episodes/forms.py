"""What people type into the spine itself: who takes a piece of work, why an entry was wrong, why a course stops."""

from django import forms

from kapstone.clinic.people.models import Staff
from kapstone.clinic.web.factforms import fact_form
from kapstone.clinic.web.forms import KapForm
from kapstone.facts import EnteredInError, EpisodeClosed, EpisodeResumed, EpisodeSuspended

__all__ = ["AssignForm", "CloseForm", "FilterForm", "InErrorForm", "ResumeForm", "SuspendForm"]

InErrorForm = fact_form(EnteredInError, labels={"reason": "What was wrong with this entry?"})

SuspendForm = fact_form(
    EpisodeSuspended,
    fields=("reason",),
    labels={"reason": "Why is treatment suspended?"},
    hints={"reason": "No dose can be given until a prescriber resumes treatment."},
)

ResumeForm = fact_form(
    EpisodeResumed,
    labels={"reason": "Why may treatment go on?"},
    hints={"reason": "Say what changed and what was agreed. The gates are asked again before any dose."},
)

CloseForm = fact_form(
    EpisodeClosed,
    labels={"outcome": "How did it end?", "summary": "Closing summary"},
    hints={"summary": "What was reached, the plan for relapse, and who follows the patient now."},
    options={
        "outcome": {
            "completed": "Course completed",
            "declined": "Not eligible",
            "withdrew": "The patient withdrew",
            "referred": "Referred elsewhere",
            "lost_to_follow_up": "Lost to follow-up",
            "other": "Other",
        }
    },
)


class AssignForm(KapForm):
    """Who takes it; nobody gives it back to everyone of the role."""

    to = forms.ModelChoiceField(
        queryset=Staff.objects.none(), required=False, empty_label="Everyone of the role", label="Given to"
    )

    def for_staff(self, staff: "forms.models.QuerySet[Staff]") -> "AssignForm":  # type: ignore[name-defined]  # Django's own alias
        self.fields["to"].queryset = staff  # type: ignore[attr-defined]  # a ModelChoiceField
        return self


class FilterForm(KapForm):
    """The caseload's filters, all optional."""

    q = forms.CharField(required=False, max_length=100)
    stage = forms.CharField(required=False, max_length=40)
