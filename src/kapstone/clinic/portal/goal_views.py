"""The patient's goals: see them, set one, say where they stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.goals import actions, queries
from kapstone.clinic.portal.goal_forms import MyGoalForm, MyGoalsForm
from kapstone.clinic.portal.mine import mine
from kapstone.clinic.web import actions as drafts
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.clinic.web.queries import initial_from_draft


@allow(Can.USE_PORTAL)
@require_safe
def goals(request: ClinicRequest) -> HttpResponse:
    """The patient reads their goals"""
    own = mine(request)
    standing = queries.goals_of(own.facts)
    context = {
        "goals": standing,
        "picture": queries.picture_of(own.facts),
        "may_add": len(standing) < queries.MOST,
        "back_href": "/me/",
    }
    return render(request, "portal/goals.html", context)


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ClinicRequest) -> HttpResponse:
    """The patient sets a goal"""
    own = mine(request)
    form = MyGoalForm(request.POST or None, initial=initial_from_draft(request, "my-goal", own.episode.id))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_goal(
                episode=own.episode, by=request.actor, at=own.now, via="portal", key=posted_key(request), **form.values()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            drafts.discard_draft(user_id=request.actor.user_id, form="my-goal", subject=own.episode.id)
            messages.success(request, "Your goal is set. Your therapist can see it too.")
            return redirect("portal:goals")
    context = {"form": form, "episode": own.episode, "back_href": "/me/goals/"}
    return render(request, "portal/goal_new.html", context, status=422 if request.method == "POST" else 200)


@allow(Can.USE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: ClinicRequest) -> HttpResponse:
    """The patient says where their goals stand"""
    own = mine(request)
    standing = queries.goals_of(own.facts)
    form = MyGoalsForm(request.POST or None, goals=standing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate(
                episode=own.episode, ratings=form.ratings(), by=request.actor, at=own.now,
                via="portal", key=posted_key(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Thank you. Your therapist sees it before you talk.")
            return redirect("portal:goals")
    context = {"form": form, "goals": standing, "back_href": "/me/goals/"}
    return render(request, "portal/goals_rate.html", context, status=422 if request.method == "POST" else 200)
