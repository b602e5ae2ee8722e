"""What the portal says no to, in words for patients."""

from kapstone.clinic.web.errors import Refusal

__all__ = ["NoCourseYet", "NobodyChosen", "NotHere"]


class NoCourseYet(Refusal):
    status = 409
    title = "Your course has not started yet"
    kind = "info"

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to fill in yet. The clinic opens your course and then it appears here.",
            next_step="If you expected something, call the clinic.",
        )


class NobodyChosen(Refusal):
    title = "Nobody was chosen"
    kind = "info"

    def __init__(self) -> None:
        super().__init__(
            "It was not clear which therapist you meant, so nothing was recorded.",
            next_step="Go back to the page about your therapist and press the button below their name.",
        )


class NotHere(Refusal):
    status = 404
    title = "There is nothing here"
    kind = "info"

    def __init__(self) -> None:
        super().__init__(
            "This page is not part of your course, or it is done already.",
            next_step="Go back to your first page; what comes next is shown there.",
        )
