"""Why a goal is not taken."""

from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["GoalIsSetAside", "NoSuchGoal", "NothingRated", "TooManyGoals"]


class TooManyGoals(Refusal):
    title = "There are five goals already"

    def __init__(self, titles: list[str]) -> None:
        super().__init__(
            "There are five goals already, and more are hard to hold in mind.",
            next_step="Set one aside first, or put this wish into one of the goals there are.",
            known=titles,
        )


class NoSuchGoal(Refusal):
    status = 404
    title = "There is no such goal"

    def __init__(self) -> None:
        super().__init__("This episode has no goal of that number.", next_step="Open the goals and choose one there.")


class GoalIsSetAside(Conflict):
    def __init__(self, title: str) -> None:
        super().__init__(f"“{title}” was set aside already.", next_step="Open the goals to see which still hold.")


class NothingRated(Refusal):
    title = "Nothing is rated yet"

    def __init__(self) -> None:
        super().__init__("Choose for at least one goal where it stands now.", next_step="Choose a level and send it again.")
