"""The dosing visit: the screen, and each step on it."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.live.queries import watch
from kapstone.clinic.sessions import actions, home, orders, queries, steps
from kapstone.clinic.sessions.errors import NothingToRecord
from kapstone.clinic.sessions.models import Kind
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.screen import (
    CHECK_IN_DRAFT,
    EVENTS,
    GRAVE,
    address_of,
    answer,
    live,
    quiet,
    screen,
    tell_flags,
    visit_of,
)
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.facts import SessionEvent

_BOTH = ["GET", "HEAD", "POST"]
_SCALES = {"aldrete": "", "cssrs_since_last_contact": "pre_dose"}


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def visit(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The dosing visit on one screen"""
    here = visit_of(request, session)
    return (
        quiet(request, here) if request.GET.get("view") == "quiet" else screen(request, here, part=request.GET.get("part", ""))
    )


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def live_parts(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The parts of the screen that change by themselves"""
    return live(request, visit_of(request, session))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def stream(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The screen of the visit is kept up to date"""
    if not queries.is_planned(request.record, session):
        raise Http404
    return watch(episode, reader=request.actor.user_id, sequence=request.record.sequence)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def check_in(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """What is asked again before every dose"""

    def act(here: VisitPage, form: Any) -> Recorded | None:  # Any: the step's own form
        recorded = actions.note(
            episode=request.record,
            fact=form.to_fact(session=session),
            by=request.actor,
            at=form.at(here.now),
            key=posted_key(request),
        )
        drafts.discard_draft(user_id=request.actor.user_id, form=CHECK_IN_DRAFT, subject=session)
        return recorded

    return answer(request, session, "check_in", act, "Checked in.", "gate")


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def setting(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Room, equipment and people are ready"""
    return answer(
        request, session, "setting",
        lambda here, form: actions.note(episode=request.record, fact=form.to_fact(session), by=request.actor, at=here.now, key=posted_key(request)),
        "Room and people checked.", "gate",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def home_found(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The home is as it has to be"""
    return answer(
        request, session, "home",
        lambda here, form: actions.note(episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=here.now, key=posted_key(request)),
        "The home is recorded as you found it.", "gate",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def place(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Where help is sent, and how the clinic looks in"""

    def act(here: VisitPage, form: Any) -> None:  # Any: the step's own form
        home.keep_place(episode=request.record, session=session, by=request.actor, at=here.now, **form.cleaned_data)

    return answer(request, session, "place", act, "The address is kept; it stands on every part of this visit.", "at-home")


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def weight(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The weight of today"""
    return answer(
        request, session, "weight",
        lambda here, form: actions.note(episode=request.record, fact=form.to_fact(), by=request.actor, at=form.at(here.now), key=posted_key(request)),
        "Weight recorded.", "order",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def vitals(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """One look at the patient"""
    return answer(
        request, session, "vitals",
        lambda here, form: actions.take_vitals(
            episode=request.record, vitals=form.vitals(session), state=form.state(session), by=request.actor, at=form.when(here.now), key=posted_key(request)
        ),
        "Vitals recorded.", "numbers",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def artefact(request: ClinicRequest, episode: UUID, session: UUID, reading: UUID) -> HttpResponse:
    """A reading was false"""
    here = visit_of(request, session)
    if request.method == "POST":
        if all(entry.record.id != reading for entry in here.readings):
            raise Http404
        actions.mark_artefact(episode=request.record, reading=reading, by=request.actor, at=here.now, key=posted_key(request))
        messages.success(request, "Marked as an artefact. It stays on the chart, crossed through.")
    return HttpResponseRedirect(address_of(here, request.POST.get("part", ""), "readings"))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def event(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Something happened, in one tap; or an alarm is answered"""
    here = visit_of(request, session)
    word, alarm, key = request.POST.get("event", ""), request.POST.get("alarm", ""), posted_key(request)
    if request.method == "POST":
        each = uuid5(key, word or alarm) if key else None
        if alarm in {one.finding.rule for one in here.alarms}:
            recorded = actions.acknowledge(
                episode=request.record, session=session, alarm=alarm, by=request.actor, at=here.now, key=each
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
def remark(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """A line in words for the record of the session: a note, the music, the setting"""
    here = visit_of(request, session)
    if request.method == "POST":
        form = steps.form_for("remark", here, request.POST)
        if not form.is_valid():
            return quiet(request, here, form, status=422)
        actions.note(episode=request.record, fact=form.to_fact(session), by=request.actor, at=here.now, key=posted_key(request))
        messages.success(request, "Kept.")
    return HttpResponseRedirect(address_of(here, view="quiet"))


@allow(Can.ORDER_DOSE, record="episode")
@require_http_methods(_BOTH)
def order(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The prescriber's order: worked out first, then signed"""
    if request.method == "POST" and "sign" not in request.POST:
        here = visit_of(request, session)
        form = steps.form_for("order", here, request.POST)
        preview = orders.preview_of(here, form)
        if request.headers.get("HX-Request"):
            return render(request, "sessions/parts/preview.html", {"preview": preview, "form": form, "here": here})
        return screen(request, here, refused={"order": form}, part="before", status=200 if preview else 422)
    return answer(
        request, session, "order",
        lambda here, form: actions.sign_order(
            episode=request.record, order=form.to_fact(session), reason=form.cleaned_data["reason"], by=request.actor, at=here.now,
            key=posted_key(request), seen=posted_seen(request),
        ),
        "The order is signed.", "check",
    )  # fmt: skip


@allow(Can.ORDER_DOSE, record="episode")
@require_http_methods(_BOTH)
def withdraw(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The order no longer holds"""

    def act(here: VisitPage, form: Any) -> Recorded | None:  # Any: the step's own form
        if here.order is None:
            return None
        return actions.withdraw_order(
            episode=request.record, session=session, order=here.order.id, reason=form.cleaned_data["reason"], by=request.actor, at=here.now,
            key=posted_key(request),
        )  # fmt: skip

    return answer(request, session, "withdraw", act, "The order is withdrawn.", "order")


@allow(Can.CHECK_DOSE, record="episode")
@require_http_methods(_BOTH)
def check(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """One of two people reads the dose"""

    def act(here: VisitPage, form: Any) -> Recorded | None:  # Any: the step's own form
        said = form.cleaned_data
        volume = said["volume_ml"]
        return actions.check_dose(
            episode=request.record, session=session, order=said["order"], dose_mg=float(said["dose_mg"]),
            volume_ml=float(volume) if volume is not None else None, lot=said["lot"], by=request.actor, at=here.now, key=posted_key(request),
        )  # fmt: skip

    return answer(request, session, "check", act, "Your check is recorded.", "give")


@allow(Can.GIVE_DOSE, record="episode")
@require_http_methods(_BOTH)
def give(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The dose goes in"""

    def act(here: VisitPage, form: Any) -> Recorded | None:  # Any: the step's own form
        held = form.cleaned_data["hold_min"]
        return actions.give_dose(
            episode=request.record, session=session, swallowed=form.cleaned_data["swallowed"], hold_min=float(held) if held is not None else None,
            by=request.actor, at=here.now, key=posted_key(request), seen=posted_seen(request),
        )  # fmt: skip

    return answer(request, session, "give", act, "The dose is given. Vitals come next.", "numbers")


@allow(Can.GIVE_DOSE, record="episode")
@require_http_methods(_BOTH)
def booster(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """A second, smaller dose"""
    return answer(
        request, session, "booster",
        lambda here, form: actions.give_booster(
            episode=request.record, session=session, dose_mg=float(form.cleaned_data["dose_mg"]), by=request.actor, at=here.now,
            key=posted_key(request), seen=posted_seen(request),
        ),
        "The booster is given.", "numbers",
    )  # fmt: skip


@allow(Can.GIVE_DOSE, record="episode")
@require_http_methods(_BOTH)
def pause(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The infusion is halted"""
    return answer(
        request, session, "pause",
        lambda here, form: actions.pause_dose(
            episode=request.record, session=session, dose=form.cleaned_data["dose"], given_mg=float(form.cleaned_data["given_mg"]),
            reason=form.cleaned_data["reason"], by=request.actor, at=here.now, key=posted_key(request),
        ),
        "The infusion is paused. Vitals come next.", "numbers",
    )  # fmt: skip


@allow(Can.GIVE_DOSE, record="episode")
@require_http_methods(_BOTH)
def resume(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The paused infusion goes on"""
    return answer(
        request, session, "resume",
        lambda here, form: actions.resume_dose(
            episode=request.record, session=session, dose=form.cleaned_data["dose"], by=request.actor, at=here.now, key=posted_key(request)
        ),
        "The infusion goes on.", "numbers",
    )  # fmt: skip


@allow(Can.GIVE_DOSE, record="episode")
@require_http_methods(_BOTH)
def stop(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The infusion has ended"""
    return answer(
        request, session, "stop",
        lambda here, form: actions.stop_dose(
            episode=request.record, session=session, dose=form.cleaned_data["dose"], given_mg=float(form.cleaned_data["given_mg"]),
            reason=form.cleaned_data["reason"], by=request.actor, at=form.cleaned_data["at"] or here.now, key=posted_key(request),
        ),
        "The end of the infusion is recorded.", "numbers",
    )  # fmt: skip


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def adverse(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """An adverse event"""
    return answer(
        request, session, "adverse",
        lambda here, form: actions.note(
            episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=form.at(here.now), key=posted_key(request)
        ),
        "The adverse event is recorded. A clinician reviews it before the next dose.",
    )  # fmt: skip


@allow(Can.RECORD_MEASURES, record="episode")
@require_http_methods(_BOTH)
def scale(request: ClinicRequest, episode: UUID, session: UUID, instrument: str) -> HttpResponse:
    """A scale asked at the chair"""
    if instrument not in _SCALES:
        raise Http404
    return answer(
        request, session, instrument,
        lambda here, form: actions.measure(
            episode=request.record, instrument=instrument, answers=form.answers, session=session, moment=_SCALES[instrument], by=request.actor, at=here.now,
            key=posted_key(request),
        ),
        "Recorded.", "leave" if instrument == "aldrete" else "gate",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def recovery(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The bedside checks before going home"""
    return answer(
        request, session, "recovery",
        lambda here, form: actions.note(
            episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=form.at(here.now), key=posted_key(request)
        ),
        "Recovery checked.", "leave",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def escort(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The escort is here and signs"""
    return answer(
        request, session, "escort",
        lambda here, form: actions.note(episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=here.now, key=posted_key(request)),
        "The escort is here and has signed.", "leave",
    )  # fmt: skip


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def instructions(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The written instructions are handed over"""
    here = visit_of(request, session)
    if request.method == "POST":
        actions.give_instructions(
            episode=request.record, session=session, by=request.actor, at=here.now, key=posted_key(request)
        )
        messages.success(request, "The instructions are handed over.")
    return HttpResponseRedirect(address_of(here, "after", "leave"))


@allow(Can.DISCHARGE, record="episode")
@require_http_methods(_BOTH)
def discharge(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The patient goes home"""
    return answer(
        request, session, "discharge",
        lambda here, form: actions.discharge(
            episode=request.record, fact=form.to_fact(session=session), by=request.actor, at=here.now, key=posted_key(request), seen=posted_seen(request)
        ),
        "Discharged. The call of the next day and integration follow.",
    )  # fmt: skip


@allow(Can.DISCHARGE, record="episode")
@require_http_methods(_BOTH)
def early(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The patient leaves against advice"""
    return answer(
        request, session, "early",
        lambda here, form: actions.leave_early(episode=request.record, fact=form.to_fact(session), by=request.actor, at=here.now, key=posted_key(request)),
        "Recorded as leaving against advice. What is still owed is on the worklist.",
    )  # fmt: skip


@allow(Can.RECORD_FOLLOW_UP, record="episode")
@require_http_methods(_BOTH)
def book(request: ClinicRequest, episode: UUID, session: UUID, kind: str) -> HttpResponse:
    """Agree on the call of the next day or on integration"""
    if kind not in {Kind.NEXT_DAY.value, Kind.INTEGRATION.value}:
        raise Http404
    here = visit_of(request, session)
    if request.method != "POST":
        return redirect("sessions:list", episode=episode)
    form = steps.form_for(f"{kind}_booking", here, request.POST)
    if form.is_valid():
        try:
            actions.book_follow_up(
                episode=request.record,
                session=session,
                kind=Kind(kind),
                starts_at=form.cleaned_data["starts_at"],
                by=request.actor,
                at=here.now,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{Kind(kind).label}: booked.")
            seen = request.actor.can(Can.OBSERVE_SESSION)
            return (
                HttpResponseRedirect(address_of(here, "after", "next")) if seen else redirect("sessions:list", episode=episode)
            )
    return screen(request, here, refused={f"{kind}_booking": form}, part="after", status=422)


@allow(Can.RUN_SESSION, record="episode")
@require_http_methods(_BOTH)
def cancel(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """No dose today"""

    def act(here: VisitPage, form: Any) -> Recorded:  # Any: the step's own form
        return actions.cancel_visit(
            episode=request.record,
            session=session,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=here.now,
            key=posted_key(request),
        )

    return answer(request, session, "cancel", act, "The visit is cancelled; the room is free.")


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(_BOTH)
def set_aside(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Go on in spite of one finding"""
    return answer(
        request, session, "set_aside",
        lambda here, form: actions.set_aside(
            episode=request.record, session=session, finding=request.POST.get("finding", ""), reason=form.cleaned_data["reason"], by=request.actor,
            at=here.now, key=posted_key(request),
        ),
        "Recorded, with your reason.", "gate",
    )  # fmt: skip
