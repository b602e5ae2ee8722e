"""What safety writes: that a concern was followed up, an adverse event, its review."""

from datetime import datetime
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.safety.errors import AlreadyFollowedUp, NoSuchConcern, NoSuchEvent
from kapstone.clinic.safety.queries import concern_of
from kapstone.facts import AdverseEventReported, AdverseEventReviewed, AdverseEventSeen, ConcernResolved

__all__ = ["follow_up", "report_event", "report_outside", "review_event"]


def follow_up(
    *, episode: Episode, concern: ConcernResolved, by: Actor, at: datetime, key: UUID | None = None
) -> episodes.Recorded:
    """A clinician says what they found and what was agreed. The gates open again only if it is safe to continue."""
    found = concern_of(queries.patient_page(episode, at), concern.concern)
    if found is None:
        raise NoSuchConcern
    if found.resolved is not None and found.resolved.fact.safe_to_continue and found.resolved.by != by.user_id:
        raise AlreadyFollowedUp(found.resolved.by_name)
    return episodes.record(episode=episode, facts=(concern,), by=by, at=at, key=key)


def report_event(
    *, episode: Episode, event: AdverseEventSeen, by: Actor, at: datetime, key: UUID | None = None
) -> episodes.Recorded:
    """Record an adverse event; `at` is its onset."""
    return episodes.record(episode=episode, facts=(event,), by=by, at=at, key=key)


def review_event(
    *, episode: Episode, review: AdverseEventReviewed, by: Actor, at: datetime, key: UUID | None = None
) -> episodes.Recorded:
    """A prescriber concludes on an adverse event."""
    record = queries.facts_of(episode).get(review.event)
    if record is None or not isinstance(record.fact, AdverseEventSeen):
        raise NoSuchEvent
    return episodes.record(episode=episode, facts=(review,), by=by, at=at, key=key)


def report_outside(
    *, episode: Episode, report: AdverseEventReported, by: Actor, at: datetime, key: UUID | None = None
) -> episodes.Recorded:
    """Say that an event was reported outside the clinic; `at` is when."""
    record = queries.facts_of(episode).get(report.event)
    if record is None or not isinstance(record.fact, AdverseEventSeen):
        raise NoSuchEvent
    return episodes.record(episode=episode, facts=(report,), by=by, at=at, key=key)
