"""The pages of goals: those that hold, setting one, saying where they stand, setting one aside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.goals import actions, queries
from kapstone.clinic.goals.errors import NoSuchGoal
from kapstone.clinic.goals.forms import GoalForm, RateForm, SetAsideForm
from kapstone.clinic.journal import clock
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import initial_from_draft

_TAB = "goals:list"


@allow(Can.SEE_EPISODE, record="episode")
@require_safe
def overview(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Goals and how far they are reached"""
    page = episodes.patient_page(request.record, clock.now())
    context = page.context(
        _TAB,
        goals=queries.goals_of(page.facts),
        set_aside=queries.goals_of(page.facts, set_aside=True),
        sentence=queries.sentence_of(page.facts),
        picture=queries.picture_of(page.facts),
        may_set=request.actor.can(Can.SET_GOALS),
        most=queries.MOST,
    )
    return render(request, "goals/list.html", context)


@allow(Can.SET_GOALS, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Set a goal"""
    page = episodes.patient_page(request.record, clock.now())
    form = GoalForm(request.POST or None, initial=initial_from_draft(request, "goal", episode))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_goal(episode=request.record, by=request.actor, at=page.now, key=posted_key(request), **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form="goal", subject=episode)
            messages.success(request, "The goal is set.")
            return redirect(_TAB, episode=episode)
    return render(request, "goals/new.html", page.context(_TAB, form=form), status=422 if request.method == "POST" else 200)


@allow(Can.SET_GOALS, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: ClinicRequest, episode: UUID) -> HttpResponse:
    """Say where the goals stand"""
    page = episodes.patient_page(request.record, clock.now())
    goals = queries.goals_of(page.facts)
    form = RateForm(request.POST or None, goals=goals, initial=initial_from_draft(request, "goal-rating", episode))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate(
                episode=request.record,
                ratings=form.ratings(),
                remarks=form.remarks(),
                by=request.actor,
                at=page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form="goal-rating", subject=episode)
            messages.success(request, "The ratings are recorded.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, form=form, goals=goals)
    return render(request, "goals/rate.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.SET_GOALS, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: ClinicRequest, episode: UUID, goal: UUID) -> HttpResponse:
    """Set a goal aside"""
    page = episodes.patient_page(request.record, clock.now())
    found = queries.goal_of(page.facts, goal)
    if found is None:
        raise NoSuchGoal
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(
                episode=request.record,
                goal=goal,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=page.now,
                key=posted_key(request),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "The goal is set aside.")
            return redirect(_TAB, episode=episode)
    context = page.context(_TAB, form=form, goal=found)
    return render(request, "goals/retire.html", context, status=422 if request.method == "POST" else 200)
