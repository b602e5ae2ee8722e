"""Why a file is not imported. Then nothing of it is."""

from kapstone.clinic.web.errors import Conflict, Refusal
from kapstone.fhir import Broken

__all__ = ["BrokenFile", "NobodyInIt", "TooLarge", "WhoIsThis"]


class BrokenFile(Refusal):
    """Something in the file is wrong; its place and the reason are said."""

    title = "The file was refused"

    def __init__(self, broken: Broken) -> None:
        super().__init__(
            f"{broken.place}: {broken.reason}.",
            field="file",
            next_step="Nothing of the file was taken. Put this place right and import it again.",
        )
        self.place = broken.place
        self.reason = broken.reason


class TooLarge(Refusal):
    title = "The file was refused"

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            f"The file is larger than {megabytes} MB.", field="file", next_step="Split it by patient and import the parts."
        )


class NobodyInIt(Refusal):
    title = "Nobody is in this file"

    def __init__(self) -> None:
        super().__init__(
            "The file holds no Patient.", field="file", next_step="Export it again with the Patient resource in it."
        )


class WhoIsThis(Conflict):
    """Somebody with that name and birthday is here already, under another record number."""

    def __init__(self, name: str, record: str, known: str) -> None:
        super().__init__(
            f"{name} ({record or 'no record number'}) may be the same person as {known}.",
            field="file",
            next_step="If it is another person, import again and confirm that. If it is the same, put that record number into the file.",
        )
