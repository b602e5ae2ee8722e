"""No page breaks, whatever is sent to it: every form of every room is swept, and a new room is swept as soon as it has a page.

Each form is found on the page that shows it, filled in as people do, and then with hostile values in its texts, its numbers and days,
or its hidden fields. The answer may be a refusal, never a fault; nothing that was recorded breaks the pages that show it afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, resolve, reverse

import cast
from architecture.hostile import Form, forms_of
from architecture.test_access import SAMPLES, _argument
from kapstone.clinic.access.capabilities import ROLE_CAN, Role
from kapstone.clinic.access.reference import Route, routes
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.actions import SYSTEM
from kapstone.clinic.journal.models import Entry
from kapstone.clinic.people import actions

pytestmark = pytest.mark.django_db

MARKUP = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}{% load %}#panic("x")$=1+1'
TEXTS = {
    "a NUL": "Al\0ma",
    "a novel": "x" * 300_000,
    "markup": MARKUP,
    "control characters": "\u202eamlA\u202c\x07\x1b[31m\ufffe\U0001f480e\u0301" + "\u0301" * 300,
    "a header": "Alma\r\nSet-Cookie: kapstone=stolen\r\n\r\n<html>",
}
NUMBERS_AND_DAYS = {
    "a number without end": "1e999999999",
    "too many digits": "9" * 5000,
    "no number": "NaN",
    "infinity": "-Infinity",
    "the first day of all": "0001-01-01",
    "the last day of all": "9999-12-31",
    "the first moment of all": "0001-01-01T00:00",
    "the last moment of all": "9999-12-31T23:59",
}
HIDDEN = {
    "a NUL": "\0",
    "too many digits": "9" * 5000,
    "another UUID": str(uuid4()),
    "no UUID": "00000000-0000-0000-0000-00000000000g",
    "markup": MARKUP,
}
EVERYTHING = {"a NUL": "\0", "nothing": "", "too many digits": "9" * 5000}
HOSTILE = {"text": TEXTS, "measured": NUMBERS_AND_DAYS, "hidden": HIDDEN, "every": EVERYTHING}
SIGNING_OUT = {"/sign-in/out/"}
"""Not sent: the sweep would be signed out."""

METHODS = {
    **{method: {405} for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "A-METHOD-NOBODY-KNOWS")},
    "HEAD": {200, 302, 403, 404, 405, 409, 422},
}
"""What each may be answered with. PUT and DELETE mean nothing here, and nobody asks a page what it can do."""

QUERIES = (
    "q=%00&page=%00&show=%00&kind=%00&whose=%00&next=%00",
    "q=" + "x" * 5000 + "&page=9" + "9" * 5000,
    "q=%22%3E%3Cscript%3E&next=//evil.example&anchor=%22%3E%3Cscript%3E&kind=%22%3E%3Cscript%3E&stage=%22%3E%3Cscript%3E",
)
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
BODIES = {
    "a deep list": ("[" * 100_000, _JSON),
    "a deep object": ('{"a":' * 100_000, _JSON),
    "a NUL": ('{"name": "\\u0000"}', _JSON),
    "half a character": ('{"name": "\\ud800"}', _JSON),
    "a NUL in a name": ('{"\\u0000": "x"}', _JSON),
    "a long number": ('{"n": ' + "9" * 10_000 + "}", _JSON),
    "no number": ('{"n": [NaN, {"a": [1]}]}', _JSON),
    "no UTF-8": ("\xff\xfe", _JSON),
    "too many fields": ("a=1&" * 2000, _FORM),
    "too much": ("x" * 3_000_000, _FORM),
    "a torn form": ("--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
    "a form without boundary": ("x", "multipart/form-data"),
}


class Sweep:
    """Somebody with every role of the staff, Alma, and a stranger: their browsers, and the forms they see."""

    def __init__(self) -> None:
        self.clinic = cast.a_clinic()
        staff = actions.add_staff(
            organisation=self.clinic.organisation,
            name="Petra Allwright",
            email="petra@harbour.example",
            roles=[role for role in Role if role is not Role.PATIENT],
            by=SYSTEM,
            at=cast.NOW,
        )
        self.petra = cast.who(staff.user)
        self.browsers = {
            "staff": cast.browser_of(self.petra, raise_request_exception=False),
            "patient": cast.browser_of(self.clinic.alma_herself, raise_request_exception=False),
            "stranger": Client(raise_request_exception=False),
        }
        self.names = {"staff": self.petra.name, "patient": self.clinic.alma_herself.name, "stranger": "Bela"}

    @cached_property
    def pages(self) -> list[tuple[str, str]]:
        """Who opens which address: every route with real records in it."""
        return [(_who(route), _where(route, self.clinic)) for route in routes()]

    @cached_property
    def forms(self) -> dict[tuple[str, str, str], tuple[str, Form]]:
        """Each kind of form once, with the page it is on: (who, view it is sent to, names of its fields). Fifty questions of one report are one kind."""
        found: dict[tuple[str, str, str], tuple[str, Form]] = {}
        for who, where in self.pages:
            answer = self.browsers[who].get(where)
            if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
                for form in forms_of(answer.content.decode(), where):
                    names = ",".join(sorted(each.name for each in form.inputs))
                    if form.action not in SIGNING_OUT and form.action.startswith("/"):
                        found.setdefault((who, _view_of(form.action), names), (where, form))
        return found


def _who(route: Route) -> str:
    if route.access is None or route.access.can is None:
        return "stranger"
    return "patient" if route.access.can not in _STAFF_CAN else "staff"


_STAFF_CAN = frozenset().union(*(ROLE_CAN[role].can for role in Role if role is not Role.PATIENT))


def _where(route: Route, clinic: cast.Clinic) -> str:
    given: dict[str, object] = {}
    for name, kind in route.arguments.items():
        if route.access and route.access.record and name == route.access.argument:
            given[name] = cast.RECORDS[route.access.record](clinic)
        elif make := _argument(route, name):
            given[name] = make(clinic)
        else:
            given[name] = SAMPLES.get(kind, uuid4())
    if route.name == "account_reset_password_from_key":
        given = {"uidb36": "1", "key": "x-y"}
    return reverse(route.name, kwargs=given or None)


@pytest.fixture(scope="module")
def swept(kept_for_the_module: None) -> Sweep:
    """Made once, with the address of every page: each test takes back only what it did itself."""
    with override_settings(KAPSTONE_REQUIRE_TOTP=False), clock.stopped_at(cast.NOW):
        made = Sweep()
        assert made.forms
        return made


@pytest.fixture
def sweep(settings: object, swept: Sweep) -> Iterator[Sweep]:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second step has its own tests
    with clock.stopped_at(cast.NOW):
        yield swept


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that the next form meets the same clinic."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def faults() -> Iterator[list[str]]:
    """The faults that happen inside, each with its place."""
    import sys

    found: list[str] = []

    def note(**_: object) -> None:
        kind, error, trace = sys.exc_info()
        place = "?"
        while trace is not None:
            if "kapstone" in trace.tb_frame.f_code.co_filename:
                place = f"{trace.tb_frame.f_code.co_filename.rpartition('kapstone/')[2]}:{trace.tb_lineno}"
            trace = trace.tb_next
        found.append(f"{kind.__name__ if kind else '?'} at {place}: {str(error)[:120]}")

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


@pytest.mark.parametrize("kinds", HOSTILE)
def test_no_form_breaks(sweep: Sweep, kinds: str) -> None:
    assert len(sweep.forms) > 60, "the sweep found hardly any forms; its reader is broken"
    lines = Entry.objects.count()
    wrong: list[str] = []

    for (who, _, _), (where, form) in sweep.forms.items():
        action = form.action
        for name, value in HOSTILE[kinds].items():
            sent = form.with_hostile(value, sweep.names[who], kinds=kinds)
            if sent is None:
                break
            with undone(), faults() as found:
                answer = sweep.browsers[who].post(action, sent, headers={"Referer": f"http://testserver{where}"})
                wrong += [f"POST {action} by {who} with {name}: {each}" for each in _faults_of(answer, value, found, lines)]
                if kinds != "hidden" and answer.status_code in {301, 302} and not transaction.get_connection().needs_rollback:
                    after = _broken_pages(sweep, who, where, answer.headers["Location"])
                    wrong += [f"after POST {action} with {name}: {each}" for each in after]

    assert not wrong, "\n".join(wrong)


def _faults_of(answer: Any, value: str, found: list[str], lines: int) -> Iterator[str]:  # Any: the test client's answer
    said = answer.content.decode(errors="replace") if not answer.streaming else ""
    if answer.status_code >= 500:
        yield str(found or answer.status_code)
        return
    if "Traceback" in said or (value == MARKUP and "<script>alert(1)" in said):
        yield "shows what it must not"
    if "Set-Cookie: kapstone=stolen" in str(answer.headers):
        yield "lets a header through"
    if Entry.objects.count() < lines:
        yield "lost lines of the journal"


def _broken_pages(sweep: Sweep, who: str, *pages: str) -> Iterator[str]:
    """Pages that no longer open after something was recorded: the form's, the next one, the patient's and the timeline."""
    episode = cast.RECORDS["episode"](sweep.clinic)
    theirs = {page.partition("#")[0] for page in pages}
    for where in (*theirs, f"/episodes/{episode}/", f"/episodes/{episode}/timeline/"):
        visitor = who if where in theirs else "staff"
        with faults() as found:
            answer = sweep.browsers[visitor].get(where)
            if answer.status_code >= 500:
                yield f"GET {where}: {found}"
            elif not answer.streaming and "<script>alert(1)" in answer.content.decode(errors="replace"):
                yield f"GET {where} runs what somebody typed"


def test_what_was_typed_comes_back_with_a_refusal(sweep: Sweep) -> None:
    """A refused form still holds its texts, and says no with 4xx."""
    lost: list[str] = []
    for (who, _, _), (where, form) in sweep.forms.items():
        action = form.action
        texts = [
            each for each in form.inputs if each.is_text and each.kind not in {"password", "search"} and "sign" not in each.name
        ]
        if not texts or action.startswith("/sign-in/"):
            continue
        sent = form.filled(sweep.names[who]) | {each.name: f"Kept words {n}" for n, each in enumerate(texts)}
        for each in form.inputs:
            if each.is_measured or (each.options and not each.is_text):
                sent[each.name] = "impossible"
        with undone():
            answer = sweep.browsers[who].post(action, sent, headers={"Referer": f"http://testserver{where}"})
            said = answer.content.decode(errors="replace")
            if answer.status_code == 422:
                lost += [f"POST {action}: {each.name}" for n, each in enumerate(texts) if f"Kept words {n}" not in said]

    assert not lost, "\n".join(lost)


def test_other_methods_are_refused(sweep: Sweep) -> None:
    wrong: list[str] = []
    for who, where in sweep.pages:
        for method, allowed in METHODS.items():
            with undone(), faults() as found:
                answer = sweep.browsers[who].generic(method, where)
                if answer.status_code not in allowed:
                    wrong.append(f"{method} {where} by {who}: {answer.status_code} {found}")

    assert not wrong, "\n".join(wrong)


def test_no_page_breaks_on_what_stands_behind_the_question_mark(sweep: Sweep) -> None:
    wrong: list[str] = []
    for who, where in sweep.pages:
        for query in QUERIES:
            with undone(), faults() as found:
                answer = sweep.browsers[who].get(f"{where}?{query}")
                if answer.status_code >= 500:
                    wrong.append(f"GET {where}?{query[:20]} by {who}: {found}")
                elif not answer.streaming and '"><script>' in answer.content.decode(errors="replace"):
                    wrong.append(f"GET {where}?{query[:20]} by {who} shows markup from the address")

    assert not wrong, "\n".join(wrong)


def test_no_page_breaks_on_a_body_it_cannot_read(sweep: Sweep) -> None:
    wrong: list[str] = []
    for who, where in sweep.pages:
        with undone():
            probe = sweep.browsers[who].post(where, "{}", content_type=_JSON)
            if probe.status_code == 405:
                continue
        reads_json = "json" in probe.headers.get("Content-Type", "")
        for name, (body, kind) in BODIES.items():
            if kind == _JSON and not reads_json:
                continue  # to a page of forms every one of them is an empty form
            with undone(), faults() as found:
                answer = sweep.browsers[who].post(where, body.encode("latin-1"), content_type=kind)
                if answer.status_code >= 500:
                    wrong.append(f"POST {where} by {who} with {name}: {found}")

    assert not wrong, "\n".join(wrong)


def test_the_sweep_reaches_the_forms_of_every_room(sweep: Sweep) -> None:
    """Rooms whose views post, and whose forms nobody finds, would not be swept."""
    reached = {view.partition(":")[0] for (_, view, _) in sweep.forms}

    assert {"episodes", "enquiries", "screening", "safety", "people", "interop"} <= reached


def _view_of(path: str) -> str:
    """The view an address leads to; the address itself where it leads nowhere."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return path
