"""Why answers to a measure are not taken."""

from kapstone.clinic.web.errors import Refusal

__all__ = ["NoSuchMeasure", "NotAsked", "NothingAnswered"]


class NoSuchMeasure(Refusal):
    status = 404
    title = "There is no such measure"

    def __init__(self) -> None:
        super().__init__(
            "No measure of that name or number is kept here.", next_step="Start from the list of measures and choose it there."
        )


class NotAsked(Refusal):
    status = 404
    title = "That question is not asked now"

    def __init__(self) -> None:
        super().__init__(
            "An earlier answer made this question unnecessary.",
            next_step="Go back to the questions; the next one is shown there.",
        )


class NothingAnswered(Refusal):
    title = "Nothing is answered yet"

    def __init__(self) -> None:
        super().__init__(
            "Answer at least one question, or say of one that it was declined.", next_step="Choose an answer and send it again."
        )
