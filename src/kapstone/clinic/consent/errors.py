"""Why a consent is not taken as it was sent."""

from collections.abc import Sequence

from kapstone.clinic.web.errors import Conflict, Refusal, Stale

__all__ = [
    "AlreadyWithdrawn",
    "AskAgain",
    "DrawingUnreadable",
    "NoSuchConsent",
    "NotAcknowledged",
    "NotOfThisDocument",
    "NotWentOver",
    "TextChanged",
    "Unsigned",
]


class NotAcknowledged(Refusal):
    """Parts of the text have no answer yet. `elements` and `questions` are their ids."""

    def __init__(self, titles: Sequence[str], elements: Sequence[str] = (), questions: Sequence[str] = ()) -> None:
        shown = "; ".join(titles[:4]) + (f"; and {len(titles) - 4} more" if len(titles) > 4 else "")
        super().__init__(
            f"Not every part has an answer yet: {shown}.", next_step="Go back to these parts, read them and answer; then sign."
        )
        self.elements, self.questions = tuple(elements), tuple(questions)


class AskAgain(Refusal):
    """A question was answered otherwise than meant and has not been asked a second time."""

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(
            "A question is explained and asked once more when its answer was not as meant.",
            next_step="Read the explanation and answer the question again. If it stays unclear, you can still sign; a clinician goes over it with you.",
        )
        self.questions = tuple(questions)


class NotOfThisDocument(Refusal):
    def __init__(self, what: str) -> None:
        super().__init__(f"“{what}” is not part of this text.", next_step="Open the consent again and answer there.")


class Unsigned(Refusal):
    def __init__(self) -> None:
        super().__init__("Type the full name to sign.", field="signature", next_step="Type the name, then sign.")


class DrawingUnreadable(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "The drawn signature could not be read.",
            field="signature",
            next_step="Clear the drawing and draw it again, or sign with the typed name alone.",
        )


class TextChanged(Stale):
    """The clinic put another version into force between reading and signing."""

    def __init__(self) -> None:
        super().__init__(
            "The text was changed while it was being read, so it was not signed.",
            next_step="Read the new version and sign that one.",
        )


class NoSuchConsent(Refusal):
    status = 404
    title = "There is no such consent"

    def __init__(self) -> None:
        super().__init__(
            "No such consent is part of this episode.", next_step="Open the consent page; every signed consent is listed there."
        )


class AlreadyWithdrawn(Conflict):
    def __init__(self) -> None:
        super().__init__(
            "This consent was withdrawn already.", next_step="Nothing more is needed. A new consent can be signed at any time."
        )


class NotWentOver(Refusal):
    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            "The patient answered twice otherwise than meant: " + "; ".join(titles) + ".",
            field="went_over",
            next_step="Go over it with the patient, tick that you did, then countersign.",
        )
