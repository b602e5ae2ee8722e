"""What a person may be allowed to do, and which role may do it. Whether it may be done now is a gate's question, not asked here."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["ROLE_CAN", "Can", "Role", "RoleCard", "capabilities_of"]


class Role(StrEnum):
    """What a person is in a clinic. A person may be more than one."""

    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    MONITOR = "monitor"
    PATIENT = "patient"
    PRESCRIBER = "prescriber"
    THERAPIST = "therapist"


class Can(StrEnum):
    """One permission: resource.action. Keep the list alphabetical by its text."""

    SEE_AUDIT = "audit.see"
    MANAGE_CONFIGURATION = "configuration.manage"
    COUNTERSIGN_CONSENT = "consent.countersign"
    TAKE_CONSENT = "consent.take"
    WITHDRAW_CONSENT = "consent.withdraw"
    CHECK_DOSE = "dose.check"
    GIVE_DOSE = "dose.give"
    ORDER_DOSE = "dose.order"
    DECIDE_ELIGIBILITY = "eligibility.decide"
    OVERRIDE_FINDING = "eligibility.override"
    HANDLE_ENQUIRIES = "enquiries.handle"
    CLOSE_EPISODE = "episode.close"
    CORRECT_RECORD = "episode.correct"
    OPEN_EPISODE = "episode.open"
    SEE_EPISODE = "episode.see"
    SUSPEND_EPISODE = "episode.suspend"
    RECORD_FOLLOW_UP = "followup.record"
    SET_GOALS = "goals.set"
    REVIEW_INDUCTION = "induction.review"
    RUN_INTEGRATION = "integration.run"
    RECORD_MEASURES = "measures.record"
    WRITE_PROGRESS_NOTES = "notes.progress"
    WRITE_SEALED_NOTES = "notes.sealed"
    EDIT_PATIENT = "patient.edit"
    SEE_PATIENT = "patient.see"
    USE_PORTAL = "portal.use"
    RUN_PREPARATION = "preparation.run"
    EDIT_PROFILE = "profile.edit"
    SEE_PROTOCOLS = "protocols.see"
    IMPORT_RECORDS = "records.import"
    RESOLVE_SAFETY = "safety.resolve"
    SCREEN = "screening.record"
    DISCHARGE = "session.discharge"
    OBSERVE_SESSION = "session.observe"
    RUN_SESSION = "session.run"
    SIGN_IN = "sign_in"
    MANAGE_STAFF = "staff.manage"
    SEE_STAFF = "staff.see"
    MATCH_THERAPIST = "therapist.match"
    SEE_WORKLIST = "worklist.see"


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role in words, and what it may do."""

    name: str
    prose: str
    can: frozenset[Can]


_DESK = frozenset({Can.SIGN_IN, Can.SEE_WORKLIST, Can.SEE_PATIENT, Can.SEE_EPISODE, Can.SEE_STAFF, Can.RECORD_FOLLOW_UP})
"""What everyone who works in the clinic may do."""

_CLINICAL = _DESK | {
    Can.CORRECT_RECORD,
    Can.OBSERVE_SESSION,
    Can.RECORD_MEASURES,
    Can.RESOLVE_SAFETY,
    Can.SCREEN,
    Can.SET_GOALS,
    Can.TAKE_CONSENT,
    Can.WITHDRAW_CONSENT,
    Can.WRITE_PROGRESS_NOTES,
}
"""What every clinician may do, whatever their profession."""

ROLE_CAN: dict[Role, RoleCard] = {
    Role.COORDINATOR: RoleCard(
        "Coordinator",
        "Answers enquiries, registers patients, opens episodes, proposes therapists and keeps the worklist moving.",
        _DESK
        | {
            Can.CORRECT_RECORD,
            Can.EDIT_PATIENT,
            Can.HANDLE_ENQUIRIES,
            Can.IMPORT_RECORDS,
            Can.MATCH_THERAPIST,
            Can.OPEN_EPISODE,
            Can.RECORD_MEASURES,
            Can.SCREEN,
            Can.WITHDRAW_CONSENT,
        },
    ),
    Role.DIRECTOR: RoleCard(
        "Programme director",
        "Looks after staff, licences and the clinic's settings, and reads the audit; sees the work but does not treat.",
        _DESK
        | {
            Can.CLOSE_EPISODE,
            Can.EDIT_PATIENT,
            Can.HANDLE_ENQUIRIES,
            Can.IMPORT_RECORDS,
            Can.MANAGE_CONFIGURATION,
            Can.MANAGE_STAFF,
            Can.MATCH_THERAPIST,
            Can.OPEN_EPISODE,
            Can.SEE_AUDIT,
            Can.SEE_PROTOCOLS,
            Can.SUSPEND_EPISODE,
        },
    ),
    Role.MONITOR: RoleCard(
        "Monitoring clinician",
        "Nurse or paramedic at the chair: check-in, the gate before each dose, vitals, events and discharge.",
        _CLINICAL | {Can.CHECK_DOSE, Can.DISCHARGE, Can.GIVE_DOSE, Can.RUN_SESSION},
    ),
    Role.PATIENT: RoleCard(
        "Patient",
        "Sees their own course, answers measures, reads and signs consent, sets goals, and sees who opened their record.",
        frozenset({Can.SIGN_IN, Can.USE_PORTAL}),
    ),
    Role.PRESCRIBER: RoleCard(
        "Prescriber",
        "Physician, nurse practitioner or physician associate: evaluates, decides eligibility, orders doses, reviews the course.",
        _CLINICAL
        | {
            Can.CHECK_DOSE,
            Can.CLOSE_EPISODE,
            Can.COUNTERSIGN_CONSENT,
            Can.DECIDE_ELIGIBILITY,
            Can.DISCHARGE,
            Can.EDIT_PATIENT,
            Can.GIVE_DOSE,
            Can.IMPORT_RECORDS,
            Can.MATCH_THERAPIST,
            Can.OPEN_EPISODE,
            Can.ORDER_DOSE,
            Can.OVERRIDE_FINDING,
            Can.REVIEW_INDUCTION,
            Can.RUN_SESSION,
            Can.SEE_PROTOCOLS,
            Can.SUSPEND_EPISODE,
        },
    ),
    Role.THERAPIST: RoleCard(
        "Psychotherapist",
        "Prepares and accompanies the patient and helps them integrate; keeps psychotherapy notes only they can read.",
        _CLINICAL
        | {
            Can.EDIT_PROFILE,
            Can.MATCH_THERAPIST,
            Can.RUN_INTEGRATION,
            Can.RUN_PREPARATION,
            Can.SUSPEND_EPISODE,
            Can.WRITE_SEALED_NOTES,
        },
    ),
}


def capabilities_of(roles: frozenset[Role]) -> frozenset[Can]:
    """Everything that a person with `roles` may do."""
    return frozenset[Can]().union(*(ROLE_CAN[role].can for role in roles))
