"""What is written into a note."""

from django import forms

from kapstone.clinic.web.forms import KapForm

__all__ = ["ProgressForm", "SealedForm"]


class ProgressForm(KapForm):
    """A note for the treating team; part of the record, and the patient may ask for it."""

    title = forms.CharField(
        max_length=200,
        label="What it is about",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say what the note is about."},
    )
    body = forms.CharField(
        max_length=200_000,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Session times, medication, symptoms, test results, plan and progress belong here.",
        error_messages={"required": "Write the note before you sign it."},
    )


class SealedForm(KapForm):
    """A psychotherapy note: the author's own analysis of what was said, outside the record."""

    title = forms.CharField(
        max_length=200,
        required=False,
        label="Your own title",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Sealed with the note; others see “Psychotherapy note”.",
    )
    body = forms.CharField(
        max_length=200_000,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Write the note before you sign it."},
    )
