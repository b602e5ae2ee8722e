"""What can stand in the way of an answer, an override or a decision."""

from collections.abc import Sequence

from kapstone.clinic.web.errors import Conflict, NotNow, Refusal, Stale

__all__ = [
    "AlreadyListed",
    "AnsweredMeanwhile",
    "AnswersDiffer",
    "CannotBeSetAside",
    "NotYours",
    "OthersMustToo",
    "ReportMoved",
    "SignWithYourName",
    "StillOpen",
]


class NotYours(Refusal):
    """The answer or signature belongs to another profession."""

    def __init__(self, what: str, who: str) -> None:
        super().__init__(f"{what} is for {who} to say.", next_step=f"Ask {who} to enter it.")


class AlreadyListed(Conflict):
    """The same allergy or medicine, with nothing new about it."""

    def __init__(self, what: str, by: str) -> None:
        super().__init__(
            f"{what} is on the list already, entered by {by}.",
            next_step="If something about it changed, enter what changed; the newer entry takes the older one's place.",
        )


class AnsweredMeanwhile(Stale):
    """Somebody else answered the same questions differently while the page was open. Nothing of this form was recorded."""

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(
            "Somebody else answered the same question meanwhile, and differently.",
            known=items,
            next_step="Look at their answers, keep or change yours, and send the form again. Both answers are kept in the record.",
        )
        self.items = tuple(items)


class AnswersDiffer(Refusal):
    """Nothing in the form differs from what is recorded."""

    title = "There is nothing new to record"

    def __init__(self) -> None:
        super().__init__("No answer on this page differs from what is recorded.", next_step="Change an answer, or go back.")


class CannotBeSetAside(NotNow):
    """This finding may not be overridden, by anyone or by this person."""

    title = "This cannot be set aside"

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(sentence, next_step=next_step)


class OthersMustToo(NotNow):
    """This person already gave one of the two voices."""

    title = "A second clinician has to agree"

    def __init__(self, first: str) -> None:
        super().__init__(
            f"{first} already set this aside. Two different clinicians are needed, one of them a prescriber.",
            next_step="Ask a colleague to read the finding and, if they agree, to set it aside as well.",
        )


class ReportMoved(Stale):
    """The report is no longer the one the prescriber read: facts, time or knowledge changed it."""

    def __init__(self, changes: Sequence[str]) -> None:
        super().__init__(
            "The report has changed since you opened it.",
            known=changes,
            next_step="Read what changed, marked below, then sign again. Your reason and conditions are kept.",
        )


class SignWithYourName(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(f"To sign, type your name as it stands here: {name}.", field="signature")


class StillOpen(NotNow):
    """The decision goes further than the report allows."""

    title = "This decision is not possible yet"

    def __init__(self, sentence: str, open_things: Sequence[str], *, field: str = "decision") -> None:
        super().__init__(
            sentence, known=open_things, next_step="Put these right, set them aside where that is allowed, or decide otherwise."
        )
        self.field = field
