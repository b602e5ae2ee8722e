"""The forms of first contact: the public one of six fields, the quick one for the telephone, and the one that opens an episode."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kapstone.clinic.enquiries.actions import Person
from kapstone.clinic.enquiries.models import Enquiry
from kapstone.clinic.people.models import Patient, Sex
from kapstone.clinic.people.plausible import STATES
from kapstone.clinic.web.forms import DateField, KapForm
from kapstone.protocols import Protocol

__all__ = ["NEW_PATIENT", "AnswerForm", "ConvertForm", "DeclineForm", "EnquiryForm", "QuickForm", "protocol_choices"]

NEW_PATIENT = "new"
_STATES = [("", "Choose a state"), *STATES.items()]
_SOURCES = [
    ("self", "I found you myself"),
    ("doctor", "My doctor or psychiatrist"),
    ("therapist", "My therapist"),
    ("patient", "Somebody who was treated with you"),
    ("family", "A friend or relative"),
    ("other", "Something else"),
]
_IDENTITY = [
    ("photo identity card seen in person", "Photo identity card, seen in person"),
    ("photo identity card seen by video", "Photo identity card, seen by video"),
    ("passport seen in person", "Passport, seen in person"),
    ("known to the clinic from before", "Known to the clinic from before"),
    ("date of birth and address confirmed with the referrer", "Date of birth and address, confirmed with the referrer"),
]


class EnquiryForm(KapForm):
    """What somebody on the public page is asked: six things, three of them optional."""

    name = forms.CharField(
        label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Tell us what to call you."},
    )  # fmt: skip
    contact = forms.CharField(
        label="E-mail address or telephone number", max_length=200, help_text="We use it only to answer you.",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter an e-mail address or a telephone number, so that we can answer."},
    )  # fmt: skip
    residence_state = forms.ChoiceField(
        label="The state you live in", choices=_STATES, help_text="We may only treat people in states where we hold a licence.",
        error_messages={"required": "Choose the state you live in."},
    )  # fmt: skip
    reach = forms.CharField(
        label="When and how is it good to reach you?", max_length=200, required=False,
        help_text="For example: by text message, after five. Say so if nobody else should hear of it.",
    )  # fmt: skip
    source = forms.ChoiceField(label="How did you hear of us?", choices=_SOURCES, required=False, widget=forms.RadioSelect)
    hopes = forms.CharField(
        label="What do you hope for?", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A few words are enough. Please leave out details about your health; there is time for them later.",
    )  # fmt: skip

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"].strip()
        if "@" not in contact and sum(letter.isdigit() for letter in contact) < 7:
            raise forms.ValidationError("This is neither an e-mail address nor a whole telephone number.")
        return contact

    @property
    def source_words(self) -> str:
        return dict(_SOURCES).get(self.cleaned_data.get("source", ""), "")


class QuickForm(KapForm):
    """Two fields for the telephone; the rest can be asked later."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter a name."})
    contact = forms.CharField(
        label="E-mail or telephone", max_length=200, error_messages={"required": "Enter how the person can be reached."}
    )
    source = forms.CharField(label="Sent by", max_length=200, required=False)

    clean_contact = EnquiryForm.clean_contact


class AnswerForm(KapForm):
    what = forms.CharField(
        label="What you told them or agreed", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what you told them or agreed."},
    )  # fmt: skip


class DeclineForm(KapForm):
    reason = forms.CharField(
        label="Why, and where the person was told to turn", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, and where the person was told to turn instead."},
    )  # fmt: skip


class ConvertForm(KapForm):
    """Who the person is, how that was verified, and the programme they begin with."""

    name = forms.CharField(label="Full name, as on the identity document", max_length=200)
    preferred_name = forms.CharField(
        label="Called", max_length=100, required=False, help_text="If it differs from the first name."
    )
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False)
    birth_date = DateField(label="Date of birth")
    sex_at_birth = forms.ChoiceField(
        label="Sex recorded at birth", choices=Sex.choices, widget=forms.RadioSelect, help_text="Some limits depend on it."
    )
    residence_state = forms.ChoiceField(label="State of residence", choices=_STATES)
    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Telephone", max_length=30, required=False)
    identity_method = forms.ChoiceField(label="How identity was verified", choices=_IDENTITY, widget=forms.RadioSelect)
    protocol = forms.ChoiceField(
        label="Programme", widget=forms.RadioSelect, help_text="It can still be changed until eligibility is decided."
    )

    def __init__(self, *args: Any, known: Sequence[Patient] = (), **kwargs: Any) -> None:  # Any: Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = protocol_choices()  # type: ignore[attr-defined]  # a ChoiceField
        if known:
            same = [(str(patient.id), f"Yes: {patient.name}, record {patient.identifier}") for patient in known]
            self.fields["patient"] = forms.ChoiceField(
                label="Is it the same person?",
                choices=[*same, (NEW_PATIENT, "No, this is another person")],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether it is the same person."},
            )
            self.order_fields(["patient"])

    def person(self) -> Person:
        said = self.cleaned_data
        return Person(
            name=said["name"],
            preferred_name=said["preferred_name"],
            pronouns=said["pronouns"],
            birth_date=said["birth_date"],
            sex_at_birth=said["sex_at_birth"],
            residence_state=said["residence_state"],
            email=said["email"],
            phone=said["phone"],
        )

    @staticmethod
    def initial_from(enquiry: Enquiry) -> dict[str, str]:
        """What the enquiry already says, so that nothing is typed twice."""
        where = "email" if "@" in enquiry.contact else "phone"
        return {"name": enquiry.name, where: enquiry.contact, "residence_state": enquiry.residence_state}


def protocol_choices() -> list[tuple[str, str]]:
    """The programmes a patient can begin, by id."""
    return [(protocol.id, protocol.title) for protocol in _protocols().values()]


def _protocols() -> dict[str, Protocol]:
    from kapstone.protocols import all_protocols

    return all_protocols()
