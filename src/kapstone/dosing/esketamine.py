"""Esketamine as its label has it: devices and rests, the weeks of each schedule, and what its risk programme asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from kapstone.dosing import _sources as src
from kapstone.evidence import Citation, Standing

__all__ = [
    "DEVICE_MG", "DOSES_MG", "FORM_DUE", "MONOTHERAPY", "NOTES", "OBSERVATION", "REST", "SCHEDULES", "Hepatic", "NotADose", "Note", "Phase",
    "Use", "administration_time", "devices", "first_dose_caution", "form_due_at", "hepatic_note", "may_leave_at", "phase_of",
]  # fmt: skip

DEVICE_MG = 28.0
"""One device: two sprays, one in each nostril; 28 mg of base are 32.3 mg of hydrochloride. Do not prime."""
DOSES_MG = (28.0, 56.0, 84.0)
REST = timedelta(minutes=5)
OBSERVATION = timedelta(hours=2)
"""At least so long after the last spray, at every session."""
FORM_DUE = timedelta(days=7)
"""The Patient Monitoring Form is sent within seven calendar days of every session."""
_WEEK = timedelta(weeks=1)


class Use(StrEnum):
    """What the label allows it for, in adults."""

    TREATMENT_RESISTANT = "treatment_resistant_depression"
    ACUTE_SUICIDALITY = "depressive_symptoms_with_acute_suicidality"


MONOTHERAPY: Mapping[Use, bool] = MappingProxyType({Use.TREATMENT_RESISTANT: True, Use.ACUTE_SUICIDALITY: False})
"""Whether it may be given without an oral antidepressant (for treatment-resistant depression since January 2025)."""


class Hepatic(StrEnum):
    """Liver impairment by Child-Pugh class."""

    NONE = "none"
    MILD = "a"
    MODERATE = "b"
    SEVERE = "c"


class NotADose(ValueError):
    """Milligrams that no whole number of devices makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some weeks of a schedule. `to_week` None: for as long as it goes on. `every` names the intervals the label allows, the shortest first."""

    from_week: int
    to_week: int | None
    says: str
    doses_mg: tuple[float, ...]
    sessions_a_week: float
    """At most."""

    def holds(self, week: int) -> bool:
        return self.from_week <= week and (self.to_week is None or week <= self.to_week)


SCHEDULES: Mapping[Use, tuple[Phase, ...]] = MappingProxyType(
    {
        Use.TREATMENT_RESISTANT: (
            Phase(from_week=1, to_week=4, says="twice a week; day 1 56 mg, then 56 or 84 mg", doses_mg=(56, 84), sessions_a_week=2),
            Phase(from_week=5, to_week=8, says="once a week, 56 or 84 mg", doses_mg=(56, 84), sessions_a_week=1),
            Phase(from_week=9, to_week=None, says="every week or every two weeks, 56 or 84 mg, as seldom as holds", doses_mg=(56, 84), sessions_a_week=1),
        ),
        Use.ACUTE_SUICIDALITY: (
            Phase(from_week=1, to_week=4, says="84 mg twice a week; may be reduced to 56 mg", doses_mg=(56, 84), sessions_a_week=2),
        ),
    }
)  # fmt: skip
"""The label's schedules (spravato, checked). Beyond four weeks the second was not studied systematically."""


def devices(dose_mg: float) -> int:
    """How many devices make the dose. NotADose for anything but 28, 56 or 84 mg."""
    if dose_mg not in DOSES_MG:
        raise NotADose(f"{dose_mg:g} mg of esketamine is no dose: there are 28, 56 and 84 mg, one to three devices")
    return round(dose_mg / DEVICE_MG)


def administration_time(dose_mg: float) -> timedelta:
    """From the first spray to the last: a rest of five minutes between devices."""
    return REST * (devices(dose_mg) - 1)


def phase_of(use: Use, first_dose_at: datetime, now: datetime) -> Phase | None:
    """The phase of the week `now` lies in, week 1 beginning with the first dose; None beyond the schedule, and before the first dose."""
    if now < first_dose_at:
        return None
    week = int((now - first_dose_at) / _WEEK) + 1
    return next((phase for phase in SCHEDULES[use] if phase.holds(week)), None)


def first_dose_caution(use: Use, dose_mg: float) -> str:
    """Why a first dose is unusual; empty when it is the label's."""
    devices(dose_mg)
    wanted = 56.0 if use is Use.TREATMENT_RESISTANT else 84.0
    if dose_mg == wanted:
        return ""
    if use is Use.TREATMENT_RESISTANT and dose_mg > wanted:
        return "The label's table begins with 56 mg on day 1; recent compendia print 56 or 84 mg. Begin with 84 mg only with a reason."
    return f"The label begins with {wanted:g} mg."


def hepatic_note(impairment: Hepatic | None) -> str:
    """What liver impairment changes; empty when nothing. None: it is not known, and that is said."""
    return {
        None: "Liver function is not known.",
        Hepatic.NONE: "",
        Hepatic.MILD: "",
        Hepatic.MODERATE: "Child-Pugh B: more drug for longer. Plan a longer observation.",
        Hepatic.SEVERE: "Child-Pugh C: not recommended.",
    }[impairment]


def may_leave_at(last_spray_at: datetime) -> datetime:
    """The earliest the patient may go home, if everything else is well."""
    return last_spray_at + OBSERVATION


def form_due_at(session_at: datetime) -> datetime:
    """By when the Patient Monitoring Form of a session has to be sent: counted from its start, so never later than the seventh calendar day."""
    return session_at + FORM_DUE


@dataclass(frozen=True, slots=True)
class Note:
    """One item of the label or its risk programme."""

    about: str
    says: str
    standing: Standing = Standing.CHECKED
    source: Citation = src.SPRAVATO


NOTES = (
    Note("limits", "It was not shown to stop suicide or to reduce suicidal thoughts. It is not an anaesthetic. It is not approved below 18 years."),
    Note("review", "Benefit is evaluated at the end of the induction, after four weeks."),
    Note("missed sessions", "If sessions are missed and the patient gets worse, the clinician may return to the earlier, more frequent schedule."),
    Note("devices", "28 mg a device, two sprays, one in each nostril; five minutes of rest between devices; do not prime."),
    Note("observation", "At least two hours at every session, counted from the last spray."),
    Note("breathing", "Respiratory depression is in the boxed warning: monitor, with pulse oximetry."),
    Note("driving", "Not until the next day after a restful sleep."),
    Note("liver", "Child-Pugh B: more drug in the blood for longer."),
    Note("liver, observation", "Child-Pugh B: observe for longer. Child-Pugh C: not recommended.", Standing.TO_CONFIRM),
    Note("setting", "Given only in a certified healthcare setting; a certified pharmacy dispenses to the setting, never to the patient.", source=src.REMS),
    Note("enrolment", "An outpatient is enrolled before the first dose. Inpatient settings need no enrolment and no monitoring forms, but report adverse events.", source=src.REMS),
    Note("kit", "One patient, one session, one kit.", source=src.REMS),
    Note("monitoring form", "The Patient Monitoring Form is sent within seven calendar days of every session.", source=src.REMS),
    Note("label of 2026", "A revision is in force since 13 March 2026; its text is to be read for changes.", Standing.TO_CONFIRM),
)  # fmt: skip
"""What a clinician reads beside a schedule."""
