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


class NoteForm(KapForm):
    """A line for the record of the session."""

    remarks = forms.CharField(
        label="Note on setting, music or mood", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the note."},
    )  # fmt: skip

    def to_fact(self, session: UUID) -> SessionEvent:
        said = self.cleaned_data
        return SessionEvent(session=session, event=said.get("kind", "note"), remarks=said["remarks"].strip())


class RemarkForm(NoteForm):
    """The same, written in the dark with one thumb; it says what the line is about."""

    kind = forms.ChoiceField(label="About", choices=list(REMARKS.items()), widget=forms.RadioSelect, initial="note")


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
