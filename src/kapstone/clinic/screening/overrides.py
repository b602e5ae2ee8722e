"""Who may set a finding aside, and how far that has come: one prescriber, two clinicians, or nobody."""

from dataclasses import dataclass

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.screening.errors import CannotBeSetAside, OthersMustToo
from kapstone.facts import Facts, FindingOverridden, Record
from kapstone.findings import Finding, Level, Override
from kapstone.pathway import speaks_for

__all__ = ["CLINICIANS", "Voices", "can_set_aside", "check_may_set_aside", "voices_on"]

CLINICIANS = frozenset({Role.PRESCRIBER, Role.MONITOR, Role.THERAPIST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who has set a finding aside so far, and what is still wanted."""

    given: tuple[Record[FindingOverridden], ...]
    is_complete: bool
    wants_prescriber: bool

    @property
    def waits(self) -> bool:
        """One of two has spoken."""
        return bool(self.given) and not self.is_complete

    @property
    def first(self) -> str:
        return self.given[0].by_name if self.given else ""


def voices_on(finding: Finding, facts: Facts) -> Voices:
    """The overrides of this finding that still hold: those given for this level or a worse one, on what is known now."""
    level = finding.level
    records = facts.of(
        FindingOverridden, lambda fact: fact.finding == finding.key and fact.session is None and _level(fact.level) >= level
    )
    by_person = {record.by: record for record in records if speaks_for(record, finding, facts)}
    given = tuple(by_person.values())
    has_prescriber = any(Role.PRESCRIBER.value in record.roles for record in given)
    needed = 2 if finding.override is Override.TWO_CLINICIANS else 1
    return Voices(given=given, is_complete=has_prescriber and len(given) >= needed, wants_prescriber=not has_prescriber)


def check_may_set_aside(finding: Finding, facts: Facts, by: Actor) -> None:
    """Refuse with the reason, unless this person may add their voice to setting this finding aside."""
    if finding.level < Level.CAUTION or finding.overridden_by:
        raise CannotBeSetAside(
            "There is nothing here that needs setting aside.", "Open the report again to see where it stands."
        )
    if finding.override is Override.NEVER:
        missing = finding.level is Level.UNKNOWN
        raise CannotBeSetAside(
            "A missing fact cannot be set aside." if missing else "Nobody may set this aside.",
            "Enter what is missing." if missing else finding.act or "Put it right, or decline.",
        )
    if not by.roles & CLINICIANS:
        raise CannotBeSetAside("Only clinicians may set a finding aside.", "Ask the prescriber.")
    voices = voices_on(finding, facts)
    if any(record.by == by.user_id for record in voices.given):
        raise OthersMustToo("You")
    is_prescriber = Role.PRESCRIBER in by.roles
    if finding.override is Override.PRESCRIBER and not is_prescriber:
        raise CannotBeSetAside("Only a prescriber may set this aside.", "Ask the prescriber.")
    if voices.given and voices.wants_prescriber and not is_prescriber:
        raise CannotBeSetAside("One of the two has to be a prescriber.", "Ask the prescriber.")


def can_set_aside(finding: Finding, facts: Facts, by: Actor) -> bool:
    """The same, for the button."""
    try:
        check_may_set_aside(finding, facts, by)
    except (CannotBeSetAside, OthersMustToo):
        return False
    return True


def _level(word: str) -> Level:
    return Level.__members__.get(word.upper(), Level.CLEAR)
