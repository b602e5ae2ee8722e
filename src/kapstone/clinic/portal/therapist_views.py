"""The patient's choice of a therapist: who was suggested and why, yes or no."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.portal.errors import NobodyChosen
from kapstone.clinic.portal.mine import mine
from kapstone.clinic.therapists import actions, queries
from kapstone.clinic.web.once import posted_key
from kapstone.pathway import GateId


@allow(Can.USE_PORTAL)
@require_safe
def therapist(request: ClinicRequest) -> HttpResponse:
    """The patient sees whom we suggest as their therapist"""
    own = mine(request)
    known = queries.candidates(own.episode, own.facts, own.page.protocol, own.now)
    current = next((each for each in known if each.is_current), None)
    context = {
        "offered": [each for each in known if each.offer is not None and each.is_offered and not each.is_current],
        "current": current,
        "may_accept": current is not None or own.assessment.gate(GateId.MATCH).is_open,
        "settings": own.settings,
        "back_href": "/me/",
    }
    return render(request, "portal/therapist.html", context)


@allow(Can.USE_PORTAL)
@require_POST
def answer(request: ClinicRequest) -> HttpResponse:
    """The patient says yes or no to a therapist"""
    own = mine(request)
    try:
        chosen = UUID(request.POST.get("therapist", ""))
    except ValueError as error:
        raise NobodyChosen from error
    if "decline" in request.POST:
        actions.decline(episode=own.episode, therapist=chosen, by=request.actor, at=own.now)
        messages.success(request, "Thank you for saying so. We look for someone else.")
        return redirect("portal:therapist")
    actions.accept(episode=own.episode, therapist=chosen, by=request.actor, at=own.now, key=posted_key(request), via="portal")
    messages.success(request, "You have chosen. Your therapist will get in touch.")
    return redirect("portal:home")
