"""What the therapist writes down in the quiet view."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.sessions import actions, steps
from kapstone.clinic.sessions.screen import address_of, quiet, visit_of
from kapstone.clinic.web.once import posted_key

_BOTH = ["GET", "HEAD", "POST"]


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
