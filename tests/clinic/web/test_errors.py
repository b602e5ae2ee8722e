"""A refusal says what happened and what to do, and gives back what was entered."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kapstone.clinic.web import errors


def answered(error: Exception, **headers: Any) -> HttpResponse | None:
    request = RequestFactory().post(
        "/weights/", {"weight_kg": "742", "password": "hush", "key": "k", "note": "<b>hm</b>"}, **headers
    )
    return errors.RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, error)


def test_a_refusal_becomes_a_page_that_keeps_what_was_entered() -> None:
    refusal = errors.Refusal("742 kg is not possible.", next_step="Check the comma.", known=["The last weight was 72.4 kg."])

    page = answered(refusal, headers={"Referer": "http://testserver/weights/new/?a=1"})

    assert page is not None
    html = page.content.decode()
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for words in (
        "742 kg is not possible.",
        "Check the comma.",
        "The last weight was 72.4 kg.",
        "742",
        "&lt;b&gt;hm&lt;/b&gt;",
    ):
        assert words in html
    assert "hush" not in html
    assert 'href="/weights/new/?a=1"' in html
    assert "<title>Error:" in html


@pytest.mark.parametrize("kind, status", [(errors.NotNow, 422), (errors.Conflict, 409), (errors.Stale, 409)])
def test_each_kind_has_its_status(kind: type[errors.Refusal], status: int) -> None:
    page = answered(kind("No."))

    assert page is not None
    assert page.status_code == status
    assert kind.title in page.content.decode()


def test_programs_get_json_and_live_parts_a_fragment() -> None:
    as_json = answered(errors.Refusal("No.", field="weight_kg"), headers={"Accept": "application/json"})
    part = answered(errors.Refusal("No."), headers={"HX-Request": "true"})

    assert as_json is not None
    assert part is not None
    assert json.loads(as_json.content)["field"] == "weight_kg"
    assert "<html" not in part.content.decode()
    assert 'role="alert"' in part.content.decode()


def test_errors_of_the_rooms_below_that_speak_are_conflicts_and_others_are_not_ours() -> None:
    class KeyReused(Exception):
        sentence = "This form was already sent with other answers."

    page = answered(KeyReused())

    assert page is not None
    assert page.status_code == HTTPStatus.CONFLICT
    assert answered(ValueError("a bug")) is None


def test_a_foreign_referer_is_never_a_way_back() -> None:
    page = answered(errors.Refusal("No."), headers={"Referer": "https://elsewhere.example/weights/"})

    assert page is not None
    assert "elsewhere" not in page.content.decode()


@pytest.mark.parametrize(
    "handler, status", [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404), (errors.broken, 500)]
)
def test_error_pages_need_neither_database_nor_session(handler: Any, status: int) -> None:
    page = handler(HttpRequest())

    assert page.status_code == status
    assert "Go to the start page" in page.content.decode()


def test_a_form_open_too_long_says_so() -> None:
    page = errors.forbidden(HttpRequest(), reason="CSRF token missing.")

    assert "open too long" in page.content.decode()
