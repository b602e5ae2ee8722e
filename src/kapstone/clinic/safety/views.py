"""The pages of safety: what is open, following a concern up, adverse events and their review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.adverse_events import duties_for
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.journal import clock
from kapstone.clinic.safety import actions, queries
from kapstone.clinic.safety.errors import NoSuchConcern, NoSuchEvent
from kapstone.clinic.safety.forms import EventForm, FollowUpForm, ReportForm, ReviewForm
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import initial_from_draft

_TAB = "safety:list"


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def overview(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Safety: open concerns and adverse events"""
    page = episodes.patient_page(request.record, clock.now())
    concerns = queries.concerns(page)
    context = page.context(
        _TAB,
        open_concerns=[concern for concern in concerns if not concern.is_settled],
        followed_up=[concern for concern in concerns if concern.is_settled],
        events=queries.events(page.facts),
        may_resolve=request.actor.can(Can.RESOLVE_SAFETY),
        may_review=request.actor.can(Can.ORDER_DOSE),
        may_report=request.actor.can(Can.OBSERVE_SESSION),
    )
    return render(request, "safety/list.html", context)


@allow(Can.RESOLVE_SAFETY, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: ClinicRequest, episode: UUID, concern: UUID) -> HttpResponse:
    """Follow a safety concern up"""
    page = episodes.patient_page(request.record, clock.now())
    found = queries.concern_of(page, concern)
    if found is None:
        raise NoSuchConcern
    form = FollowUpForm(request.POST or None, initial=initial_from_draft(request, "concern", concern))
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow_up(
                episode=request.record,
                concern=form.to_fact(concern=concern),
                by=request.actor,
                at=page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form="concern", subject=concern)
            safe = form.cleaned_data["safe_to_continue"]
            messages.success(request, "Followed up." if safe else "Followed up: treatment waits until it is safe to continue.")
            return redirect(_TAB, episode=episode)
    context = page.context(
        _TAB, concern=found, form=form, answers=queries.answers_of(page.episode.organisation_id, found.record)
    )
    return render(request, "safety/concern.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Record an adverse event"""
    page = episodes.patient_page(request.record, clock.now())
    form = EventForm(request.POST or None, initial=initial_from_draft(request, "adverse-event", episode))
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_event(
                episode=request.record, event=form.to_fact(), by=request.actor, at=form.at(page.now), key=posted_key(request)
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form="adverse-event", subject=episode)
            messages.success(request, "The adverse event is recorded; a prescriber reviews it before the next dose.")
            return redirect(_TAB, episode=episode)
    return render(request, "safety/event.html", page.context(_TAB, form=form), status=422 if request.method == "POST" else 200)


@allow(Can.ORDER_DOSE, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ClinicRequest, episode: UUID, event: UUID) -> HttpResponse:
    """Review an adverse event"""
    page = episodes.patient_page(request.record, clock.now())
    found = next((each for each in queries.events(page.facts) if each.record.id == event), None)
    if found is None:
        raise NoSuchEvent
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_event(
                episode=request.record, review=form.to_fact(event=event), by=request.actor, at=page.now, key=posted_key(request)
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Reviewed.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, event=found, form=form)
    return render(request, "safety/review.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.ORDER_DOSE, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ClinicRequest, episode: UUID, event: UUID) -> HttpResponse:
    """Say where an adverse event was reported"""
    page = episodes.patient_page(request.record, clock.now())
    found = next((each for each in queries.events(page.facts) if each.record.id == event), None)
    if found is None:
        raise NoSuchEvent
    duties = duties_for(found.record.fact, page.protocol.drug)
    form = ReportForm(request.POST or None, initial={"to": duties[0].to.value} if duties else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_outside(
                episode=request.record,
                report=form.to_fact(event=event),
                by=request.actor,
                at=form.at(page.now),
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Recorded that it was reported.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, event=found, form=form, duties=duties)
    return render(request, "safety/report.html", context, status=422 if request.method == "POST" else 200)
