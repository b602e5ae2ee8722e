"""The forms around a licensed wording: the file or its text, and why a wording is withdrawn."""

from typing import Any, Self

from django import forms

from kapstone.clinic.measures.errors import WordingTooLarge
from kapstone.clinic.measures.forms import MeasureForm
from kapstone.clinic.measures.texts import MOST_BYTES, read_source
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.forms import KapForm
from kapstone.instruments import Instrument

__all__ = ["PreviewForm", "WithdrawForm", "WordingForm"]


class WordingForm(KapForm):
    """The wording as a file, or as text: what was read of a file comes back as text, to be put right on the page."""

    file = forms.FileField(
        label="File with the wording",
        required=False,
        allow_empty_file=True,
        help_text="The template, filled in. It is refused whole if any of it is wrong.",
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    text = forms.CharField(
        label="Or the text of the file",
        required=False,
        strip=False,
        help_text="A file that you choose above comes before what stands here.",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.source = ""
        for field in self.fields.values():
            field.hide_optional = True  # type: ignore[attr-defined]  # read by the field component

    def clean(self) -> dict[str, Any]:  # Any: Django's own
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        try:
            if file is not None and file.size > MOST_BYTES:
                raise WordingTooLarge(MOST_BYTES)
            source = read_source(file.read() if file is not None else cleaned.get("text", "").encode())
        except Refusal as refusal:
            self.add_error("file" if file is not None else "text", refusal.sentence)
            return cleaned
        if not source.strip():
            self.add_error("file", "This file is empty." if file is not None else "Choose the file, or enter its text.")
        self.source = source
        return cleaned

    def with_text(self) -> Self:
        """The same form, with what was read of the file as its text: a browser does not send a chosen file twice."""
        if self.source:
            self.data = {**dict(self.data.items()), "text": self.source}
        return self


class PreviewForm(MeasureForm):
    """The questions as staff see them on the desk; nothing can be entered."""

    def __init__(self, *, instrument: Instrument) -> None:
        super().__init__(instrument=instrument)
        del self.fields["measured_at"]
        for field in self.fields.values():
            field.disabled = True


class WithdrawForm(KapForm):
    """Why a wording may no longer be used."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example that the licence ended, and when. It stays with the wording.",
    )
