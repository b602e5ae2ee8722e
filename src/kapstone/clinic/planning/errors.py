"""Why nothing is predicted, or a plan is not kept."""

from dataclasses import dataclass

from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["AlreadyKept", "CannotPredict", "CannotRepeat", "NothingToKeep", "Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One reason against a prediction: `field` is that of the planner's form it is about, "" for the patient or the whole."""

    field: str
    says: str
    advice: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.says} {self.advice}".strip()


class CannotPredict(Refusal):
    """No number is computed; `problems` holds every reason."""

    title = "Nothing is predicted for this"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(
            first.says, field=first.field or None, next_step=first.advice, known=[each.sentence for each in problems[1:]]
        )


class NothingToKeep(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "There is no prediction to keep.", next_step="Open the planner, look at the curve, and keep it from there."
        )


class AlreadyKept(Conflict):
    """The same form came twice with another plan."""

    def __init__(self) -> None:
        super().__init__(
            "This plan was already kept, with other doses. The first one stands.",
            next_step="Open the planner again and keep the new plan as one of its own.",
        )


class CannotRepeat(Refusal):
    title = "This prediction cannot be computed again"

    def __init__(self, why: str) -> None:
        super().__init__(why, next_step="What was shown is kept as it was; read it there.")
