"""The forms of devices: adding one, putting one on a patient."""

from typing import Any
from zoneinfo import available_timezones

from django import forms

from kapstone.clinic.devices.models import Device, Kind
from kapstone.clinic.web.forms import KapForm

__all__ = ["DeviceForm", "PairForm"]


class DeviceForm(KapForm):
    label = forms.CharField(label="What you call it", max_length=80, help_text="As on its sticker: Monitor 3, Blue room")
    kind = forms.ChoiceField(label="How it speaks", choices=Kind.choices)
    sender = forms.CharField(label="Name it sends (MSH-3)", max_length=120, required=False, help_text="For a monitor")
    zone = forms.CharField(label="Time zone of its clock", max_length=60)
    speaks_every_min = forms.IntegerField(label="A reading is expected every (minutes)", min_value=1, max_value=60, initial=5)

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip()
        if zone not in available_timezones():
            raise forms.ValidationError("This time zone is not known. Write it as in America/New_York.")
        return zone

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.MONITOR and not cleaned.get("sender", "").strip():
            self.add_error("sender", "Enter the name the monitor sends; without it its messages belong to nobody.")
        return cleaned


class _ByLabel(forms.ModelChoiceField):  # type: ignore[type-arg]  # at run time it takes no type
    """Devices by what is on their sticker, not by their ids."""

    def label_from_instance(self, obj: Any) -> str:  # Any: Django's own signature
        return str(obj.label)


class PairForm(KapForm):
    device = _ByLabel(label="Device", queryset=Device.objects.none())
    accepts_by_itself = forms.BooleanField(
        label="Let its readings count without looking at each",
        required=False,
        help_text="Those that something speaks against still wait for you.",
    )

    def __init__(self, *args: Any, devices: Any, **kwargs: Any) -> None:  # Any: Django's own; a queryset of devices
        super().__init__(*args, **kwargs)
        field = self.fields["device"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = devices
