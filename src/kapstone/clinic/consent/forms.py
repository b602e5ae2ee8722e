"""What is typed when consent is signed, countersigned or taken back."""

from django import forms

from kapstone.clinic.web.forms import KapForm

__all__ = ["CountersignForm", "SignForm", "WithdrawForm"]


class SignForm(KapForm):
    """The patient's name as their signature; a drawing beside it is optional."""

    signature = forms.CharField(
        max_length=200,
        label="Your full name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Typing your name here signs the consent.",
        error_messages={"required": "Type your full name to sign."},
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)


class CountersignForm(KapForm):
    """The clinician's name; where an answer stayed unclear, that they went over it."""

    went_over = forms.BooleanField(
        required=False, label="I went over these questions with the patient, and they can say it in their own words."
    )
    signature = forms.CharField(
        max_length=200,
        label="Your full name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="With it you sign that you answered the patient's questions.",
        error_messages={"required": "Type your full name to countersign."},
    )

    def __init__(self, *args: object, has_unclear: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not has_unclear:
            del self.fields["went_over"]


class WithdrawForm(KapForm):
    """No reason is needed; one may be kept."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        label="In the patient's words",
        help_text="No reason is needed.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
