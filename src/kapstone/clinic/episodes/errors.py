"""What can stand in the way of writing to an episode."""

from kapstone.clinic.web.errors import Conflict, NotNow, Refusal, Stale
from kapstone.facts import Implausible
from kapstone.pathway import Gate

__all__ = [
    "ChangedSince",
    "EpisodeIsClosed",
    "GateClosed",
    "NoSuchFact",
    "NotPlausible",
    "ProgrammeIsSettled",
    "SameKeyOtherAnswers",
]


class ChangedSince(Stale):
    """Somebody recorded something the person had not seen when they decided."""

    def __init__(self, new: list[str]) -> None:
        shown = "; ".join(new[:5])
        super().__init__(
            f"Something new was recorded since you opened this page: {shown}.",
            next_step="Read it, then send your entry again. What you typed is kept below.",
        )


class SameKeyOtherAnswers(Conflict):
    """The same form was sent twice with different contents."""

    def __init__(self) -> None:
        super().__init__(
            "This form was already sent, with other answers. The first ones are kept.",
            next_step="Open the page again to see what was recorded; correct it there if it is wrong.",
        )


class EpisodeIsClosed(NotNow):
    def __init__(self) -> None:
        super().__init__(
            "This episode is closed, so nothing more can be recorded in it.",
            next_step="Corrections are still possible. For new treatment, open a new episode.",
        )


class GateClosed(NotNow):
    """A gate says not now, and why."""

    def __init__(self, gate: Gate) -> None:
        reasons = " ".join(finding.because.rstrip(".") + "." for finding in gate.closed_by[:4])
        more = len(gate.closed_by) - 4
        super().__init__(
            f"Not now: {gate.title}. {reasons}" + (f" And {more} more." if more > 0 else ""),
            next_step=next(
                (finding.act for finding in gate.closed_by if finding.act), "Open the gate's reasons on the patient page."
            ),
        )
        self.gate = gate


class NotPlausible(Refusal):
    """A value that cannot be right, with its field."""

    def __init__(self, error: Implausible) -> None:
        super().__init__(
            error.sentence[:1].upper() + error.sentence[1:] + ".",
            field=error.field,
            next_step="Check the value and enter it again.",
        )


class NoSuchFact(Refusal):
    def __init__(self) -> None:
        super().__init__("That entry is not part of this episode.", next_step="Open the timeline and choose the entry there.")


class ProgrammeIsSettled(NotNow):
    def __init__(self) -> None:
        super().__init__(
            "Eligibility was already decided under the present programme.",
            next_step="To treat under another programme, close this episode and open a new one.",
        )
