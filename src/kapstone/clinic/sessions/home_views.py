"""A dose at home: what was found there, and where help is sent."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.sessions import actions, home
from kapstone.clinic.sessions.room import VisitPage
from kapstone.clinic.sessions.screen import answer
from kapstone.clinic.web.once import posted_key

_BOTH = ["GET", "HEAD", "POST"]


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
