"""How the clinic says no: a refusal carries a sentence, what is known and what to do, and keeps what was entered."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

__all__ = ["Conflict", "NotNow", "Refusal", "RefusalMiddleware", "Stale", "bad_request", "broken", "forbidden", "not_found"]

_KEPT_BACK = {"csrfmiddlewaretoken", "key", "seen", "next", "drawn"}


class Refusal(Exception):
    """Something that will not be done, told to the person who asked. Rooms subclass it in their `errors.py`."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    title: str = "This was not recorded"
    kind: str = "stop"
    next_step: str = "Go back, look at what you entered, and send it again."

    def __init__(self, sentence: str, *, field: str | None = None, next_step: str = "", known: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.known = tuple(known)
        self.next_step = next_step or type(self).next_step


class NotNow(Refusal):
    """It may be done, but a gate is closed: something has to be true first."""

    title = "Not yet"
    kind = "caution"
    next_step = "Put right what is named above, then come back to this step."


class Conflict(Refusal):
    """It contradicts something already recorded."""

    status = HTTPStatus.CONFLICT
    title = "This conflicts with what is already recorded"
    next_step = "Open the page again to see what is recorded, then decide whether yours is still needed."


class Stale(Conflict):
    """Someone else recorded something since the page was opened."""

    title = "Someone else changed this meanwhile"
    kind = "caution"
    next_step = "Open the page again to see the change. What you entered is shown below."


class RefusalMiddleware:
    """Turns every refusal that a view did not answer itself into a page, a fragment or JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RecursionError) and request.content_type == "application/json":
            return bad_request(request, error)  # brackets without end; the reader of JSON gave up
        refusal = as_refusal(error)
        return None if refusal is None else refuse(request, refusal)


def as_refusal(error: Exception) -> Refusal | None:
    """`error` as a refusal; the journal below us has errors that speak the same way, and they are conflicts."""
    if isinstance(error, Refusal):
        return error
    sentence = getattr(error, "sentence", "")
    return Conflict(sentence) if isinstance(sentence, str) and sentence else None


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer `request` with `refusal` in the form that was asked for."""
    if "application/json" in request.headers.get("Accept", ""):
        said = {"sentence": refusal.sentence, "field": refusal.field, "next_step": refusal.next_step}
        return JsonResponse(said, status=refusal.status)
    if request.headers.get("HX-Request") == "true":
        return render(request, "web/components/refused.html", {"refusal": refusal}, status=refusal.status)
    context = {
        "refusal": refusal, "face": _face(request), "entered": entered(request),
        "return_href": request.get_full_path() if request.method == "GET" else _came_from(request),
    }  # fmt: skip
    return render(request, "web/refusal.html", context, status=refusal.status)


def entered(request: HttpRequest) -> list[tuple[str, str]]:
    """What the person typed, field by field, without what is secret or ours."""
    found = []
    for name in request.POST:
        if name in _KEPT_BACK or "password" in name or "code" in name:
            continue
        value = ", ".join(request.POST.getlist(name))
        if value.strip():
            found.append((name.rpartition("-")[2].replace("_", " ").capitalize(), value))
    return found


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the form stood on."""
    referer = request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer.removeprefix(here).lstrip("/\\") if referer.startswith(here) else request.path


def _face(request: HttpRequest) -> str:
    actor = getattr(request, "actor", None)
    if actor is None:
        return "web/public.html"
    return "web/desk.html" if getattr(actor, "is_staff", False) else "web/portal.html"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(
        request, HTTPStatus.BAD_REQUEST, "This request could not be read",
        "Your browser sent something we could not make sense of. Nothing was recorded.",
        "Go back and try again. If it happens again, tell the clinic what you were doing.",
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Also answers a form whose security token ran out (CSRF_FAILURE_VIEW), which Django gives a `reason`."""
    if reason:
        return _plain(
            request, HTTPStatus.FORBIDDEN, "This page was open too long",
            "For your safety a form is only accepted from a page opened recently in this browser. Nothing was recorded.",
            "Go back, load the page again and send the form once more. Answers saved as you typed are still there.",
        )  # fmt: skip
    return _plain(
        request, HTTPStatus.FORBIDDEN, "You may not open this page",
        "Your role in this clinic does not include it.",
        "If you need it for your work, ask the programme director to change your role.",
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(
        request, HTTPStatus.NOT_FOUND, "There is nothing here",
        "The address may be mistyped or old, or it belongs to a record you cannot see.",
        "Start again from the first page and look for it there.",
    )  # fmt: skip


def broken(request: HttpRequest) -> HttpResponse:
    return _plain(
        request, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side",
        "The page could not be made. What was recorded before is safe; what you just sent may not have been recorded.",
        "Wait a minute and look whether it is there before you send it again. If someone may be in danger, "
        "do not wait for this page: call.",
    )  # fmt: skip


def _plain(request: HttpRequest, status: int, title: str, sentence: str, next_step: str) -> HttpResponse:
    """An error page that needs neither database nor session, so that it can be shown when they are the trouble."""
    context = {"title": title, "sentence": sentence, "next_step": next_step, "theme": _theme(request)}
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "")
    return theme if theme in {"light", "dark"} else ""
