"""The board on the wall."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.board import places


@allow(Can.SEE_EPISODE)
@require_safe
def board(request: ClinicRequest) -> HttpResponse:
    """All rooms at once, for a screen on the wall"""
    now = clock.now()
    context = {"places": places(request.actor, now), "now": now, "may_observe": request.actor.can(Can.OBSERVE_SESSION)}
    return render(request, "sessions/board.html", context)
