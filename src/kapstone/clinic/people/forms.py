"""What the director fills in about staff and licences."""

from django import forms

from kapstone.clinic.access.capabilities import ROLE_CAN, Role
from kapstone.clinic.people.plausible import STATES
from kapstone.clinic.web.forms import DateField, KapForm

__all__ = ["LicenceForm", "RolesForm", "StaffForm"]

_STAFF_ROLES = [(role.value, ROLE_CAN[role].name) for role in Role if role is not Role.PATIENT]


class RolesForm(KapForm):
    """What somebody is in the clinic."""

    roles = forms.MultipleChoiceField(
        choices=_STAFF_ROLES,
        widget=forms.CheckboxSelectMultiple,
        label="Roles",
        help_text="More than one is possible.",
        error_messages={"required": "Choose at least one role in the clinic."},
    )


class StaffForm(RolesForm):
    """Somebody who starts working here."""

    name = forms.CharField(max_length=200, label="Name", error_messages={"required": "Enter the person's name."})
    email = forms.EmailField(
        label="Email address",
        help_text="They sign in with it, and set their password through “Forgotten password”.",
        error_messages={"required": "Enter the address they will sign in with."},
    )
    title = forms.CharField(max_length=100, required=False, label="Professional title", help_text="For example RN, LCSW, MD.")
    npi = forms.CharField(max_length=12, required=False, label="NPI", help_text="Ten digits, if they have one.")

    field_order = ("name", "email", "title", "npi", "roles")


class LicenceForm(KapForm):
    """A licence, or the renewal of one."""

    state = forms.ChoiceField(choices=[("", "Choose a state"), *STATES.items()], label="State")
    kind = forms.CharField(max_length=40, label="Kind of licence", help_text="For example RN, LCSW, MD.")
    number = forms.CharField(max_length=40, label="Licence number")
    expires_on = DateField(label="Valid until")
