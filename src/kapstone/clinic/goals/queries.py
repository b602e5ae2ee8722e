"""What may be asked of goals: those that hold and those set aside, each with its ratings, and how far all are reached."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.clinic.web.charts import Drawing, GoalRating, attainment
from kapstone.facts import Facts, GoalRated, GoalRetired, GoalSet, Record
from kapstone.outcomes import GoalAttainment, goal_attainment

__all__ = ["LEVELS", "MOST", "Goal", "attained", "goal_of", "goals_of", "level_key", "picture_of", "sentence_of"]

MOST = 5
LEVELS = {
    -2: "Much less than expected",
    -1: "Less than expected",
    0: "As expected",
    1: "More than expected",
    2: "Much more than expected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal with what became of it."""

    record: Record[GoalSet]
    ratings: tuple[Record[GoalRated], ...]
    retired: Record[GoalRetired] | None

    @property
    def id(self) -> UUID:
        return self.record.fact.goal

    @property
    def title(self) -> str:
        return self.record.fact.title

    @property
    def stands_at(self) -> int:
        """The level of the last rating, or the one it began at."""
        return self.ratings[-1].fact.attainment if self.ratings else self.record.fact.baseline

    @property
    def stands_in_words(self) -> str:
        """The level reached, as it was described when the goal was set."""
        return self.record.fact.levels[level_key(self.stands_at)]

    @property
    def expected(self) -> str:
        return self.record.fact.levels["0"]

    @property
    def weight_words(self) -> str:
        return f"importance {self.record.fact.importance} of 3, difficulty {self.record.fact.difficulty} of 3"

    @property
    def described(self) -> list[tuple[str, str, bool]]:
        """Each level: its name, its description, whether the goal stands there."""
        return [(name, self.record.fact.levels[level_key(level)], level == self.stands_at) for level, name in LEVELS.items()]

    @property
    def history(self) -> list[tuple[Record[GoalRated], str]]:
        """The ratings with their levels in words, newest first."""
        return [(each, LEVELS[each.fact.attainment]) for each in reversed(self.ratings)]


def level_key(level: int) -> str:
    """The key of a level in the fact: "-2", "-1", "0", "+1", "+2"."""
    return f"{level:+d}" if level else "0"


def goals_of(facts: Facts, *, set_aside: bool = False) -> list[Goal]:
    """Goals that hold, in the order they were set; or those set aside. A goal set again under its number is the later one."""
    latest = {record.fact.goal: record for record in facts.of(GoalSet)}
    retired = {record.fact.goal: record for record in facts.of(GoalRetired)}
    ratings: dict[UUID, list[Record[GoalRated]]] = {}
    for record in facts.of(GoalRated):
        ratings.setdefault(record.fact.goal, []).append(record)
    return [
        Goal(record=record, ratings=tuple(ratings.get(goal, ())), retired=retired.get(goal))
        for goal, record in latest.items()
        if (goal in retired) is set_aside
    ]


def goal_of(facts: Facts, goal: UUID) -> Goal | None:
    """One goal by its number, set aside or not."""
    return next((each for each in (*goals_of(facts), *goals_of(facts, set_aside=True)) if each.id == goal), None)


def attained(facts: Facts) -> GoalAttainment:
    return goal_attainment(facts)


def sentence_of(facts: Facts) -> str:
    """How far the goals are reached, in words; the T-score never stands alone."""
    reached, goals = goal_attainment(facts), goals_of(facts)
    if not goals:
        return "No goal is set yet."
    if reached.now is None or reached.at_baseline is None:
        rated = sum(bool(goal.ratings) for goal in goals)
        return f"{_count(len(goals))} set, {rated} rated so far. The T-score is reckoned once each goal is rated."
    where = "as expected" if round(reached.now) == 50 else "more than expected" if reached.now > 50 else "less than expected"
    moved = reached.now - reached.at_baseline
    change = (
        "as at the start"
        if abs(moved) < 0.5
        else f"{'up' if moved > 0 else 'down'} {abs(moved):.0f} from {reached.at_baseline:.0f}"
    )
    return f"Taken together the goals are reached {where}: T-score {reached.now:.0f}, {change}. 50 is what was expected."


def picture_of(facts: Facts) -> Drawing | None:
    """Each goal as a strip of five steps, once there is one."""
    goals = goals_of(facts)
    if not goals:
        return None
    ratings = [
        GoalRating(
            name=goal.title,
            started=goal.record.fact.baseline,
            now=goal.stands_at if goal.ratings else None,
            words=goal.stands_in_words,
        )
        for goal in goals
    ]
    return attainment(ratings, sentence_of(facts))


def _count(number: int) -> str:
    return f"{number} goal" if number == 1 else f"{number} goals"
