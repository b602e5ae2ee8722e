"""Why a safety entry is not taken."""

from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["AlreadyFollowedUp", "NoSuchConcern", "NoSuchEvent"]


class NoSuchConcern(Refusal):
    status = 404
    title = "There is no such concern"

    def __init__(self) -> None:
        super().__init__(
            "That entry raises no concern in this episode.", next_step="Open the safety page; what is open is listed there."
        )


class AlreadyFollowedUp(Conflict):
    def __init__(self, by: str) -> None:
        super().__init__(
            f"{by or 'A colleague'} followed this concern up already.",
            next_step="Read what was found on the safety page. If you found something else, record it as a new measure or note.",
        )


class NoSuchEvent(Refusal):
    status = 404
    title = "There is no such adverse event"

    def __init__(self) -> None:
        super().__init__(
            "That entry is no adverse event of this episode.", next_step="Open the safety page and choose the event there."
        )
