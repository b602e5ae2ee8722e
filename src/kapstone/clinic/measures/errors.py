"""Why answers to a measure, or its wording, are not taken."""

from collections.abc import Sequence

from kapstone.clinic.web.errors import Conflict, Refusal
from kapstone.instruments import Instrument
from kapstone.strict import Mistake

__all__ = [
    "AlreadySent",
    "NoSuchMeasure",
    "NotAsked",
    "NotSupplied",
    "NothingAnswered",
    "ReasonMissing",
    "WordingNotHere",
    "WordingNotText",
    "WordingRefused",
    "WordingTooLarge",
]


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
            next_step=f"The right to use it comes from {instrument.holder}; with it the programme director supplies the wording in the "
            "settings. Until then choose another measure.",
        )


class WordingRefused(Refusal):
    """The file is not the wording of this instrument; `mistakes` holds every reason, in the order of the file."""

    title = "The wording was refused"
    next_step = "Put every place that is named right and send the whole again."

    def __init__(self, instrument: Instrument, mistakes: Sequence[Mistake]) -> None:
        count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        super().__init__(
            f"This is not the wording of the {instrument.short}: {count}.",
            field="text",
            known=[str(each) for each in mistakes],
        )
        self.mistakes = tuple(mistakes)


class WordingTooLarge(Refusal):
    title = "The wording was refused"

    def __init__(self, most_bytes: int) -> None:
        super().__init__(
            f"The file is larger than {most_bytes // 1000} kB; no wording is that long.",
            field="file",
            next_step="Choose the file that was made from the template.",
        )


class WordingNotText(Refusal):
    title = "The wording was refused"

    def __init__(self, byte: int) -> None:
        super().__init__(
            f"Byte {byte} of the file is not UTF-8 text.",
            field="file",
            next_step="Save the file as plain text in UTF-8 and choose it again.",
        )


class ReasonMissing(Refusal):
    def __init__(self) -> None:
        super().__init__("Say why the wording is withdrawn.", field="reason")


class NotSupplied(Conflict):
    def __init__(self, instrument: Instrument) -> None:
        super().__init__(f"No wording of the {instrument.short} is in use here, so there is none to withdraw.")


class AlreadySent(Conflict):
    """The same form came twice with another content."""

    def __init__(self) -> None:
        super().__init__(
            "This form was already sent, with something else in it. What was sent first stands.",
            next_step="Open the page again and send what has changed from there.",
        )
