"""Answers to instruments, and that a clinician has looked at them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, Implausible


class Informant(StrEnum):
    PATIENT = "patient"
    CLINICIAN = "clinician"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAnswered(Fact):
    """Raw answers by item id, with the instrument's version. None is an answer withheld; scores are always computed, never kept."""

    instrument: str
    instrument_version: str
    answers: dict[str, int | None]
    informant: Informant = Informant.PATIENT
    moment: str = ""
    """Which due measure this fulfils, e.g. `baseline`, `pre_dose`, `next_day`."""
    session: UUID | None = None
    total_only: float | None = None
    """A total that came from elsewhere without its items (import); then `answers` is empty."""

    def __post_init__(self) -> None:
        if not self.answers and self.total_only is None:
            raise Implausible("answers", "no answer was given")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReviewed(Fact):
    measure: UUID
    remarks: str = ""
