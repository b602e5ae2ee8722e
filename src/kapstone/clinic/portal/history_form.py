"""One question about the patient's health, as a form."""

from typing import Any

from django import forms

from kapstone.clinic.journal import clock
from kapstone.clinic.web.forms import DateField, KapForm
from kapstone.facts.history import HistoryItem

__all__ = ["HistoryAnswerForm"]


class HistoryAnswerForm(KapForm):
    """Yes, no or not known, in the patient's words; "I do not know" is a good answer."""

    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "I do not know")], widget=forms.RadioSelect)
    on = DateField(label="If yes, when was the last time?", required=False)
    detail = forms.CharField(
        label="Anything you want to add",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, item: HistoryItem, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = item.plain
        if not item.wants_date:
            del self.fields["on"]

    def clean_on(self) -> object:
        on = self.cleaned_data["on"]
        if on is not None and on > clock.now().date():
            raise forms.ValidationError("This day has not come yet. Enter when it was.")
        return on
