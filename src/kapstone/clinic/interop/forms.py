"""What is asked before an import."""

from django import forms

from kapstone.clinic.web.forms import KapForm
from kapstone.protocols import all_protocols

__all__ = ["ImportForm"]


class ImportForm(KapForm):
    """A file, the programme a new episode runs under, and the confirmation that a likely match is another person."""

    file = forms.FileField(
        label="FHIR R4 Bundle or NDJSON",
        help_text="JSON as other systems export it. It is refused whole if any of it is wrong.",
    )
    protocol = forms.ChoiceField(
        label="Programme for a new episode", help_text="It can still be changed until eligibility is decided."
    )
    is_confirmed_new = forms.BooleanField(
        label="I have checked: a person of similar name and the same birthday is somebody else", required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(protocol.id, protocol.title) for protocol in all_protocols().values()]
        self.fields["protocol"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
