"""The page of a patient's details: who they are, whom to call, and whether they can sign in."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.people import actions, queries
from kapstone.clinic.people.forms import ContactForm, PatientForm, PortalForm
from kapstone.clinic.people.models import Patient
from kapstone.clinic.people.patients import CORRECTABLE
from kapstone.clinic.web.errors import Conflict, Refusal
from kapstone.clinic.web.forms import KapForm
from kapstone.clinic.web.once import posted_seen


@allow(Can.EDIT_PATIENT, record="patient")
def details(request: ClinicRequest, patient: UUID) -> HttpResponse:
    """The patient's name, address and contacts."""
    who: Patient = request.record
    act = request.POST.get("act", "") if request.method == "POST" else ""
    forms: dict[str, KapForm] = {
        "details": PatientForm(
            request.POST if act == "details" else None, initial={name: getattr(who, name) for name in CORRECTABLE}
        ),
        "contact": ContactForm(request.POST if act == "contact" else None, prefix="contact"),
        "portal": PortalForm(request.POST if act == "portal" else None, prefix="portal", initial={"email": who.email}),
    }
    done, status = "", 200
    if request.method == "POST":
        status = 422
        form = forms.get(act)
        try:
            done = _ACTS[act](request, who, forms) if act in _ACTS and (form is None or form.is_valid()) else ""
        except Conflict as conflict:
            if form is None or conflict.field is None:
                raise  # the page of the refusal shows what was entered, beside what somebody else recorded
            form.add_refusal(conflict)
        except Refusal as refusal:
            if form is None:
                raise
            form.add_refusal(refusal)
    if done:
        messages.success(request, done)
        return HttpResponseRedirect(reverse("people:patient", args=[who.id]))
    context = {"patient": who, "forms": forms, "contacts": queries.contacts_of(who.id)}
    return render(request, "people/patient.html", context, status=status)


def _correct(request: ClinicRequest, who: Patient, forms: dict[str, KapForm]) -> str:
    given = forms["details"].cleaned_data
    actions.correct_patient(patient=who, changes=given, by=request.actor, at=clock.now(), seen=posted_seen(request))
    return "The details are recorded."


def _add_contact(request: ClinicRequest, who: Patient, forms: dict[str, KapForm]) -> str:
    added = actions.add_contact(patient=who, by=request.actor, at=clock.now(), **forms["contact"].cleaned_data)
    return f"{added.name} is recorded as a contact."


def _remove_contact(request: ClinicRequest, who: Patient, forms: dict[str, KapForm]) -> str:
    try:
        contact = queries.contact_of(who.id, UUID(request.POST.get("contact", "")))
    except ValueError:
        contact = None
    if contact is None:
        raise Http404
    actions.remove_contact(contact=contact, by=request.actor, at=clock.now())
    return f"{contact.name} is no longer a contact."


def _give_portal(request: ClinicRequest, who: Patient, forms: dict[str, KapForm]) -> str:
    actions.give_portal(patient=who, email=forms["portal"].cleaned_data["email"], by=request.actor, at=clock.now())
    return f"{who.called} can now set a password and sign in."


_ACTS: dict[str, Callable[[ClinicRequest, Patient, dict[str, KapForm]], str]] = {
    "details": _correct,
    "contact": _add_contact,
    "remove_contact": _remove_contact,
    "portal": _give_portal,
}
