"""What is in a draft, for the form that goes on with it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from kapstone.clinic.journal import clock
from kapstone.clinic.web.models import Draft

__all__ = ["draft_for", "initial_from_draft"]


def draft_for(user_id: UUID, form: str, subject: UUID) -> Draft | None:
    """The draft, unless there is none or it has expired. One query."""
    return Draft.objects.filter(user_id=user_id, form=form, subject=subject, expires_at__gt=clock.now()).first()


def initial_from_draft(request: HttpRequest, form: str, subject: UUID) -> dict[str, Any]:  # Any: form values
    """Initial values for the form: `MyForm(initial={**defaults, **initial_from_draft(request, "phq9", episode)})`."""
    actor = getattr(request, "actor", None)
    draft = draft_for(actor.user_id, form, subject) if actor else None
    return dict(draft.answers) if draft else {}
