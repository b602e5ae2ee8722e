"""The dosing visit: check-in, order, check, dose, observations, adverse events, recovery, discharge."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kapstone.facts._base import Fact, Implausible, need, within, zoned
from kapstone.facts.person import Answer


class Route(StrEnum):
    IV = "iv"
    IM = "im"
    SC = "sc"
    NASAL = "nasal"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"


class Drug(StrEnum):
    KETAMINE = "ketamine"
    ESKETAMINE = "esketamine"


class AmountAs(StrEnum):
    """Milligrams of what: 10 mg of base are 11.53 mg of hydrochloride (ketamine injection label)."""

    BASE = "base"
    HYDROCHLORIDE = "hydrochloride"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanned(Fact):
    """A dosing visit is planned: which session, when, in which room."""

    session: UUID
    starts_at: datetime
    room: str = ""

    def __post_init__(self) -> None:
        zoned("starts_at", self.starts_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCancelled(Fact):
    session: UUID
    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "why the visit does not take place")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Fact):
    """What has to be asked again before every dose. UNKNOWN means it was not asked, and keeps the gate closed."""

    session: UUID
    last_food_at: datetime | None = None
    last_clear_fluid_at: datetime | None = None
    new_medicines_or_allergies: Answer = Answer.UNKNOWN
    sedative_or_stimulant_24h: Answer = Answer.UNKNOWN
    alcohol_or_drugs_24h: Answer = Answer.UNKNOWN
    mania_or_psychosis_signs: Answer = Answer.UNKNOWN
    urinary_symptoms: Answer = Answer.UNKNOWN
    unreviewed_adverse_event: Answer = Answer.UNKNOWN
    could_be_pregnant: Answer = Answer.UNKNOWN
    oedema: Answer = Answer.UNKNOWN
    nasal_spray_1h: Answer = Answer.UNKNOWN
    """A nasal steroid or decongestant within the last hour; asked before a nasal dose."""
    infection_signs: Answer = Answer.UNKNOWN
    """Fever, cough, or another sign that the patient is ill today."""
    escort_name: str = ""
    escort_phone: str = ""
    intention: str = ""
    remarks: str = ""

    def __post_init__(self) -> None:
        zoned("last_food_at", self.last_food_at)
        zoned("last_clear_fluid_at", self.last_clear_fluid_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChecked(Fact):
    """Room, people and equipment are ready: the checklist items that were ticked and those that were not."""

    session: UUID
    ready: tuple[str, ...]
    missing: tuple[str, ...] = ()
    prescriber_available: bool = False
    monitor_present: bool = False
    therapist_present: bool = False
    patients_of_monitor: int | None = None
    """How many patients the monitoring clinician watches at the same time, this one counted; None was not said."""

    def __post_init__(self) -> None:
        within("patients_of_monitor", self.patients_of_monitor, 1, 20, "patients")


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePaired(Fact):
    """A clinician has put this device on the patient of this session: from now on what it says is theirs."""

    session: UUID
    device: UUID
    label: str
    accepts_by_itself: bool = False
    """The clinician lets readings that nothing speaks against count without looking at each."""
    speaks_every_min: float = 5.0
    """So often a reading is expected; longer silence is a finding."""

    def __post_init__(self) -> None:
        need("label", self.label, "which device it is")
        within("speaks_every_min", self.speaks_every_min, 1, 60, "min")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceUnpaired(Fact):
    """The device is off the patient; what it says from now on is not theirs."""

    session: UUID
    device: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSigned(Fact):
    """A prescriber's order for one session. Milligrams as base or hydrochloride are always said."""

    session: UUID
    drug: Drug
    route: Route
    dose_mg: float
    amount_as: AmountAs
    dose_mg_per_kg: float | None = None
    weight_kg: float | None = None
    weight_basis: str = "actual"
    infusion_min: float | None = None
    concentration_mg_per_ml: float | None = None
    booster_max_mg: float = 0.0
    remarks: str = ""

    def __post_init__(self) -> None:
        within("dose_mg", self.dose_mg, 0.1, 2000, "mg")
        within("dose_mg_per_kg", self.dose_mg_per_kg, 0.001, 30, "mg/kg")
        within("infusion_min", self.infusion_min, 1, 1440, "minutes")
        within("concentration_mg_per_ml", self.concentration_mg_per_ml, 0.01, 500, "mg/mL")
        within("booster_max_mg", self.booster_max_mg, 0, 2000, "mg")
        if self.dose_mg_per_kg is not None and self.weight_kg is None:
            raise Implausible("weight_kg", "a dose per kilogram needs the weight it was calculated with")
        if self.route is Route.IV and self.infusion_min is None:
            raise Implausible("infusion_min", "an intravenous order says over how many minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithdrawn(Fact):
    session: UUID
    order: UUID
    reason: str

    def __post_init__(self) -> None:
        need("reason", self.reason, "why the order is withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChecked(Fact):
    """One of the two people who read dose, weight, concentration and volume against the order. Two different people are needed."""

    session: UUID
    order: UUID
    dose_mg: float
    volume_ml: float | None = None
    lot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseGiven(Fact):
    """What went in: the record's `at` is when it was given or started. A booster names itself."""

    session: UUID
    order: UUID
    drug: Drug
    route: Route
    dose_mg: float
    amount_as: AmountAs
    infusion_min: float | None = None
    is_booster: bool = False
    swallowed: bool | None = None
    hold_min: float | None = None
    """Sublingual: whether it was swallowed and how long it was held."""
    lot: str = ""

    def __post_init__(self) -> None:
        within("dose_mg", self.dose_mg, 0.1, 2000, "mg")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStopped(Fact):
    """An infusion ended, on time or early; `given_mg` is what had gone in."""

    session: UUID
    dose: UUID
    given_mg: float
    reason: str = ""

    def __post_init__(self) -> None:
        within("given_mg", self.given_mg, 0, 2000, "mg")


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePaused(Fact):
    """A running infusion was halted and may go on; `given_mg` is what had gone in by then, as read off the pump."""

    session: UUID
    dose: UUID
    given_mg: float
    reason: str = ""

    def __post_init__(self) -> None:
        within("given_mg", self.given_mg, 0, 2000, "mg")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseResumed(Fact):
    """A paused infusion goes on at the rate it was started with."""

    session: UUID
    dose: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StateObserved(Fact):
    """How the patient is: sedation (MOAA/S 0-5), dissociation, distress, nausea, anxiety and pain 0-10. None was not looked at."""

    session: UUID
    moaas: int | None = None
    dissociation_0_10: int | None = None
    distress_0_10: int | None = None
    nausea_0_10: int | None = None
    anxiety_0_10: int | None = None
    pain_0_10: int | None = None

    def __post_init__(self) -> None:
        within("moaas", self.moaas, 0, 5, "")
        for field in ("dissociation_0_10", "distress_0_10", "nausea_0_10", "anxiety_0_10", "pain_0_10"):
            within(field, getattr(self, field), 0, 10, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEvent(Fact):
    """Something that happened in the room, one word from the list, with a remark."""

    session: UUID
    event: str
    remarks: str = ""

    def __post_init__(self) -> None:
        need("event", self.event, "what happened")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryAssessed(Fact):
    """The bedside checks before going home. UNKNOWN was not checked."""

    session: UUID
    oriented: Answer = Answer.UNKNOWN
    steady_gait: Answer = Answer.UNKNOWN
    nausea_controlled: Answer = Answer.UNKNOWN
    fluids_tolerated: Answer = Answer.UNKNOWN
    dissociation_resolved: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortArrived(Fact):
    session: UUID
    name: str
    signature: str

    def __post_init__(self) -> None:
        need("name", self.name, "who takes the patient home")
        need("signature", self.signature, "the escort's name as signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsGiven(Fact):
    session: UUID
    document: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemsEnrolled(Fact):
    """The patient is enrolled in the risk programme of the drug; `reference` is the programme's own confirmation."""

    programme: str
    reference: str

    def __post_init__(self) -> None:
        need("programme", self.programme, "which risk programme")
        need("reference", self.reference, "the number of the confirmation")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemsFormSent(Fact):
    """The monitoring form of one session was sent to the risk programme."""

    session: UUID
    reference: str

    def __post_init__(self) -> None:
        need("reference", self.reference, "the number of the confirmation")


@dataclass(frozen=True, slots=True, kw_only=True)
class DosesDispensed(Fact):
    """Doses handed out for use at home. `missing_since` counts doses that could not be accounted for since the last time."""

    doses: int
    dose_mg: float
    missing_since: int = 0
    remarks: str = ""

    def __post_init__(self) -> None:
        within("doses", self.doses, 1, 100, "doses")
        within("dose_mg", self.dose_mg, 0.1, 2000, "mg")
        within("missing_since", self.missing_since, 0, 100, "doses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharged(Fact):
    """The clinician's own assessment and signature. `against_advice` is the early-leave path: then a reason is needed."""

    session: UUID
    assessment: str
    signature: str
    against_advice: bool = False
    prescriber_informed: bool = False

    def __post_init__(self) -> None:
        need("assessment", self.assessment, "how the patient is on leaving")
        need("signature", self.signature, "your name, as your signature")
