"""Saving drafts and choosing colours."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kapstone.chain import Uncanonical, plain
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow, public
from kapstone.clinic.journal import clock
from kapstone.clinic.web import actions
from kapstone.clinic.web.clocktime import clock_words
from kapstone.clinic.web.errors import Refusal

_OURS = {"csrfmiddlewaretoken", "key", "seen"}
_A_YEAR_S = 365 * 24 * 60 * 60


@allow(Can.SIGN_IN)
@require_POST
def save_draft(request: ClinicRequest, form: str, subject: UUID) -> HttpResponse:
    """Keep what was typed. Answers JSON {"saved": "10:42"}; a form post from a browser without scripts comes back to its page."""
    answers = _answers(request)
    at = clock.now()
    actions.save_answer(user_id=request.actor.user_id, form=form, subject=subject, answers=answers, at=at)
    return JsonResponse({"saved": clock_words(at), "items": sorted(answers)})


def _answers(request: HttpRequest) -> dict[str, Any]:  # Any: JSON values
    if request.content_type == "application/json":
        try:
            sent = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            raise Refusal("The draft could not be read.", next_step="Load the page again.") from error
        if not isinstance(sent, dict) or not all(_is_answer(value) for value in sent.values()):
            raise Refusal("A draft is a set of named answers.", next_step="Load the page again.")
        return _storable({str(name): value for name, value in sent.items() if name not in _OURS})
    found: dict[str, Any] = {}  # Any: as above
    for name in request.POST:
        if name not in _OURS:
            values = request.POST.getlist(name)
            found[name] = values if len(values) > 1 else values[0]
    return _storable(found)


def _is_answer(value: object) -> bool:
    """A text, a tick, nothing, or several texts."""
    return isinstance(value, str | bool | None) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _storable(answers: dict[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """The answers, if the database can keep every character of them."""
    try:
        return dict(plain(answers))
    except Uncanonical as error:
        raise Refusal(
            "An answer holds a character that cannot be kept.",
            next_step="Take it out; typed text never has it, pasted text may.",
        ) from error


@public("Only chooses light or dark colours for this browser.")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in {"light", "dark"}:
        response.set_cookie(
            "theme", chosen, max_age=_A_YEAR_S, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
