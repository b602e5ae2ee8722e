"""How far the patient's own goals are reached, as T-scores at baseline and now."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.facts import Facts, GoalRated, GoalRetired, GoalSet
from kapstone.instruments.gas import RatedGoal, t_score

__all__ = ["GoalAttainment", "goal_attainment"]


@dataclass(frozen=True, slots=True)
class GoalAttainment:
    """T-scores over the goals in force; 50 is what was expected. None without goals, or when all weigh nothing."""

    at_baseline: float | None
    now: float | None
    goals: tuple[UUID, ...]
    not_rated: tuple[UUID, ...]
    """Goals without a rating yet; while there are any, `now` is None."""

    @property
    def change(self) -> float | None:
        if self.now is None or self.at_baseline is None:
            return None
        return self.now - self.at_baseline


def goal_attainment(facts: Facts) -> GoalAttainment:
    """Goals set and not retired, each at its latest rating."""
    retired = {record.fact.goal for record in facts.of(GoalRetired)}
    goals = {record.fact.goal: record.fact for record in facts.of(GoalSet) if record.fact.goal not in retired}
    ratings = {record.fact.goal: record.fact.attainment for record in facts.of(GoalRated)}
    not_rated = tuple(goal for goal in goals if goal not in ratings)
    rated = [_rated(fact, ratings[goal]) for goal, fact in goals.items() if goal in ratings]
    return GoalAttainment(
        at_baseline=t_score([_rated(fact, fact.baseline) for fact in goals.values()]),
        now=None if not_rated else t_score(rated),
        goals=tuple(goals),
        not_rated=not_rated,
    )


def _rated(goal: GoalSet, attainment: int) -> RatedGoal:
    return RatedGoal(attainment, importance=goal.importance, difficulty=goal.difficulty)
