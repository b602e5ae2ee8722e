"""What can stand in the way of an enquiry."""

from collections.abc import Sequence

from kapstone.clinic.people.models import Patient
from kapstone.clinic.web.errors import Conflict, NotNow, Refusal

__all__ = ["AlreadyClosed", "AlreadyInCare", "NoWords", "NotAnAdult", "NotLicensedThere", "ProbablyKnown", "TooManyEnquiries"]


class AlreadyClosed(Conflict):
    """Somebody else declined or converted it meanwhile."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"This enquiry was already closed: {how}.", next_step="Open the enquiry to see what was decided and by whom."
        )


class AlreadyInCare(Conflict):
    """The patient has an episode that is not closed; a second beside it would split what is known."""

    title = "This patient is in care already"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has an episode of care that is not closed.",
            next_step="Go on in that episode. Note here what you told the person, and decline this enquiry with that reason.",
        )
        self.field = "patient"


class NoWords(Refusal):
    """A sentence is missing where the record needs one."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence, field=field)


class NotAnAdult(Refusal):
    def __init__(self, age: int) -> None:
        super().__init__(
            f"By this date of birth the person is {age}. This clinic treats adults, from 18 years.",
            field="birth_date",
            next_step="Check the date of birth. If it is right, decline the enquiry and say where to turn.",
        )


class NotLicensedThere(NotNow):
    """No prescriber of this clinic may treat in that state."""

    title = "This clinic may not treat there"

    def __init__(self, state: str) -> None:
        super().__init__(
            f"No prescriber of this clinic holds a valid licence for {state}.",
            next_step="Check the state of residence. If it is right, a prescriber licensed there has to join first; or decline and refer.",
        )
        self.field = "residence_state"


class ProbablyKnown(Conflict):
    """Somebody with this name and date of birth is a patient already. Carries who, so that the page can ask."""

    title = "This person may already have a record"

    def __init__(self, patients: Sequence[Patient]) -> None:
        named = "; ".join(f"{patient.name}, record {patient.identifier}" for patient in patients)
        super().__init__(
            "Somebody with nearly this name and the same date of birth is already a patient here.",
            known=[named],
            next_step="Say below whether it is the same person. Two records for one person hide allergies and history from each other.",
        )
        self.field = "patient"
        self.patients = tuple(patients)


class TooManyEnquiries(NotNow):
    title = "We cannot take more enquiries here just now"

    def __init__(self) -> None:
        super().__init__(
            "Very many enquiries came in within the last hour, so this page is resting.",
            next_step="Please try again in an hour, or telephone the clinic.",
        )
