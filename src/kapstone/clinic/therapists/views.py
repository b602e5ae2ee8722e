"""The match: what the patient prefers, who fits and why, the offer, and the patient's answer on their word."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.therapists import actions, queries
from kapstone.clinic.therapists.forms import AcceptForm, PreferenceForm, preference_values
from kapstone.clinic.web.once import posted_key
from kapstone.pathway import GateId

_TAB = "therapists:match"


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def match(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Which therapists fit, and why"""
    page = episodes.patient_page(request.record, clock.now())
    return _page(request, page)


@allow(Can.MATCH_THERAPIST, record="episode")
@require_POST
def prefer(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Keep what the patient prefers"""
    page = episodes.patient_page(request.record, clock.now())
    form = PreferenceForm(request.POST)
    if not form.is_valid():
        return _page(request, page, form=form, status=422)
    actions.prefer(episode=page.episode, by=request.actor, at=page.now, **form.cleaned_data)
    messages.success(request, "Kept. The list follows these preferences.")
    return redirect(_TAB, episode=episode)


@allow(Can.MATCH_THERAPIST, record="episode")
@require_POST
def offer(request: ClinicRequest, episode: UUID, therapist: UUID) -> HttpResponse:
    """Offer a therapist to the patient"""
    made = actions.offer(episode=request.record, therapist=therapist, by=request.actor, at=clock.now())
    messages.success(request, f"{made.therapist.name} is offered. The patient can answer in the portal or here.")
    return redirect(_TAB, episode=episode)


@allow(Can.MATCH_THERAPIST, record="episode")
@require_POST
def accept(request: ClinicRequest, episode: UUID, therapist: UUID) -> HttpResponse:
    """Record on the patient's word whom they accept, or change to"""
    page = episodes.patient_page(request.record, clock.now())
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, page, accept_form=form, status=422)
    recorded = actions.accept(
        episode=page.episode,
        therapist=therapist,
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=page.now,
        key=posted_key(request),
    )
    matched = queries.therapist_of(recorded.facts)
    messages.success(request, f"{matched.fact.therapist_name} is the therapist now." if matched else "Recorded.")
    return redirect(_TAB, episode=episode)


@allow(Can.MATCH_THERAPIST, record="episode")
@require_POST
def decline(request: ClinicRequest, episode: UUID, therapist: UUID) -> HttpResponse:
    """Record on the patient's word that they do not want an offered therapist"""
    actions.decline(episode=request.record, therapist=therapist, by=request.actor, at=clock.now())
    messages.success(request, "The offer is taken back.")
    return redirect(_TAB, episode=episode)


def _page(
    request: ClinicRequest,
    page: PatientPage,
    *,
    form: PreferenceForm | None = None,
    accept_form: AcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.candidates(page.episode, page.facts, page.protocol, page.now)
    gate = page.assessment.gate(GateId.MATCH)
    current = queries.therapist_of(page.facts)
    context = page.context(
        _TAB,
        matched=current,
        earlier=queries.matches(page.facts)[:-1],
        offered=[each for each in found if each.is_offered and not each.is_current],
        barred=[each for each in found if not each.is_offered and not each.is_current],
        needs=queries.needs_of(page.episode, page.facts, page.protocol, page.now),
        form=form or PreferenceForm(initial=preference_values(queries.preference_of(page.episode))),
        accept_form=accept_form or AcceptForm(),
        waits=gate if current is None and not gate.is_open else None,
        may_match=request.actor.can(Can.MATCH_THERAPIST),
    )
    return render(request, "therapists/match.html", context, status=status)
