"""Writes the access log: one line for each visit to a guarded page, and for each sign-in and sign-out."""

from datetime import datetime
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.models import AccessLog, Outcome
from kapstone.clinic.journal import clock

__all__ = ["outcome_of", "write"]


def write(
    *,
    actor: Actor | None,
    view: str,
    method: str,
    outcome: Outcome,
    what: str = "",
    status: int = 200,
    record_kind: str = "",
    record_id: UUID | None = None,
    patient_id: UUID | None = None,
    user_id: UUID | None = None,
    user_name: str = "",
    at: datetime | None = None,
) -> AccessLog:
    """One line. `user_id` and `user_name` stand in where somebody is known but has no place in a clinic."""
    return AccessLog.objects.create(
        at=at or clock.now(),
        user_id=actor.user_id if actor else user_id,
        user_name=actor.name if actor else user_name,
        user_roles=actor.role_text if actor else "",
        organisation_id=actor.organisation_id if actor else None,
        view=view,
        what=what,
        method=method,
        record_kind=record_kind,
        record_id=record_id,
        patient_id=patient_id,
        status=status,
        outcome=outcome,
    )


def outcome_of(status: int) -> Outcome:
    """How a visit ended, from the status of its answer. A form sent back with its mistakes is still a visit."""
    if status == 403:
        return Outcome.REFUSED
    if status == 404:
        return Outcome.NOT_FOUND
    return Outcome.FAILED if status >= 500 else Outcome.ENTERED
