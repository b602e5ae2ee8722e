"""Why a note is not taken, or cannot be opened."""

from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["AlreadySigned", "CannotBeOpened", "NoSuchNote", "NotYours", "NothingWritten"]


class NothingWritten(Refusal):
    def __init__(self, field: str) -> None:
        super().__init__(
            "Write the note before you sign it." if field == "body" else "Say what the note is about.",
            field=field,
            next_step="Fill in what is missing, then sign.",
        )


class AlreadySigned(Conflict):
    """The same form came twice with different text."""

    def __init__(self) -> None:
        super().__init__(
            "This note was already signed, with other words. The first ones are kept.",
            next_step="Open the note to read what was signed; write an addendum for what is missing.",
        )


class NoSuchNote(Refusal):
    status = 404
    title = "There is no such note"

    def __init__(self) -> None:
        super().__init__("No such note is part of this episode that you could open.", next_step="Open the list of notes.")


class NotYours(Refusal):
    """Only a psychotherapist seals, and only to themselves."""

    def __init__(self) -> None:
        super().__init__("Psychotherapy notes are written by psychotherapists.", next_step="Write a progress note.")


class CannotBeOpened(Refusal):
    """The seal does not open: the key is gone, or the bytes are not those that were sealed."""

    title = "This note cannot be opened"

    def __init__(self) -> None:
        super().__init__(
            "The seal of this note does not open.",
            next_step="Its key is no longer there, or it was restored without the clinic's master key. Tell the programme director; what the note says is unknown to them too.",
        )
