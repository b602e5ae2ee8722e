"""The public page, the coordinator's list, and one enquiry until it is closed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow, public
from kapstone.clinic.enquiries import actions, queries
from kapstone.clinic.enquiries.errors import ProbablyKnown
from kapstone.clinic.enquiries.forms import NEW_PATIENT, AnswerForm, ConvertForm, DeclineForm, EnquiryForm, QuickForm
from kapstone.clinic.enquiries.models import Enquiry, Status
from kapstone.clinic.journal import clock
from kapstone.clinic.people.models import Organisation
from kapstone.clinic.people.queries import organisation_of, organisations, patients_of, settings_of
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import initial_from_draft
from kapstone.protocols import all_protocols

_CONVERT = "convert-enquiry"


@public("Somebody who is not yet a patient reads what the treatment is and asks whether it is for them.")
@require_http_methods(["GET", "POST"])
def enquire(request: HttpRequest, organisation: UUID | None = None) -> HttpResponse:
    """The public page: what this treatment is, and how to ask for it."""
    clinic = _clinic(organisation)
    if clinic is None:
        return render(request, "enquiries/clinics.html", {"clinics": organisations()})
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("website"):  # a field people do not see; whoever fills it is a machine
            return redirect("enquiries:thanks")
        said = form.cleaned_data
        enquiry = actions.receive(
            organisation=clinic,
            name=said["name"],
            contact=said["contact"],
            reach=said["reach"],
            residence_state=said["residence_state"],
            source=form.source_words,
            hopes=said["hopes"],
            at=clock.now(),
            key=posted_key(request),
        )
        request.session["enquiry"] = {"respond_by": enquiry.respond_by.isoformat(), "clinic": str(clinic.id)}
        return redirect("enquiries:thanks")
    context = {"form": form, "clinic": clinic, "settings": settings_of(clinic.id), "protocols": all_protocols().values()}
    return render(request, "enquiries/enquire.html", context, status=422 if form.errors else 200)


@public("Says that the enquiry has arrived and when an answer comes; shows nothing of it.")
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """The enquiry has arrived."""
    sent = request.session.get("enquiry", {})
    when = datetime.fromisoformat(sent["respond_by"]) if sent else None
    clinic = _clinic(UUID(sent["clinic"])) if sent else organisations().first()
    return render(
        request, "enquiries/thanks.html", {"respond_by": when, "settings": settings_of(clinic.id) if clinic else None}
    )


@allow(Can.HANDLE_ENQUIRIES)
@require_http_methods(["GET", "POST"])
def list_enquiries(request: ClinicRequest) -> HttpResponse:
    """Enquiries, those that wait first"""
    form = QuickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enquiry = actions.receive(
            organisation=organisation_of(request.actor.organisation_id),
            **form.cleaned_data,
            by=request.actor,
            at=clock.now(),
            key=posted_key(request),
        )
        return redirect("enquiries:enquiry", enquiry=enquiry.id)
    now = clock.now()
    closed = request.GET.get("show") == "closed"
    context = {
        "form": form, "lines": queries.lines(request.actor, now, closed=closed), "closed": closed,
        "overdue": queries.overdue_count(request.actor.organisation_id, now), "public_href": reverse("enquiries:enquire"),
    }  # fmt: skip
    return render(request, "enquiries/list.html", context, status=422 if form.errors else 200)


@allow(Can.HANDLE_ENQUIRIES, record="enquiry")
@require_GET
def show(request: ClinicRequest, enquiry: UUID) -> HttpResponse:
    """One enquiry"""
    return _page(request, request.record)


@allow(Can.HANDLE_ENQUIRIES, record="enquiry")
@require_POST
def answer(request: ClinicRequest, enquiry: UUID) -> HttpResponse:
    """Note that an enquiry was answered"""
    form = AnswerForm(request.POST)
    if form.is_valid():
        actions.answer(enquiry=request.record, by=request.actor, at=clock.now(), what=form.cleaned_data["what"])
        messages.success(request, "Noted that you answered.")
        return redirect("enquiries:enquiry", enquiry=enquiry)
    return _page(request, request.record, answer_form=form, status=422)


@allow(Can.HANDLE_ENQUIRIES, record="enquiry")
@require_POST
def decline(request: ClinicRequest, enquiry: UUID) -> HttpResponse:
    """Decline an enquiry"""
    form = DeclineForm(request.POST)
    if form.is_valid():
        actions.decline(enquiry=request.record, by=request.actor, at=clock.now(), reason=form.cleaned_data["reason"])
        messages.success(request, "Declined. The reason is kept.")
        return redirect("enquiries:list")
    return _page(request, request.record, decline_form=form, status=422)


@allow(Can.OPEN_EPISODE, record="enquiry")
@require_http_methods(["GET", "POST"])
def convert(request: ClinicRequest, enquiry: UUID) -> HttpResponse:
    """Register the person and open their episode of care"""
    record: Enquiry = request.record
    if record.episode_id is not None:
        return HttpResponseRedirect(_episode_href(record.episode_id))
    if request.method == "GET":
        initial = {**ConvertForm.initial_from(record), **initial_from_draft(request, _CONVERT, record.id)}
        return _convert_page(request, record, ConvertForm(initial=initial))
    known = _named(request)
    form = ConvertForm(request.POST, known=known)
    if not form.is_valid():
        return _convert_page(request, record, form, status=422)
    chosen = form.cleaned_data.get("patient", "")
    try:
        episode = actions.convert(
            enquiry=record,
            person=form.person(),
            identity_method=form.cleaned_data["identity_method"],
            protocol=all_protocols()[form.cleaned_data["protocol"]],
            existing=UUID(chosen) if chosen not in {"", NEW_PATIENT} else None,
            is_confirmed_new=chosen == NEW_PATIENT,
            by=request.actor,
            at=clock.now(),
        )
    except ProbablyKnown as refusal:
        form = ConvertForm(initial=request.POST.dict(), known=refusal.patients)
        return _convert_page(request, record, form, refusal=refusal, status=refusal.status)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _convert_page(request, record, form, refusal=refusal, status=refusal.status)
    drafts.discard_draft(user_id=request.actor.user_id, form=_CONVERT, subject=record.id)
    messages.success(request, "The episode of care is open. Screening comes next.")
    return HttpResponseRedirect(_episode_href(episode.id))


def _clinic(organisation: UUID | None) -> Organisation | None:
    """The clinic the page speaks for: the one named, or the only one there is."""
    found = list(organisations().filter(id=organisation) if organisation else organisations()[:2])
    if organisation and not found:
        raise Http404
    return found[0] if len(found) == 1 else None


def _named(request: ClinicRequest) -> list[Any]:  # Any: patients
    """The patients this form asked about, kept in it while it goes back and forth."""
    if "patient" not in request.POST and "known" not in request.POST:
        return []
    asked = set(request.POST.getlist("known"))
    return [patient for patient in patients_of(request.actor.organisation_id) if str(patient.id) in asked]


def _episode_href(episode_id: UUID) -> str:
    return address("screening:hub", episode=episode_id) or address("episodes:patient", episode=episode_id)


def _convert_page(
    request: ClinicRequest, enquiry: Enquiry, form: ConvertForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    known = [choice[0] for choice in getattr(form.fields.get("patient"), "choices", []) if choice[0] != NEW_PATIENT]
    context = {"enquiry": enquiry, "form": form, "refusal": refusal, "known": known}
    return render(request, "enquiries/convert.html", context, status=status)


def _page(
    request: ClinicRequest,
    enquiry: Enquiry,
    *,
    answer_form: AnswerForm | None = None,
    decline_form: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "enquiry": enquiry, "answer_form": answer_form or AnswerForm(), "decline_form": decline_form or DeclineForm(prefix=""),
        "form": answer_form or decline_form, "may_open": request.actor.can(Can.OPEN_EPISODE),
        "is_overdue": enquiry.status == Status.NEW and enquiry.respond_by < clock.now(),
        "episode_href": _episode_href(enquiry.episode_id) if enquiry.episode_id else "",
    }  # fmt: skip
    return render(request, "enquiries/enquiry.html", context, status=status)
