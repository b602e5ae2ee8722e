"""The only writers of goals: set one, rate them, set one aside. Staff and the patient use the same."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.errors import NotPlausible
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.goals.errors import GoalIsSetAside, NoSuchGoal, NothingRated, TooManyGoals
from kapstone.clinic.goals.queries import MOST, goal_of, goals_of
from kapstone.facts import GoalRated, GoalRetired, GoalSet, Implausible

__all__ = ["rate", "set_aside", "set_goal"]

_GOALS = UUID("6f3d3c52-0a55-4f0e-9a3e-0f6a5b1d7c11")


@transaction.atomic
def set_goal(
    *,
    episode: Episode,
    title: str,
    levels: Mapping[str, str],
    by: Actor,
    at: datetime,
    why: str = "",
    importance: int = 1,
    difficulty: int = 1,
    baseline: int = -1,
    via: str = "screen",
    key: UUID | None = None,
) -> episodes.Recorded:
    """Set a goal, in the patient's words. At most five hold at a time; the same `key` sets it once."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    goal, facts = uuid5(_GOALS, str(key)) if key else uuid4(), facts_of(episode)
    standing = [each for each in goals_of(facts) if each.id != goal]
    if len(standing) >= MOST:
        raise TooManyGoals([each.title for each in standing])
    try:
        fact = GoalSet(
            goal=goal,
            title=title.strip(),
            why=why.strip(),
            levels=dict(levels),
            importance=importance,
            difficulty=difficulty,
            baseline=baseline,
        )
    except Implausible as error:
        raise NotPlausible(error) from error
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, via=via, key=key)


def rate(
    *,
    episode: Episode,
    ratings: Mapping[UUID, int],
    by: Actor,
    at: datetime,
    remarks: Mapping[UUID, str] | None = None,
    via: str = "screen",
    key: UUID | None = None,
) -> episodes.Recorded:
    """Say where goals stand now, one or several at once."""
    if not ratings:
        raise NothingRated
    facts, said = facts_of(episode), remarks or {}
    for goal in ratings:
        found = goal_of(facts, goal)
        if found is None:
            raise NoSuchGoal
        if found.retired is not None:
            raise GoalIsSetAside(found.title)
    rated = [GoalRated(goal=goal, attainment=level, remarks=said.get(goal, "")) for goal, level in ratings.items()]
    return episodes.record(episode=episode, facts=rated, by=by, at=at, via=via, key=key)


@transaction.atomic
def set_aside(
    *, episode: Episode, goal: UUID, reason: str, by: Actor, at: datetime, via: str = "screen", key: UUID | None = None
) -> episodes.Recorded:
    """A goal no longer holds; it is kept with its ratings and the reason."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    found = goal_of(facts_of(episode), goal)
    if found is None:
        raise NoSuchGoal
    if found.retired is not None and found.retired.by != by.user_id:
        raise GoalIsSetAside(found.title)
    return episodes.record(episode=episode, facts=(GoalRetired(goal=goal, reason=reason),), by=by, at=at, via=via, key=key)
