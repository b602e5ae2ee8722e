"""What the patient takes and must not be given."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kapstone.facts._base import Fact, need, within, zoned


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationListed(Fact):
    """A medicine on the list, as said and, where known, as ingredient (RxNorm ingredient code). Later entries of the same name replace."""

    name: str
    ingredient: str = ""
    rxcui: str = ""
    daily_dose_mg: float | None = None
    directions: str = ""
    is_taken: bool = True
    as_needed: bool = False
    last_taken_at: datetime | None = None
    """When it was taken last, where it has to be kept apart from a dose in time."""
    looked_up: str = ""
    """What a clinician found about its interactions, for a medicine that is in none of the tables of `kapstone.drugs`."""

    def __post_init__(self) -> None:
        need("name", self.name, "which medicine it is")
        zoned("last_taken_at", self.last_taken_at)
        within("daily_dose_mg", self.daily_dose_mg, 0, 100_000, "mg")


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationsReconciled(Fact):
    """A clinician went through the whole list with the patient; without this the list is not known to be complete."""

    count: int
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllergyListed(Fact):
    substance: str
    reaction: str = ""
    severity: str = ""
    is_active: bool = True

    def __post_init__(self) -> None:
        need("substance", self.substance, "what the patient is allergic to")


class MonitoringResult(StrEnum):
    """What the state's prescription monitoring programme showed."""

    AS_EXPECTED = "as_expected"
    UNDISCLOSED = "undisclosed_controlled_substance"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionMonitoringChecked(Fact):
    """A PDMP query: the state, and what it showed. The report itself is not kept."""

    state: str
    result: MonitoringResult
    remarks: str = ""
