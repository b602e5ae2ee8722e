"""The page of what a programme asks for beside the doses: enrolment, monitoring forms, doses for home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import duties as work
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.facts import DosesDispensed, RemsEnrolled


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def duties(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """What the programme asks for beside the doses"""
    return _page(request, _read(request))


@allow(Can.ORDER_DOSE, record="episode")
@require_POST
def enrol(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Record the enrolment in the risk programme"""
    page, form = _read(request), work.EnrolForm(request.POST, prefix="enrol")
    if not form.is_valid():
        return _page(request, page, {"enrol": form}, status=422)
    try:
        work.enrol(
            episode=request.record,
            reference=form.cleaned_data["reference"],
            by=request.actor,
            at=form.at(page.now),
            key=posted_key(request),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _page(request, page, {"enrol": form}, refusal=refusal, status=refusal.status)
    messages.success(request, "The enrolment is recorded.")
    return redirect("sessions:duties", episode=episode)


@allow(Can.RUN_SESSION, record="episode")
@require_POST
def form_sent(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Record that the monitoring form of a session was sent"""
    page, form = _read(request), work.SentForm(request.POST, prefix=f"sent-{session}")
    if all(row.session != session for row in work.form_rows(page)):
        raise Http404
    if not form.is_valid():
        return _page(request, page, {str(session): form}, status=422)
    try:
        work.form_sent(
            episode=request.record, session=session, reference=form.cleaned_data["reference"], by=request.actor, at=page.now, key=posted_key(request)
        )  # fmt: skip
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _page(request, page, {str(session): form}, refusal=refusal, status=refusal.status)
    messages.success(request, "The form is recorded as sent.")
    return redirect("sessions:duties", episode=episode)


@allow(Can.ORDER_DOSE, record="episode")
@require_POST
def dispense(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Record doses handed out for home"""
    page, form = _read(request), work.DispenseForm(request.POST, prefix="dispense")
    if not form.is_valid():
        return _page(request, page, {"dispense": form}, status=422)
    try:
        recorded = work.dispense(
            episode=request.record, fact=form.to_fact(), by=request.actor, at=form.at(page.now), key=posted_key(request)
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _page(request, page, {"dispense": form}, refusal=refusal, status=refusal.status)
    messages.success(request, "Recorded.")
    for finding in recorded.assessment.findings:
        if finding.rule == "PW-DISPENSING":
            messages.warning(request, f"{finding.level.word}: {finding.because} {finding.act}")
    return redirect("sessions:duties", episode=episode)


def _read(request: ClinicRequest) -> PatientPage:
    return episodes.patient_page(request.record, clock.now())


def _page(
    request: ClinicRequest, page: PatientPage, refused: dict[str, BaseForm] | None = None, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    given = refused or {}
    rows: list[dict[str, Any]] = [  # Any: a template context
        {"row": row, "form": given.get(str(row.session)) or work.SentForm(prefix=f"sent-{row.session}")}
        for row in work.form_rows(page)
    ]
    context = page.context(
        "sessions:list", rows=rows, rems=page.protocol.rems, home=page.protocol.home, enrolled=page.facts.latest(RemsEnrolled),
        dispensed=page.facts.of(DosesDispensed), left=work.left_at_home(page), refusal=refusal,
        enrol_form=given.get("enrol") or work.EnrolForm(prefix="enrol"), dispense_form=given.get("dispense") or work.DispenseForm(prefix="dispense"),
        may_enrol=request.actor.can(Can.ORDER_DOSE), may_send=request.actor.can(Can.RUN_SESSION),
    )  # fmt: skip
    return render(request, "sessions/duties.html", context, status=status)
