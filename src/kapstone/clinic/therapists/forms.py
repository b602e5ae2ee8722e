"""What a therapist says of their work, and what a patient prefers."""

from django import forms

from kapstone.clinic.therapists.actions import Practice
from kapstone.clinic.therapists.models import Preference, Profile
from kapstone.clinic.therapists.queries import FORMATS, INDICATIONS, LANGUAGES, MODALITIES
from kapstone.clinic.web.forms import KapForm, WholeNumberField

__all__ = ["AcceptForm", "PreferenceForm", "ProfileForm"]


class _Several(forms.MultipleChoiceField):
    def __init__(self, options: dict[str, str], *, label: str, help_text: str = "", required: bool = False) -> None:
        super().__init__(
            choices=list(options.items()),
            widget=forms.CheckboxSelectMultiple,
            label=label,
            help_text=help_text,
            required=required,
        )


class ProfileForm(KapForm):
    """How somebody works."""

    about = forms.CharField(
        label="About you and your work",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Patients read this when they choose. Plain words; no promises.",
    )
    indications = _Several(INDICATIONS, label="What you treat")
    modalities = _Several(MODALITIES, label="How you work")
    languages = _Several(LANGUAGES, label="Languages of your sessions", required=True)
    formats = _Several(FORMATS, label="Where sessions take place", required=True)
    open_places = WholeNumberField(
        label="Open places",
        least=0,
        most=200,
        help_text="How many more patients you can take. A match takes one; a change gives it back.",
    )
    accepts = forms.BooleanField(required=False, label="Takes new patients at present")
    kap_trained = forms.BooleanField(required=False, label="Trained for ketamine-assisted psychotherapy")
    trauma_trained = forms.BooleanField(required=False, label="Trained in trauma work")

    def practice(self) -> Practice:
        said = self.cleaned_data
        return Practice(
            modalities=tuple(said["modalities"]),
            indications=tuple(said["indications"]),
            languages=tuple(said["languages"]),
            formats=tuple(said["formats"]),
            open_places=said["open_places"],
            accepts=said["accepts"],
            kap_trained=said["kap_trained"],
            trauma_trained=said["trauma_trained"],
            about=said["about"],
        )


def profile_values(profile: Profile | None) -> dict[str, object]:
    """The form's initial values."""
    if profile is None:
        return {"languages": ["English"], "formats": ["in person"], "open_places": 0, "accepts": True}
    return {name: getattr(profile, name) for name in ProfileForm.base_fields}


class PreferenceForm(KapForm):
    """What a patient prefers; nothing has to be chosen."""

    language = forms.ChoiceField(choices=[("", "No preference"), *LANGUAGES.items()], required=False, label="Language")
    format = forms.ChoiceField(choices=[("", "No preference"), *FORMATS.items()], required=False, label="Where")
    modalities = _Several(MODALITIES, label="Ways of working")
    wants_trauma_training = forms.BooleanField(required=False, label="Wants somebody trained in trauma work")


def preference_values(preference: Preference | None) -> dict[str, object]:
    """The form's initial values."""
    return {name: getattr(preference, name) for name in PreferenceForm.base_fields} if preference else {}


class AcceptForm(KapForm):
    """A change of therapist may have a reason; none is needed."""

    reason = forms.CharField(required=False, max_length=500, label="Why the change", help_text="If the patient wants to say.")
