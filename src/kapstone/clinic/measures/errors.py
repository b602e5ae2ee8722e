"""Why answers to a measure are not taken."""

from kapstone.clinic.web.errors import Refusal
from kapstone.instruments import Instrument

__all__ = ["NoSuchMeasure", "NotAsked", "NothingAnswered", "WordingNotHere"]


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


class WordingNotHere(Refusal):
    status = 409
    title = "The wording of this measure is licensed"

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(
            f"{instrument.short} is {instrument.licence.words}, so its questions do not come with Kapstone and it cannot be asked here.",
            next_step=f"The right to use it comes from {instrument.holder}. Until then choose another measure.",
        )
