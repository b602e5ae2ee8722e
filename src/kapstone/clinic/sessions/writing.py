"""What every action here stands on: one fact written through the spine, the lock, the visit as it stands."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.actions import Recorded
from kapstone.clinic.episodes.errors import NotPlausible
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of, protocol_of
from kapstone.clinic.journal.queries import keyed
from kapstone.clinic.sessions import errors as no
from kapstone.facts import Fact, Implausible
from kapstone.pathway import Episode as Course
from kapstone.pathway import Visit

__all__ = ["fact_of", "is_running", "lock", "visit_of", "was_sent", "write"]

K = TypeVar("K", bound=Fact)


def write(episode: Episode, fact: Fact, by: Actor, at: datetime, key: UUID | None) -> Recorded:
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key)


def fact_of(kind: type[K], **fields: Any) -> K:  # Any: the fields of that fact
    try:
        return kind(**fields)
    except Implausible as error:
        raise NotPlausible(error) from None


def lock(episode: Episode) -> None:
    """Two people at once: the second sees what the first recorded."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)


def visit_of(episode: Episode, session: UUID, at: datetime) -> Visit:
    visit = Course(protocol_of(episode), facts_of(episode), at).visits.get(session)
    if visit is None:
        raise no.VisitIsOver("This visit is not part of the course.")
    return visit


def was_sent(episode: Episode, key: UUID) -> bool:
    """Whether this very form was recorded before; then the spine answers with what was recorded."""
    return keyed(episode.id, key) is not None


def is_running(visit: Visit) -> bool:
    """Whether an infusion runs or is paused: its end is not recorded."""
    return visit.open_infusion is not None
