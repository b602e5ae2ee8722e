"""What can stand in the way on a dosing day."""

from collections.abc import Sequence

from kapstone.clinic.web.errors import Conflict, NotNow, Refusal, Stale
from kapstone.findings import Finding

__all__ = [
    "AlarmStands",
    "AnotherOrder",
    "CannotBeRecorded",
    "CheckDiffers",
    "InThePast",
    "IncompleteAnswers",
    "InfusionStillRuns",
    "MayNotBeSetAside",
    "NoOrder",
    "NotYours",
    "NothingEntered",
    "NothingToRecord",
    "OrderBeyondLimits",
    "RoomTaken",
    "SameChecker",
    "SayWhy",
    "SignWithYourName",
    "TooMuch",
    "VisitIsOver",
]  # fmt: skip


class NotYours(Refusal):
    """The act belongs to another profession."""

    def __init__(self, what: str, who: str) -> None:
        super().__init__(f"{what} is for {who}.", next_step=f"Ask {who}.")


class RoomTaken(Conflict):
    """The room is held by another visit."""

    def __init__(self, room: str, free: Sequence[str]) -> None:
        when = f"It is free on that day at {', '.join(free)}." if free else "It is not free long enough on that day."
        super().__init__(
            f"{room} is taken then. {when}",
            field="starts_at",
            next_step="Choose one of those times, another room or another day.",
        )
        self.free = tuple(free)


class NotAtHome(Refusal):
    """The programme gives this dose in the clinic."""

    def __init__(self) -> None:
        super().__init__("This dose is given in the clinic under this programme.", field="room", next_step="Choose a room.")


class InThePast(Refusal):
    def __init__(self) -> None:
        super().__init__("This time is over. Choose one that is still to come.", field="starts_at")


class AlarmStands(NotNow):
    """More of the drug is not given while this stands."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            f"{finding.title}: {finding.because} The infusion does not go on while this stands.",
            next_step="Take vitals again when it has settled, or end the infusion.",
        )


class VisitIsOver(NotNow):
    """The visit was dosed, cancelled or discharged, so this step is behind it."""

    def __init__(self, why: str) -> None:
        super().__init__(why, next_step="Open the visit again to see where it stands.")


class NothingEntered(Refusal):
    def __init__(self, what: str, field: str = "") -> None:
        super().__init__(f"Enter {what}.", field=field or None)


class IncompleteAnswers(Refusal):
    def __init__(self, name: str, missing: Sequence[str]) -> None:
        super().__init__(
            f"{name} is not complete: {', '.join(missing)}.", next_step="Answer what is open, then record it.", field=missing[0]
        )


class NoOrder(NotNow):
    def __init__(self) -> None:
        super().__init__("No order is in force for this session.", next_step="Have a prescriber sign an order.")


class AnotherOrder(Stale):
    """The order was withdrawn or written anew since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Another order is in force than the one on your page.",
            next_step="Read the order as it stands now, then check the dose against it.",
        )


class SameChecker(Refusal):
    """Two people have to read the dose."""

    title = "A second person has to check"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has checked this dose already.", next_step="Let a second person sign in and read dose and volume."
        )


class CheckDiffers(Conflict):
    """What was read is not what was ordered."""

    title = "Stop: this is not what was ordered"
    kind = "stop"

    def __init__(self, field: str, read: str, ordered: str) -> None:
        super().__init__(
            f"You read {read}; it should be {ordered}. Nothing was recorded.", field=field,
            next_step="Look at the syringe and the order together. If the order is wrong, the prescriber writes it anew.",
        )  # fmt: skip


class OrderBeyondLimits(NotNow):
    """The programme's limits do not allow this order, or only with a reason."""

    def __init__(self, findings: Sequence[Finding], *, needs_reason: bool) -> None:
        said = " ".join(finding.because for finding in findings)
        super().__init__(
            f"{said} {'To sign it in spite of this, say why it is right.' if needs_reason else 'This order cannot be signed.'}",
            field="reason" if needs_reason else "dose_mg",
            next_step=findings[0].act or "Change the order.",
        )


class TooMuch(Refusal):
    def __init__(self, field: str, amount: str, limit: str) -> None:
        super().__init__(f"{amount} is more than {limit}.", field=field)


class NotAskedHere(NotNow):
    """The programme does not ask for it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This programme does not ask for {what}.", next_step="Look whether the patient is in the right programme."
        )


class SayWhy(Refusal):
    def __init__(self, what: str) -> None:
        super().__init__(f"Say why {what}.", field="reason")


class InfusionStillRuns(NotNow):
    def __init__(self) -> None:
        super().__init__(
            "The end of the infusion has not been recorded.",
            next_step="Record when it ended and how much went in; then the patient may leave.",
        )


class NothingToRecord(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "It was not clear what happened, or the alarm was over already. Nothing was recorded.",
            next_step="Go back to the visit: it shows the alarms that stand now, and every button for what happened.",
        )


class SignWithYourName(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(f"Sign with your own name: {name}.", field="signature")


class MayNotBeSetAside(NotNow):
    """Nobody, or not this person, may go on in spite of this."""

    def __init__(self, why: str, next_step: str) -> None:
        super().__init__(why, next_step=next_step, field="reason")


class CannotBeRecorded(Refusal):
    """A kept entry says something impossible; it can only be set aside, and what was meant entered by hand."""

    def __init__(self, why: str) -> None:
        super().__init__(why, next_step="Enter what is right by hand, with its time, and set this entry aside.", field="reason")
