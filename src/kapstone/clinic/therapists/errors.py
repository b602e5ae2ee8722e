"""Why a therapist is not offered or matched."""

from collections.abc import Sequence

from kapstone.clinic.web.errors import Conflict, NotNow, Refusal

__all__ = ["AlreadyMatched", "NoSuchTherapist", "NotATherapist", "NotOffered"]


class NoSuchTherapist(Refusal):
    status = 404
    title = "There is no such therapist"

    def __init__(self) -> None:
        super().__init__(
            "Nobody of that kind works here as a therapist.", next_step="Open the therapist page and choose there."
        )


class NotATherapist(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} does not work here as a psychotherapist.", next_step="The director can change roles on the staff page."
        )


class NotOffered(NotNow):
    """Something bars this therapist for this patient."""

    def __init__(self, name: str, barred: Sequence[str]) -> None:
        super().__init__(
            f"{name} cannot be matched now: {'; '.join(barred)}.",
            next_step="Choose another therapist, or have the licence or profile brought up to date.",
        )
        self.barred = tuple(barred)


class AlreadyMatched(Conflict):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is the therapist already.", next_step="Nothing more is needed.")
