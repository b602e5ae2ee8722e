"""The one door of the clinic: every view passes here, and an undeclared one is refused."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from kapstone.clinic.access import log
from kapstone.clinic.access.actor import DIRECTORY, Actor
from kapstone.clinic.access.declare import LOADERS, Access, ClinicRequest, Record, declared
from kapstone.clinic.access.models import User
from kapstone.clinic.access.third_party import THIRD_PARTY

__all__ = ["SECOND_FACTOR_SEEN", "AccessMiddleware"]

_LOG = logging.getLogger("kapstone.access")

SECOND_FACTOR_SEEN = "kapstone_second_factor"
"""Session key: this person has a second factor, as far as this session knows."""

_METHODS = frozenset({"GET", "HEAD", "POST"})
"""Pages are read and forms are sent; no other method means anything here."""

UNDECLARED = "This page does not say who may enter, so nobody may."
NOT_A_MEMBER = "You are signed in, but you have no place in a clinic. Ask your clinic's programme director."
NOT_ALLOWED = "Your role does not include this. If you need it for your work, ask your clinic's programme director."


@dataclass(slots=True)
class _Visit:
    """What is known of the visit by the time its answer is ready."""

    view: str
    what: str
    actor: Actor | None = None
    user: User | None = None
    record_kind: str = ""
    record_id: UUID | None = None
    patient_id: UUID | None = None


class AccessMiddleware:
    """Authenticates, finds the record, authorises, and writes the access log. Stands after AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(sorted(_METHODS))
        clinic_request = cast(ClinicRequest, request)  # the same object; this middleware gives it the fields of the type
        clinic_request.access_patient_id = None
        with timezone.override(None):  # process_view sets the zone of the person's clinic; it must not outlive the request
            response = self.get_response(request)
        visit: _Visit | None = getattr(request, "access_visit", None)
        if visit is not None:
            self._write(clinic_request, visit, response.status_code)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:  # Any: Django's own signature; routes capture what they like
        name = _name(view)
        access = declared(view)
        request.actor = None  # type: ignore[attr-defined]  # a public view may look whether somebody is signed in
        if access is None:
            if request.resolver_match and request.resolver_match.url_name in THIRD_PARTY and name.startswith("allauth."):
                return None
            _LOG.error("%s declares no access; put @allow(...) or @public(reason) above it", name)
            return refused(request, UNDECLARED)
        user = request.user
        actor = DIRECTORY.actor_of(user.id) if isinstance(user, User) else None
        request.actor = actor  # type: ignore[attr-defined]  # declared on ClinicRequest
        if actor is not None:
            timezone.activate(actor.site_zone)
        if access.can is None:
            return None
        if not isinstance(user, User):
            return to_sign_in(request)
        visit = _Visit(view=name, what=_what(view), actor=actor, user=user)
        request.access_visit = visit  # type: ignore[attr-defined]  # read back in __call__ only
        if actor is None:
            return refused(request, NOT_A_MEMBER)
        if _owes_second_factor(request, user, actor):
            return HttpResponseRedirect(resolve_url("mfa_activate_totp"))
        if access.record is not None:
            request.record = _found(access, actor, kwargs, visit)  # type: ignore[attr-defined]  # declared on ClinicRequest
        if not actor.can(access.can):
            return refused(request, NOT_ALLOWED)
        return None

    def _write(self, request: ClinicRequest, visit: _Visit, status: int) -> None:
        log.write(
            actor=visit.actor,
            view=visit.view,
            what=visit.what,
            method=request.method or "",
            record_kind=visit.record_kind,
            record_id=visit.record_id,
            patient_id=request.access_patient_id or visit.patient_id or (visit.actor.patient_id if visit.actor else None),
            status=status,
            outcome=log.outcome_of(status),
            user_id=visit.user.id if visit.user else None,
            user_name=visit.user.name if visit.user else "",
        )


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page that says no, and why."""
    return render(request, "access/refused.html", {"sentence": sentence}, status=403)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back afterwards. A script's request is told where, since it cannot show a page."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    where = resolve_url(settings.LOGIN_URL) + (f"?{urlencode({'next': back})}" if back else "")
    if request.headers.get("HX-Request") or request.headers.get("Sec-Fetch-Mode") in {"cors", "same-origin"}:
        return HttpResponse(status=401, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    return HttpResponseRedirect(where)


def _found(access: Access, actor: Actor, kwargs: dict[str, Any], visit: _Visit) -> Record:  # Any: the route's arguments
    """The record the route names, if it exists for this person. Somebody else's does not."""
    assert access.record is not None
    assert access.argument is not None
    identifier = kwargs[access.argument]
    assert isinstance(identifier, UUID), f"{visit.view}: records are named by UUID in the route"
    visit.record_kind = access.record
    visit.record_id = identifier
    record = LOADERS[access.record](actor, identifier)
    if record is None or record.organisation_id != actor.organisation_id:
        raise Http404
    whose: UUID | None = getattr(record, "patient_id", None)
    if actor.is_patient and not actor.is_staff and whose != actor.patient_id:
        raise Http404
    visit.patient_id = whose
    return record


def _owes_second_factor(request: HttpRequest, user: User, actor: Actor) -> bool:
    if not settings.KAPSTONE_REQUIRE_TOTP or not actor.is_staff or request.session.get(SECOND_FACTOR_SEEN):
        return False
    if not is_mfa_enabled(user):
        return True
    request.session[SECOND_FACTOR_SEEN] = True
    return False


def _name(view: Callable[..., Any]) -> str:  # Any: views take what their route captures
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__qualname__}"


def _what(view: Callable[..., Any]) -> str:  # Any: views take what their route captures
    """The page in words, for the person who asks who looked: the first line of the view's docstring, or its name."""
    view = getattr(view, "view_class", view)
    first = (view.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    return (first or view.__name__.replace("_", " "))[:200]
