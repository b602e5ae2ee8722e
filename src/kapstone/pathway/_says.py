"""What the pathway itself concludes, one entry per id: its title, who acts, who may set it aside, and where its number comes from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kapstone.evidence import Standing
from kapstone.findings import Finding, Level, Override, Role
from kapstone.protocols import Protocol

__all__ = ["ENTRIES", "Entry", "say"]

_NEVER, _ONE, _TWO = Override.NEVER, Override.PRESCRIBER, Override.TWO_CLINICIANS


@dataclass(frozen=True, slots=True)
class Entry:
    """A conclusion the pathway may come to. `origin` is the path of the protocol's number it judges by, if it has one."""

    title: str
    owner: Role
    override: Override = _NEVER
    origin: str = ""


ENTRIES: dict[str, Entry] = {
    "PW-IDENTITY": Entry("Identity", Role.COORDINATOR),
    "PW-DATED-AHEAD": Entry("Entry dated in the future", Role.MONITOR),
    "PW-PRESCREEN": Entry("Pre-screen", Role.COORDINATOR),
    "PW-MEDICAL": Entry("Medical clearance", Role.PRESCRIBER, _NEVER, "windows.medical_clearance"),
    "PW-PSYCHIATRIC": Entry("Psychiatric evaluation", Role.PRESCRIBER, _NEVER, "windows.psychiatric_evaluation"),
    "PW-ELIGIBILITY": Entry("Eligibility decision", Role.PRESCRIBER, _NEVER, "windows.decision"),
    "PW-ELIGIBILITY-WORSE": Entry("Eligibility decision is out of date", Role.PRESCRIBER),
    "PW-THERAPIST": Entry("Therapist", Role.COORDINATOR),
    "PW-CONSENT": Entry("Consent", Role.THERAPIST, _NEVER, "windows.consent"),
    "PW-TEACH-BACK": Entry("Understanding of the consent", Role.THERAPIST, _NEVER, "windows.teach_back_percent"),
    "PW-GOALS": Entry("Goals", Role.THERAPIST),
    "PW-PREPARATION": Entry("Preparation sessions", Role.THERAPIST, _NEVER, "preparation.min_sessions"),
    "PW-READY": Entry("Readiness", Role.THERAPIST),
    "PW-PREPARATION-WINDOW": Entry("Time since preparation", Role.THERAPIST, _ONE, "preparation.at_most_before"),
    "PW-SUSPENDED": Entry("Treatment is suspended", Role.PRESCRIBER),
    "PW-CLOSED": Entry("The episode is closed", Role.COORDINATOR),
    "PW-NEXT-DAY": Entry("Next-day contact", Role.MONITOR, _ONE, "next_day.due"),
    "PW-NEXT-DAY-SAFETY": Entry("Safety at the next-day contact", Role.PRESCRIBER),
    "PW-INTEGRATION": Entry("Integration", Role.THERAPIST, _ONE, "integration.late"),
    "PW-ADVERSE-EVENT": Entry("Adverse event to review", Role.PRESCRIBER, _NEVER, "windows.adverse_event_review"),
    "PW-INTERVAL": Entry("Time since the last dose", Role.PRESCRIBER, _ONE, "course.min_interval"),
    "PW-SEVEN-DAYS": Entry("Doses in seven days", Role.PRESCRIBER, _ONE, "course.max_in_7_days"),
    "PW-COURSE-FULL": Entry("End-of-induction review", Role.PRESCRIBER, _NEVER, "course.induction_doses"),
    "PW-COURSE-ENDED": Entry("The course has ended", Role.PRESCRIBER),
    "PW-BENEFIT": Entry("Benefit of maintenance", Role.PRESCRIBER, _ONE, "maintenance.review_within"),
    "PW-MAINTENANCE-REVIEW": Entry("Maintenance review", Role.PRESCRIBER, _ONE, "maintenance.review_within"),
    "PW-THERAPY": Entry("Therapy sessions of the programme", Role.THERAPIST, _ONE, "therapy.sessions"),
    "PW-REMS-ENROLMENT": Entry("Enrolment in the risk programme", Role.PRESCRIBER),
    "PW-REMS-FORM": Entry("Monitoring form of the risk programme", Role.MONITOR, _ONE, "rems.form_due"),
    "PW-DISPENSING": Entry("Doses handed out for home", Role.PRESCRIBER, _ONE, "home.doses_at_once"),
    "PW-MAINTENANCE-DECISION": Entry("Decision on maintenance", Role.PRESCRIBER),
    "PW-NOT-DOSED": Entry("First dose", Role.MONITOR),
    "PW-DOSED": Entry("A dose was given", Role.MONITOR),
    "PW-RUNNING": Entry("A session is running", Role.MONITOR),
    "PW-CHECK-IN": Entry("Check-in", Role.MONITOR),
    "PW-SETTING": Entry("Room, people and equipment", Role.MONITOR, _NEVER, "staffing.prescriber_within"),
    "PW-ESCORT": Entry("Escort", Role.MONITOR),
    "PW-ORDER": Entry("Order", Role.PRESCRIBER),
    "PW-DOSE-CHECK": Entry("Two-person check", Role.MONITOR, _NEVER, "staffing.dose_checkers"),
    "PW-DOSE-PLAN": Entry("Order and programme", Role.PRESCRIBER, _NEVER),
    "PW-DOSE-BAND": Entry("Dose and usual band", Role.PRESCRIBER, _NEVER, "dose.warn_from"),
    "PW-DOSE-STOP": Entry("Dose above the limit", Role.PRESCRIBER, _ONE, "dose.stop_above"),
    "PW-DOSE-CAP": Entry("Dose of the session", Role.PRESCRIBER, _ONE, "dose.session_cap_mg"),
    "PW-DOSE-WEIGHT": Entry("Weight behind the dose", Role.PRESCRIBER, _NEVER, "windows.weight"),
    "PW-DILUTION": Entry("Dilution before a vein", Role.PRESCRIBER, _NEVER),
    "PW-INFUSION": Entry("Infusion time", Role.PRESCRIBER, _ONE, "infusion.shortest"),
    "PW-INFUSION-RATE": Entry("Infusion rate", Role.PRESCRIBER, _NEVER, "infusion.rate_warn_per_hour"),
    "PW-BOOSTER": Entry("Booster", Role.PRESCRIBER, _NEVER, "booster.max_share_percent"),
    "PW-DOSE-GIVEN": Entry("Dose given and order", Role.PRESCRIBER, _ONE),
    "PW-ALARM-ANSWER": Entry("Alarm is not answered", Role.MONITOR),
    "PW-DEVICE-SILENT": Entry("A paired device is silent", Role.MONITOR),
    "PW-VITALS-OVERDUE": Entry("Vitals are overdue", Role.MONITOR, _NEVER, "monitoring.grace"),
}


def say(
    protocol: Protocol,
    rule: str,
    level: Level,
    because: str,
    *,
    act: str = "",
    subject: str = "",
    waits_for: tuple[str, ...] = (),
    facts: tuple[UUID, ...] = (),
    due: datetime | None = None,
    changes_at: datetime | None = None,
    value: str = "",
    limit: str = "",
    origin: str = "",
) -> Finding:
    """The finding of one entry. An UNKNOWN of the pathway is always critical: the gate stays closed until the fact is there."""
    entry = ENTRIES[rule]
    source = protocol.origins.get(origin or entry.origin)
    return Finding(
        rule=rule,
        level=level,
        title=entry.title,
        because=because,
        act=act,
        owner=entry.owner,
        due=due,
        subject=subject,
        waits_for=waits_for,
        facts=facts,
        sources=(source.source,) if source and source.source else (),
        standing=source.standing if source else Standing.DESIGN,
        override=Override.NEVER if level in {Level.UNKNOWN, Level.URGENT} else entry.override,
        value=value,
        limit=limit,
        critical=level is Level.UNKNOWN,
        changes_at=changes_at,
    )
