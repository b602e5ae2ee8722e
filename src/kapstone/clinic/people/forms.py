"""What the director fills in about staff and licences."""

from django import forms

from kapstone.clinic.access.capabilities import ROLE_CAN, Role
from kapstone.clinic.people.models import Sex
from kapstone.clinic.people.plausible import STATES
from kapstone.clinic.web.forms import DateField, KapForm

__all__ = ["ContactForm", "LicenceForm", "PatientForm", "PortalForm", "RolesForm", "StaffForm"]

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
        help_text="They sign in with it, and set their password through “Forgot your password?” on the sign-in page.",
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


class PatientForm(KapForm):
    """Who a patient is. What was recorded before stays in the audit."""

    name = forms.CharField(
        max_length=200,
        label="Name",
        help_text="As on an identity document.",
        error_messages={"required": "Enter the patient's name."},
    )
    preferred_name = forms.CharField(max_length=100, required=False, label="Preferred name")
    pronouns = forms.CharField(max_length=40, required=False, label="Pronouns")
    birth_date = DateField(label="Date of birth")
    sex_at_birth = forms.ChoiceField(choices=Sex.choices, label="Sex recorded at birth", help_text="Some limits depend on it.")
    email = forms.CharField(max_length=254, required=False, label="Email address")
    phone = forms.CharField(max_length=30, required=False, label="Telephone number")
    state = forms.ChoiceField(choices=[("", "Not known"), *STATES.items()], required=False, label="State of residence")
    address = forms.CharField(max_length=1000, required=False, label="Address", widget=forms.Textarea(attrs={"rows": 3}))
    identifier = forms.CharField(max_length=40, label="Record number")


class ContactForm(KapForm):
    """Somebody who stands by the patient."""

    name = forms.CharField(max_length=200, label="Name")
    relationship = forms.CharField(
        max_length=100, required=False, label="Relationship", help_text="For example sister, friend."
    )
    phone = forms.CharField(max_length=30, required=False, label="Telephone number")
    is_emergency = forms.BooleanField(required=False, label="Call in an emergency")
    is_escort = forms.BooleanField(required=False, label="May take the patient home after a dose")


class PortalForm(KapForm):
    """Lets a patient sign in."""

    email = forms.CharField(
        max_length=254,
        label="Email address the patient signs in with",
        help_text="They set their password through “Forgot your password?” on the sign-in page.",
    )
