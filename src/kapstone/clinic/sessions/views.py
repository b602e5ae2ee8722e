"""The course as a list, planning, preparation, the call of the next day, integration, the review, and the board of today."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import outcomes
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.journal import clock
from kapstone.clinic.live.queries import watch
from kapstone.clinic.sessions import actions, booking, home, queries
from kapstone.clinic.sessions.course_forms import NextDayForm, PlanForm, ReviewForm, integration_form, preparation_form
from kapstone.clinic.sessions.forms import InstrumentForm, ReasonForm
from kapstone.clinic.sessions.models import Kind
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.screen import tell_flags
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.navigation import address
from kapstone.clinic.web.once import posted_key, posted_seen
from kapstone.clinic.web.queries import initial_from_draft
from kapstone.facts import AdverseEventReviewed, AdverseEventSeen, GoalRated, ReviewDecided
from kapstone.instruments import instrument_called
from kapstone.outcomes import outcome_lines
from kapstone.pathway import Episode as Course
from kapstone.pathway import GateId
from kapstone.pathway.groundwork import active_goals
from kapstone.protocols import TOPICS, Setting
from kapstone.rules.long_term import PREFIX

_BOTH = ["GET", "HEAD", "POST"]


@allow(Can.SEE_EPISODE)
@require_safe
def today(request: ClinicRequest) -> HttpResponse:
    """Each room today: who is there, in which phase, what is due next"""
    rows = sorted(
        queries.board(request.actor, clock.now()),
        key=lambda row: (
            not (row.here.due_level == "stop" or any(alarm.is_red for alarm in row.here.alarms)),
            not row.here.visit.is_running,
            row.here.visit.discharge is not None,
            row.booking.starts_at,
        ),
    )
    return render(request, "sessions/today.html", {"rows": rows, "may_observe": request.actor.can(Can.OBSERVE_SESSION)})


@allow(Can.SEE_EPISODE)
@require_safe
def today_stream(request: ClinicRequest) -> HttpResponse:
    """The board of the day is kept up to date"""
    return watch(request.actor.organisation_id, reader=request.actor.user_id)


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def course(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The course: preparation, each dosing session, what is open next and why"""
    page = episodes.patient_page(request.record, clock.now())
    return render(request, "sessions/course.html", _course_context(request, page))


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(_BOTH)
def plan(request: ClinicRequest, episode: UUID, session: UUID | None = None) -> HttpResponse:
    """Plan a dosing visit, or move one"""
    page = episodes.patient_page(request.record, clock.now())
    here = VisitPage.of(page, session) if session else None
    if session is not None and here is None:
        raise Http404
    rooms = queries.rooms(request.actor)
    at_home = home.place_planned(Course(page.protocol, page.facts, page.now), session) is Setting.HOME
    form = PlanForm(request.POST or None, rooms=rooms, may_be_home=at_home, initial={"starts_at": _next_morning(page)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.plan_visit(
                    episode=request.record, starts_at=form.cleaned_data["starts_at"], room=form.chosen, by=request.actor, at=page.now, session=session,
                    key=posted_key(request),
                )  # fmt: skip
            except Refusal as refusal:
                form.add_refusal(refusal)
                status = refusal.status
            else:
                messages.success(
                    request, "The visit is planned and the room is held." if form.chosen else "The visit at home is planned."
                )
                return redirect("sessions:list", episode=episode)
    context = _course_context(request, page) | {
        "form": form, "moving": here, "at_home": at_home, "gate": page.assessment.gate(GateId.SCHEDULE_DOSE), "length": _hours(booking.visit_length(page.protocol)),
        "free": _free(rooms, form, page),
    }  # fmt: skip
    return render(request, "sessions/plan.html", context, status=status)


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(_BOTH)
def cancel_plan(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Cancel a planned visit, with the reason"""
    page = episodes.patient_page(request.record, clock.now())
    here = VisitPage.of(page, session)
    if here is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.cancel_visit(
                    episode=request.record,
                    session=session,
                    reason=form.cleaned_data["reason"],
                    by=request.actor,
                    at=page.now,
                    key=posted_key(request),
                )
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(request, "The visit is cancelled; the room is free.")
                return redirect("sessions:list", episode=episode)
    return render(request, "sessions/cancel.html", page.context("sessions:list", form=form, here=here), status=status)


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(_BOTH)
def prepare(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Preparation sessions: those held, and the next"""
    page = episodes.patient_page(request.record, clock.now())
    draft = "sessions-prepare"
    form = preparation_form(page.protocol)(
        request.POST if request.method == "POST" else None, initial=initial_from_draft(request, draft, episode)
    )
    status = 200
    if request.method == "POST":
        if not request.actor.can(Can.RUN_PREPARATION):
            raise PermissionDenied
        status = 422
        if form.is_valid():
            try:
                actions.note(
                    episode=request.record, fact=form.to_fact(), by=request.actor, at=form.at(page.now), key=posted_key(request)
                )
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                drafts.discard_draft(user_id=request.actor.user_id, form=draft, subject=episode)
                messages.success(request, "The preparation session is recorded.")
                return redirect("sessions:prepare", episode=episode)
    done = queries.preparation_done(page.facts)
    covered = {topic for record in done for topic in record.fact.topics}
    plan_of = page.protocol.preparation
    last = done[-1].at if done else None
    context = page.context(
        "sessions:list", form=form, done=[(record, [TOPICS.get(topic, topic) for topic in record.fact.topics]) for record in reversed(done)],
        open_topics=[TOPICS.get(topic, topic) for topic in plan_of.topics if topic not in covered], needed=max(0, plan_of.min_sessions - len(done)),
        window=(last + plan_of.at_least_before, last + plan_of.at_most_before) if last else None,
        waiting=[f for f in page.assessment.findings if f.rule.startswith(("PW-PREP", "PW-READY")) and f.level > 1],
        may_run=request.actor.can(Can.RUN_PREPARATION), draft=draft,
    )  # fmt: skip
    return render(request, "sessions/prepare.html", context, status=status)


@allow(Can.RECORD_FOLLOW_UP, record="episode")
@require_http_methods(_BOTH)
def next_day(request: ClinicRequest, episode: UUID, session: UUID | None = None) -> HttpResponse:
    """The call on the day after a dose"""
    page = episodes.patient_page(request.record, clock.now())
    here = _session(page, session, Kind.NEXT_DAY)
    asks = request.actor.can(Can.RECORD_MEASURES)
    scale = InstrumentForm(request.POST or None, scale=instrument_called("cssrs_since_last_contact"))
    form = NextDayForm(request.POST or None)
    status, refusal = 200, None
    if request.method == "POST" and here is not None:
        status = 422
        if form.is_valid() and scale.is_valid():
            try:
                recorded = actions.contact_next_day(
                    episode=request.record, fact=form.to_fact(here.id), answers=scale.answers if form.cleaned_data["reached"] and asks else None,
                    by=request.actor, at=page.now, key=posted_key(request),
                )  # fmt: skip
            except Refusal as error:
                refusal, status = error, error.status
                (scale if error.field in scale.fields else form).add_refusal(error)
            else:
                messages.success(request, "The call is recorded.")
                tell_flags(request, recorded)
                return redirect("sessions:list", episode=episode)
    context = page.context(
        "sessions:list", here=here, form=form, scale=scale, asks=asks, refusal=refusal, **_window(page, here, Kind.NEXT_DAY)
    )
    return render(request, "sessions/next_day.html", context, status=status)


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(_BOTH)
def integrate(request: ClinicRequest, episode: UUID, session: UUID | None = None) -> HttpResponse:
    """An integration session after a dose"""
    page = episodes.patient_page(request.record, clock.now())
    here = _session(page, session, Kind.INTEGRATION)
    goals = active_goals(Course(page.protocol, page.facts, page.now))
    draft, subject = "sessions-integrate", here.id if here else episode
    form = integration_form(goals)(
        request.POST if request.method == "POST" else None, initial=initial_from_draft(request, draft, subject)
    )
    status = 200
    if request.method == "POST":
        if not request.actor.can(Can.RUN_INTEGRATION):
            raise PermissionDenied
        status = 422
        if here is not None and form.is_valid():
            rated = [(record.fact.goal, form.cleaned_data.get(f"goal-{record.fact.goal}")) for record in goals]
            try:
                actions.integrate(
                    episode=request.record, fact=form.to_fact(session=here.id), by=request.actor, at=form.at(page.now), key=posted_key(request),
                    ratings=[GoalRated(goal=goal, attainment=value) for goal, value in rated if value is not None],
                )  # fmt: skip
            except Refusal as refusal:
                form.add_refusal(refusal)
                status = refusal.status
            else:
                drafts.discard_draft(user_id=request.actor.user_id, form=draft, subject=subject)
                messages.success(request, "The integration session is recorded.")
                return redirect("sessions:list", episode=episode)
    done = here.visit.of(type(here.visit.integration.fact)) if here and here.visit.integration else []
    context = page.context(
        "sessions:list", here=here, form=form, goals=[form[f"goal-{record.fact.goal}"] for record in goals], draft=draft, subject=subject, done=done,
        may_run=request.actor.can(Can.RUN_INTEGRATION), **_window(page, here, Kind.INTEGRATION),
    )  # fmt: skip
    return render(request, "sessions/integrate.html", context, status=status)


@allow(Can.SEE_EPISODE, record="episode")
@require_http_methods(_BOTH)
def review(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """The review of the course and what follows"""
    page = episodes.patient_page(request.record, clock.now())
    now = Course(page.protocol, page.facts, page.now)
    left = page.protocol.course.extension_max - now.extra_doses
    draft = "sessions-review"
    initial = {
        "interval_days": page.protocol.maintenance.interval // timedelta(days=1),
        **initial_from_draft(request, draft, episode),
    }
    form = ReviewForm(
        request.POST if request.method == "POST" else None, protocol=page.protocol, extra_left=left, initial=initial
    )
    status = 200
    if request.method == "POST":
        if not request.actor.can(Can.REVIEW_INDUCTION):
            raise PermissionDenied
        status = 422
        if form.is_valid():
            try:
                actions.decide_review(
                    episode=request.record,
                    fact=form.to_fact(),
                    by=request.actor,
                    at=page.now,
                    key=posted_key(request),
                    seen=posted_seen(request),
                )
            except Refusal as refusal:
                form.add_refusal(refusal)
                status = refusal.status
                page = episodes.patient_page(request.record, clock.now())
            else:
                drafts.discard_draft(user_id=request.actor.user_id, form=draft, subject=episode)
                messages.success(request, "The decision is recorded.")
                return redirect("sessions:list", episode=episode)
    reviewed = {record.fact.event for record in page.facts.of(AdverseEventReviewed)}
    context = page.context(
        "sessions:list", form=form, draft=draft, gate=page.assessment.gate(GateId.REVIEW), charts=outcomes.charts_of(page), doses=outcomes.doses_of(page),
        dose_columns=outcomes.DOSE_COLUMNS, events=[(record, record.id in reviewed) for record in page.facts.of(AdverseEventSeen)],
        decided=list(reversed(page.facts.of(ReviewDecided))), may_decide=request.actor.can(Can.REVIEW_INDUCTION), goals=outcomes.goals_of(page),
        given=len(now.dosed), planned=now.planned_doses, lines=outcome_lines(page.facts, instrument_called(page.protocol.primary_measure)),
        long_run=[finding for finding in page.assessment.findings if finding.rule.startswith(PREFIX)],
    )  # fmt: skip
    return render(request, "sessions/review.html", context, status=status)


def _course_context(request: ClinicRequest, page: PatientPage) -> dict[str, Any]:  # Any: a template context
    gate = queries.next_gate(page)
    done = queries.preparation_done(page.facts)
    return page.context(
        "sessions:list", rows=queries.course_rows(page), next_gate=gate, schedule=page.assessment.gate(GateId.SCHEDULE_DOSE), prepared=done,
        still=max(0, page.protocol.preparation.min_sessions - len(done)), may_observe=request.actor.can(Can.OBSERVE_SESSION),
        may_plan=True, planned=Course(page.protocol, page.facts, page.now).planned_doses,
        planner_href=address("planning:planner", episode=page.episode.id) if request.actor.can(Can.OBSERVE_SESSION) else "",
    )  # fmt: skip


def _session(page: PatientPage, session: UUID | None, kind: Kind) -> VisitPage | None:
    chosen = session or queries.session_needing(page, kind)
    here = VisitPage.of(page, chosen) if chosen else None
    if session is not None and here is None:
        raise Http404
    return here if here is not None and here.visit.is_dosed else None


def _window(page: PatientPage, here: VisitPage | None, kind: Kind) -> dict[str, Any]:  # Any: a template context
    over = here.visit.over_at if here else None
    if over is None:
        return {"opens": None, "due": None, "late": False}
    if kind is Kind.NEXT_DAY:
        opens, due = over + page.protocol.next_day.opens, over + page.protocol.next_day.due
        return {"opens": opens, "due": due, "late": page.now > due, "early": page.now < opens}
    opens, due = over + page.protocol.integration.opens, over + page.protocol.integration.due
    return {"opens": opens, "due": due, "late": page.now > due, "early": page.now < opens}


def _hours(span: timedelta) -> str:
    """ "3 h", "2 h 45 min"."""
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _next_morning(page: PatientPage) -> datetime:
    local = (page.now + timedelta(days=1)).astimezone(page.zone)
    return local.replace(hour=9, minute=0, second=0, microsecond=0)


def _free(rooms: list[Any], form: PlanForm, page: PatientPage) -> list[tuple[str, list[datetime]]]:  # Any: rooms
    """The free times of each room on the day that is being looked at."""
    day = form.cleaned_data.get("starts_at") if form.is_bound and form.is_valid() else None
    return [
        (room.name, booking.free_times(room, day or _next_morning(page), booking.visit_length(page.protocol))) for room in rooms
    ]
