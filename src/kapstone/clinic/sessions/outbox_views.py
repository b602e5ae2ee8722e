"""What a tablet asks of the clinic: to take an entry, to renew what it knows, and the empty shell it opens without network."""

import hashlib
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow, public
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import outbox, tablet
from kapstone.clinic.sessions.errors import NothingToRecord
from kapstone.clinic.sessions.forms import AdverseEventForm, VitalsForm
from kapstone.clinic.sessions.outbox import Entry, Outcome
from kapstone.clinic.sessions.room_forms import NoteForm
from kapstone.clinic.sessions.screen import address_of, screen, tell_flags, visit_of
from kapstone.clinic.sessions.words import EVENTS, GRAVE
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.once import posted_key
from kapstone.rules.session import cards

_OURS = {"csrfmiddlewaretoken", "key", "seen", "part"}
_STATUS = {Outcome.STORED: 200, Outcome.DUPLICATE: 200, Outcome.KEPT: 202, Outcome.INVALID: 422}
_AT = "outbox_at"
_PRECACHED = (
    "web/core.css", "web/desk.css", "web/charts.css", "web/room.css", "sessions/visit.css", "sessions/outbox.js", "sessions/judge.js", "sessions/tablet.js",
    "web/fonts/source-sans-3-latin-wght-normal.woff2", "web/mark.svg",
)  # fmt: skip
_LATEST = (
    ("pressure", "Blood pressure", "mmHg"), ("pulse", "Heart rate", "/min"), ("oxygen", "Oxygen, SpO₂", "%"), ("breath", "Breathing", "/min"),
    ("awake", "Awake, MOAA/S", "of 5"), ("distress", "Distress", "of 10"),
)  # fmt: skip
_FARTHEST = timedelta(days=30)
"""Older than this, or so far ahead, is a broken clock and no entry of a running visit."""


def is_entry(request: HttpRequest) -> bool:
    """Whether a tablet's outbox sends this, and not a form of a page."""
    return _AT in request.POST


def taken(request: ClinicRequest, session: UUID, kind: str) -> HttpResponse:
    """Answer one entry of an outbox: stored, duplicate, needs-reconciliation, or for who waits at the form invalid."""
    entry, now = _entry(request, kind), clock.now()
    answer = outbox.take(episode=request.record, session=session, entry=entry, by=request.actor, at=now)
    said: dict[str, object] = {"state": answer.outcome, "sentence": answer.sentence, "now": now.timestamp() * 1000}
    if entry.is_fresh and kind != "event" and answer.outcome is not Outcome.INVALID:
        here = visit_of(request, session)  # the page is opened again: it says at once what the entry led to
        said["href"] = address_of(here, request.POST.get("part", ""), "numbers" if kind == "vitals" else "")
        if answer.recorded is not None:
            messages.success(request, answer.sentence)
            tell_flags(request, answer.recorded, here)
    return JsonResponse(said, status=_STATUS[answer.outcome])


@allow(Can.OBSERVE_SESSION, record="episode")
@require_safe
def terms(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """What a tablet at the chair takes along"""
    return JsonResponse(tablet.terms(request, visit_of(request, session), request.actor))


@allow(Can.OBSERVE_SESSION, record="episode")
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: ClinicRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Late entries of a tablet are recorded or set aside"""
    here = visit_of(request, session)
    if request.method == "POST":
        chosen = [found for text in request.POST.getlist("entry") if (found := _uuid(text))]
        try:
            count = outbox.settle(
                episode=request.record, session=session, entries=chosen, is_recorded=request.POST.get("act") == "record",
                reason=request.POST.get("reason", ""), by=request.actor, at=here.now,
            )  # fmt: skip
        except Refusal as refusal:
            return screen(request, here, refusal=refusal, part=request.POST.get("part", ""), status=refusal.status)
        messages.success(
            request, f"{count} late {'entry' if count == 1 else 'entries'} settled." if count else "Nothing was chosen."
        )
    return HttpResponseRedirect(address_of(here, request.POST.get("part", ""), "kept"))


@public("The empty form a tablet shows without network. It names nobody and reads no record.")
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    return render(request, "sessions/shell.html", _shell())


@public("The script that keeps the empty form on the tablet.")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _shell() -> dict[str, object]:
    forms = {"vitals": VitalsForm(), "adverse": AdverseEventForm(prefix="adverse"), "note": NoteForm(prefix="note")}
    for name, form in forms.items():
        form.auto_id = f"id_{name}_%s"
        for field in form.fields.values():
            field.hide_optional = True  # type: ignore[attr-defined]  # read by the field component
    return {"forms": forms, "events": EVENTS, "grave": GRAVE, "cards": cards(), "latest": _LATEST}


@cache
def _worker() -> str:
    """The service worker, with the files of this version in it: other files or another shell make another worker."""
    files = [static(name) for name in _PRECACHED]
    page = render_to_string("sessions/shell.html", _shell())
    version = hashlib.sha256("\n".join([*files, page]).encode()).hexdigest()[:16]
    return render_to_string("sessions/worker.txt", {"shell": reverse("sessions:shell"), "files": files, "version": version})


def _entry(request: ClinicRequest, kind: str) -> Entry:
    """What was sent; a key or a time that cannot be read is refused, and the tablet keeps the entry."""
    said = request.POST.copy()
    key, at = posted_key(request), _moment(said.get(_AT, ""))
    if key is None or at is None:
        raise NothingToRecord
    entry = Entry(
        key=key, kind=kind, at=at, device_at=_moment(said.get("outbox_device_at", "")), seen=_number(said.get("outbox_seen", "")),
        drift=timedelta(seconds=_number(said.get("outbox_drift_s", ""))), is_fresh=said.get("outbox_fresh") == "1", said=said,
    )  # fmt: skip
    for name in [name for name in said if name in _OURS or name.startswith("outbox_")]:
        del said[name]
    return entry


def _moment(text: str) -> datetime | None:
    """A moment with its zone; one that is far away from now is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None or found.tzinfo is None or abs(found - clock.now()) > _FARTHEST:
        return None
    return found


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
