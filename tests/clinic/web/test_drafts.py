"""What was typed is kept item by item, for its owner only, and thrown away in time."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from cast import NOW, Clinic, a_clinic
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.web import actions, queries, views
from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.models import Draft

pytestmark = pytest.mark.django_db
SUBJECT = UUID(int=7)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def posted(actor: Actor, body: Any, **extra: Any) -> Any:
    request = RequestFactory().post("/drafts/phq9/x/", body, **extra)
    request.actor = actor  # type: ignore[attr-defined]  # set by the middleware
    return views.save_draft(request, form="phq9", subject=SUBJECT)  # type: ignore[arg-type]  # a plain request with an actor


def test_two_open_pages_do_not_wipe_each_others_items(clinic: Clinic) -> None:
    user = clinic.mira.user_id

    actions.save_answer(user_id=user, form="phq9", subject=SUBJECT, answers={"q1": "2"}, at=NOW)
    actions.save_answer(user_id=user, form="phq9", subject=SUBJECT, answers={"q2": "0"}, at=NOW + timedelta(minutes=1))
    actions.save_answer(user_id=user, form="phq9", subject=SUBJECT, answers={"q1": "3"}, at=NOW + timedelta(minutes=2))

    draft = Draft.objects.get()
    assert draft.answers == {"q1": "3", "q2": "0"}
    assert draft.answered_at["q2"] == (NOW + timedelta(minutes=1)).isoformat()


def test_a_draft_belongs_to_one_person(clinic: Clinic) -> None:
    actions.save_answer(user_id=clinic.mira.user_id, form="phq9", subject=SUBJECT, answers={"q1": "2"}, at=timezone.now())

    assert queries.draft_for(clinic.mira.user_id, "phq9", SUBJECT) is not None
    assert queries.draft_for(clinic.noor.user_id, "phq9", SUBJECT) is None
    assert queries.draft_for(clinic.mira.user_id, "phq9", uuid4()) is None


def test_an_expired_draft_is_not_offered_and_is_thrown_away(clinic: Clinic) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    actions.save_answer(user_id=clinic.mira.user_id, form="phq9", subject=SUBJECT, answers={"q1": "2"}, at=long_ago)

    assert queries.draft_for(clinic.mira.user_id, "phq9", SUBJECT) is None
    assert actions.discard_expired(at=timezone.now()) == 1


def test_a_sent_form_leaves_no_draft(clinic: Clinic) -> None:
    actions.save_answer(user_id=clinic.mira.user_id, form="phq9", subject=SUBJECT, answers={"q1": "2"}, at=NOW)
    actions.discard_draft(user_id=clinic.mira.user_id, form="phq9", subject=SUBJECT)

    assert not Draft.objects.exists()


def test_more_than_a_person_types_is_refused_and_what_was_there_is_kept(clinic: Clinic) -> None:
    user = clinic.mira.user_id
    actions.save_answer(user_id=user, form="note", subject=SUBJECT, answers={"text": "short"}, at=NOW)

    with pytest.raises(Refusal):
        actions.save_answer(user_id=user, form="note", subject=SUBJECT, answers={"text": "x" * actions.LARGEST}, at=NOW)

    assert Draft.objects.get().answers == {"text": "short"}


def test_scripts_and_plain_forms_save_the_same(clinic: Clinic) -> None:
    answer = posted(clinic.mira, {"q1": "2", "csrfmiddlewaretoken": "t", "key": "k"})
    posted(clinic.mira, json.dumps({"q2": "1", "seen": "4"}), content_type="application/json")

    assert json.loads(answer.content)["items"] == ["q1"]
    assert Draft.objects.get().answers == {"q1": "2", "q2": "1"}


@pytest.mark.parametrize("body", ["{", "[1]", '{"q1": {"deep": 1}}', '{"q1": 3.5}'])
def test_a_draft_that_is_no_set_of_answers_is_refused(clinic: Clinic, body: str) -> None:
    with pytest.raises(Refusal):
        posted(clinic.mira, body, content_type="application/json")

    assert not Draft.objects.exists()


def test_the_form_goes_on_with_what_was_typed(clinic: Clinic) -> None:
    actions.save_answer(user_id=clinic.mira.user_id, form="phq9", subject=SUBJECT, answers={"q1": "2"}, at=timezone.now())
    request = RequestFactory().get("/")
    request.actor = clinic.mira  # type: ignore[attr-defined]  # set by the middleware

    assert queries.initial_from_draft(request, "phq9", SUBJECT) == {"q1": "2"}


def test_the_database_refuses_a_second_draft_and_one_that_never_expires(clinic: Clinic) -> None:
    common = {"user_id": clinic.mira.user_id, "form": "phq9", "subject": SUBJECT, "saved_at": NOW}
    Draft.objects.create(**common, expires_at=NOW + timedelta(days=1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**common, expires_at=NOW + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**{**common, "form": "other"}, expires_at=NOW)
