"""Why somebody cannot be entered or changed."""

from collections.abc import Sequence

from kapstone.clinic.people.models import Patient
from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["AlreadyKnown", "LastDirector", "NotPlausible", "ProbablyTheSame"]


class NotPlausible(Refusal):
    """A value that cannot be right."""


class AlreadyKnown(Conflict):
    """Something that must be unique is taken."""


class LastDirector(Conflict):
    """A clinic without a director could never change its staff again."""

    def __init__(self) -> None:
        super().__init__(
            "This is the clinic's only programme director. Nobody could change staff or settings afterwards.",
            next_step="Make somebody else a programme director first, then change this.",
        )


class ProbablyTheSame(Conflict):
    """A patient born on the same day with a similar name is here already."""

    def __init__(self, candidates: Sequence[Patient]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(
            "A patient with a similar name and the same birth date is already registered.",
            field="name",
            known=[f"{each.name}, record number {each.identifier}" for each in candidates],
            next_step="Look at the records named here. If this is another person, confirm it and register them.",
        )
