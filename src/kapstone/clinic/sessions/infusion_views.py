"""The infusion of a visit: halted, going on, ended."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.sessions import actions
from kapstone.clinic.sessions.screen import answer
from kapstone.clinic.web.once import posted_key

_BOTH = ["GET", "HEAD", "POST"]


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
