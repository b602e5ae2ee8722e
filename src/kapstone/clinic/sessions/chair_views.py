"""What is recorded at the chair from moment to moment: vitals, events, adverse events, notes. A tablet's outbox sends to the same addresses."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.sessions import actions, outbox_views
from kapstone.clinic.sessions.errors import NothingToRecord
from kapstone.clinic.sessions.screen import address_of, answer, tell_flags, visit_of
from kapstone.clinic.sessions.words import EVENTS, GRAVE
from kapstone.clinic.web.once import posted_key
from kapstone.facts import SessionEvent

_BOTH = ["GET", "HEAD", "POST"]


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def vitals(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """One look at the patient"""
    if outbox_views.is_entry(request):
        return outbox_views.taken(request, session, "vitals")
    return answer(
        request, session, "vitals",
        lambda here, form: actions.take_vitals(
            episode=request.record, vitals=form.vitals(session), state=form.state(session), by=request.actor, at=form.when(here.now), key=posted_key(request)
        ),
        "Vitals recorded.", "numbers",
    )  # fmt: skip


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def event(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Something happened, in one tap; or an alarm is answered"""
    if outbox_views.is_entry(request):
        return outbox_views.taken(request, session, "event")
    here = visit_of(request, session)
    word, alarm, key = request.POST.get("event", ""), request.POST.get("alarm", ""), posted_key(request)
    if request.method == "POST":
        each = uuid5(key, word or alarm) if key else None
        if alarm in {one.finding.rule for one in here.alarms}:
            recorded = actions.acknowledge(
                episode=request.record, session=session, alarm=alarm, by=request.actor, at=here.answered_at(here.now), key=each
            )
        elif word in {*EVENTS, *GRAVE}:
            fact = SessionEvent(session=session, event=word)
            recorded = actions.note(episode=request.record, fact=fact, by=request.actor, at=here.now, key=each)
        else:
            raise NothingToRecord
        if request.headers.get("HX-Request"):
            return redirect("sessions:live", episode=episode, session=session)  # a fresh key for the next tap
        messages.success(request, f"{word.capitalize() or 'Answered'}, recorded.")
        tell_flags(request, recorded)
    return HttpResponseRedirect(address_of(here, request.POST.get("part", "")))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def adverse(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """An adverse event"""
    if outbox_views.is_entry(request):
        return outbox_views.taken(request, session, "adverse")
    return answer(
        request, session, "adverse",
        lambda here, form: actions.note(
            episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=form.at(here.now), key=posted_key(request)
        ),
        "The adverse event is recorded. A clinician reviews it before the next dose.",
    )  # fmt: skip


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def note(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """A note on setting, music or mood"""
    if outbox_views.is_entry(request):
        return outbox_views.taken(request, session, "note")
    return answer(
        request, session, "note",
        lambda here, form: actions.note(episode=request.record, fact=form.to_fact(session), by=request.actor, at=here.now, key=posted_key(request)),
        "Note recorded.",
    )  # fmt: skip
