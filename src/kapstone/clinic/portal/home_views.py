"""The patient's first page, their plan, help now, the preparation list, and who looked at their record."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow, public
from kapstone.clinic.access.queries import access_log_of
from kapstone.clinic.episodes import queries as episodes
from kapstone.clinic.goals import queries as goals
from kapstone.clinic.people.queries import default_settings, settings_of
from kapstone.clinic.planning import queries as planning
from kapstone.clinic.portal import home as home_page
from kapstone.clinic.portal import words
from kapstone.clinic.portal.mine import mine
from kapstone.clinic.portal.steps import steps
from kapstone.documents import document_called
from kapstone.pathway import Phase

_LINES = 50


@allow(Can.USE_PORTAL)
@require_safe
def home(request: ClinicRequest) -> HttpResponse:
    """The patient's own first page"""
    if episodes.patient_episode(request.actor) is None:
        return render(request, "portal/empty.html", {"settings": settings_of(request.actor.organisation_id)})
    own = mine(request)
    waiting = steps(own)
    plan = home_page.plan(own)
    context = {
        "own": own,
        "name": request.actor.name.split()[0],
        "next": waiting[0] if waiting else None,
        "others": waiting[1:],
        "progress": home_page.how_it_goes(own),
        "goals": goals.goals_of(own.facts),
        "coming": home_page.coming_up(own),
        "here": next((step for step in plan if step.state == "now"), None),
        "done": sum(step.state == "done" for step in plan),
        "people": home_page.people_of(own),
    }
    return render(request, "portal/home.html", context)


@allow(Can.USE_PORTAL)
@require_safe
def plan(request: ClinicRequest) -> HttpResponse:
    """The patient's own plan"""
    return render(request, "portal/plan.html", {"plan": home_page.plan(mine(request)), "back_href": "/me/"})


@allow(Can.USE_PORTAL)
@require_safe
def prepare(request: ClinicRequest) -> HttpResponse:
    """The patient's own list for a session"""
    own = mine(request)
    visit = next((each for each in own.assessment.sessions if each.phase is Phase.PLANNED and each.planned_at), None)
    context = {
        "when": words.moment(visit.planned_at, own.now) if visit and visit.planned_at else "",
        "days": (visit.planned_at - own.now).days if visit and visit.planned_at else None,
        "bring": document_called("what_to_bring"),
        "expect": document_called("preparation_information"),
        "people": home_page.people_of(own),
        "wave": planning.patient_picture(own.page),
        "back_href": "/me/",
    }
    return render(request, "portal/prepare.html", context)


@public("Crisis lines are for anyone, signed in or not.")
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Help now: whom to call, text or reach"""
    actor = getattr(request, "actor", None)
    settings = settings_of(actor.organisation_id) if actor else default_settings()
    return render(request, "portal/help.html", {"settings": settings, "back_href": "/me/" if actor else ""})


@allow(Can.USE_PORTAL)
@require_safe
def looked(request: ClinicRequest) -> HttpResponse:
    """The patient read who looked at their record"""
    assert request.actor.patient_id is not None, "only patients use the portal"
    lines = access_log_of(request.actor.patient_id).filter(outcome="entered")
    whose = request.GET.get("whose", "")
    if whose != "everyone":
        lines = lines.exclude(user_id=request.actor.user_id)
    page = Paginator(lines, _LINES).get_page(request.GET.get("page"))
    return render(request, "portal/looked.html", {"lines": page, "whose": whose, "back_href": "/me/"})
