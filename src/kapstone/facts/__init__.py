"""The closed list of things that can be true of an episode of care."""

from kapstone.facts._base import KINDS, Fact, Implausible, Record
from kapstone.facts.after import IntegrationDone, NextDayContacted, NoteKind, NoteSigned
from kapstone.facts.agreeing import (
    ConsentCountersigned,
    ConsentGiven,
    ConsentWithdrawn,
    GoalRated,
    GoalRetired,
    GoalSet,
    PreparationDone,
    TherapistMatched,
    Touch,
)
from kapstone.facts.body import (
    Analyte,
    DrugScreened,
    HeightMeasured,
    LabResulted,
    PregnancyTested,
    TestResult,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.facts.codec import decode, digest_of, encode
from kapstone.facts.collection import Facts
from kapstone.facts.deciding import (
    ConcernResolved,
    CourseDecision,
    Decision,
    EligibilityDecided,
    EnquiryReceived,
    EnteredInError,
    EpisodeClosed,
    EpisodeResumed,
    EpisodeSuspended,
    Evaluation,
    EvaluationDone,
    FindingOverridden,
    IdentityVerified,
    Outcome,
    PrescreenDone,
    ProgrammeChosen,
    ReviewDecided,
    StageWaived,
)
from kapstone.facts.dosing import (
    AdverseEventReviewed,
    AdverseEventSeen,
    AmountAs,
    CheckedIn,
    Discharged,
    DoseChecked,
    DoseGiven,
    DoseStopped,
    Drug,
    EscortArrived,
    InstructionsGiven,
    OrderSigned,
    OrderWithdrawn,
    RecoveryAssessed,
    Relatedness,
    Route,
    SessionEvent,
    SettingChecked,
    StateObserved,
    VisitCancelled,
    VisitPlanned,
)
from kapstone.facts.measuring import Informant, MeasureAnswered, MeasureReviewed
from kapstone.facts.medicines import (
    AllergyListed,
    MedicationListed,
    MedicationsReconciled,
    MonitoringResult,
    PrescriptionMonitoringChecked,
)
from kapstone.facts.person import (
    Answer,
    DiagnosisMade,
    HistoryAnswered,
    Indication,
    PersonDescribed,
    Sex,
    TreatmentTried,
    Trial,
)

__all__ = [name for name in dir() if name[0].isupper()] + ["decode", "digest_of", "encode"]
