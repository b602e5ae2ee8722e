"""The short forms of a running session: the infusion, and a line for the record."""

from typing import Any
from uuid import UUID

from django import forms

from kapstone.clinic.sessions.forms import refuse_future
from kapstone.clinic.web.forms import DateTimeField, KapForm, NumberField
from kapstone.facts import SessionEvent

__all__ = ["REMARKS", "NoteForm", "PauseForm", "RemarkForm", "ResumeForm", "StopForm"]

REMARKS = {"note": "Note", "music": "Music", "setting": "Light, room, touch"}
"""What may be written down in words during a session; the word is the event, the text its remark."""


class RemarkForm(KapForm):
    """A line for the record of the session, written in the dark with one thumb."""

    kind = forms.ChoiceField(label="About", choices=list(REMARKS.items()), widget=forms.RadioSelect, initial="note")
    text = forms.CharField(
        label="What you want to keep", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Write a line first."}
    )  # fmt: skip

    def to_fact(self, session: UUID) -> SessionEvent:
        return SessionEvent(session=session, event=self.cleaned_data["kind"], remarks=self.cleaned_data["text"].strip())


class NoteForm(KapForm):
    remarks = forms.CharField(
        label="Note on setting, music or mood", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the note."},
    )  # fmt: skip

    def to_fact(self, session: UUID) -> SessionEvent:
        return SessionEvent(session=session, event="note", remarks=self.cleaned_data["remarks"].strip())


class ResumeForm(KapForm):
    dose = forms.UUIDField(widget=forms.HiddenInput)


class PauseForm(ResumeForm):
    given_mg = NumberField(label="Went in", unit="mg", places=1, error_messages={"required": "Enter how much went in."})
    reason = forms.CharField(label="Why", required=False, max_length=300)


class StopForm(ResumeForm):
    given_mg = NumberField(label="Went in", unit="mg", places=1, error_messages={"required": "Enter how much went in."})
    reason = forms.CharField(label="Why, if it ended early", required=False, max_length=300)
    at = DateTimeField(label="Ended at", required=False, help_text="Leave empty for now.")

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        refuse_future(self, cleaned)
        return cleaned
