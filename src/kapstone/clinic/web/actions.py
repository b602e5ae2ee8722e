"""The only writers of drafts: save an answer, throw a draft away."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kapstone.clinic.web.errors import Refusal
from kapstone.clinic.web.models import Draft

__all__ = ["KEPT_FOR", "LARGEST", "DraftTooLarge", "discard_draft", "discard_expired", "save_answer"]

KEPT_FOR = timedelta(days=30)
LARGEST = 200_000
Answer = str | Sequence[str] | bool | None


class DraftTooLarge(Refusal):
    """A draft is for answers typed by a person, not for files."""


def save_answer(*, user_id: UUID, form: str, subject: UUID, answers: Mapping[str, Answer], at: datetime) -> Draft:
    """Merge `answers` into the draft item by item, so that two open pages never wipe each other's items."""
    with transaction.atomic():
        draft, _ = Draft.objects.select_for_update().get_or_create(
            user_id=user_id, form=form, subject=subject, defaults={"saved_at": at, "expires_at": at + KEPT_FOR}
        )
        draft.answers = {**draft.answers, **{name: _plain(value) for name, value in answers.items()}}
        draft.answered_at = {**draft.answered_at, **dict.fromkeys(answers, at.isoformat())}
        draft.saved_at = at
        draft.expires_at = at + KEPT_FOR
        if sum(len(name) + len(str(value)) for name, value in draft.answers.items()) > LARGEST:
            raise DraftTooLarge("This is more text than a draft can keep.", next_step="Send the form, or shorten the text.")
        draft.save()
    return draft


def discard_draft(*, user_id: UUID, form: str, subject: UUID) -> None:
    """Throw the draft away: call it in the transaction that records the form."""
    Draft.objects.filter(user_id=user_id, form=form, subject=subject).delete()


def discard_expired(*, at: datetime) -> int:
    """Throw away what nobody came back for."""
    count, _ = Draft.objects.filter(expires_at__lte=at).delete()
    return count


def _plain(value: Answer) -> str | list[str] | bool | None:
    return value if value is None or isinstance(value, str | bool) else [str(one) for one in value]
