"""What the director sets for the clinic: its name, its places, and what people in danger read."""

from typing import Any

from django import forms

from kapstone.clinic.people.clinic_settings import ClinicSettings
from kapstone.clinic.people.models import RoomKind
from kapstone.clinic.people.plausible import STATES
from kapstone.clinic.web.forms import KapForm, WholeNumberField

__all__ = ["ClinicForm", "NewSiteForm", "RoomForm", "SettingsForm", "SiteForm"]


def _zone() -> forms.CharField:
    return forms.CharField(max_length=60, label="Time zone", help_text="By its IANA name, for example America/New_York.")


def _paragraph(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(max_length=600, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3}))


class ClinicForm(KapForm):
    """What the clinic is called and by which clock it lives."""

    name = forms.CharField(max_length=200, label="Name of the clinic")
    zone = _zone()


class SettingsForm(KapForm):
    """Every setting of a clinic; the fields are those of ClinicSettings but the confirmation, which has its own button."""

    crisis_name = forms.CharField(max_length=40, label="Crisis line: its name")
    crisis_phone = forms.CharField(max_length=40, label="Crisis line: number to call")
    crisis_text = forms.CharField(max_length=40, label="Crisis line: number to text")
    emergency_phone = forms.CharField(max_length=40, label="Emergency number")
    not_watched_sentence = _paragraph(
        "What patients read about who is watching",
        "It stands beside the crisis numbers. Promise nothing that is not so.",
    )
    monitoring_hours = forms.CharField(
        max_length=200, required=False, label="When somebody reads what patients send",
        help_text="For example: Monday to Friday, 9:00 to 17:00.",
    )  # fmt: skip
    crisis_contact_within_hours = WholeNumberField(
        unit="hours", least=1, most=72, label="A clinician reaches a patient after a positive suicide item within",
        help_text="The clinic’s own rule, to be confirmed by its director. Deadlines on the worklist come from each protocol.",
    )  # fmt: skip
    clinic_phone = forms.CharField(max_length=40, required=False, label="The clinic's own number")
    touch_policy = _paragraph("Touch: what patients are told", "What holds in every session here.")

    def settings(self, standing: ClinicSettings) -> ClinicSettings:
        """The settings as filled in; what is not asked stays."""
        given: dict[str, Any] = {  # Any: texts and a number
            name: " ".join(value.split()) if isinstance(value, str) else value for name, value in self.cleaned_data.items()
        }
        return ClinicSettings(**given, crisis_confirmed=standing.crisis_confirmed)


class NewSiteForm(KapForm):
    """A place where the clinic treats."""

    name = forms.CharField(max_length=200, label="Name of the site")
    state = forms.ChoiceField(
        choices=[("", "Choose a state"), *STATES.items()], label="State", help_text="It decides which licences count here."
    )
    zone = _zone()
    address = forms.CharField(max_length=1000, required=False, label="Address", widget=forms.Textarea(attrs={"rows": 3}))
    phone = forms.CharField(max_length=30, required=False, label="Telephone number")


class SiteForm(NewSiteForm):
    """A site that is there, which may also be closed."""

    is_active = forms.BooleanField(required=False, label="Patients are treated here")


class RoomForm(KapForm):
    """A room of a site."""

    name = forms.CharField(max_length=100, label="Name of the room")
    kind = forms.ChoiceField(choices=RoomKind.choices, label="What it is for", widget=forms.RadioSelect)
    is_active = forms.BooleanField(required=False, label="In use", initial=True)
