"""What the system may conclude: a level, a because, a source, and who must act by when."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from kapstone.evidence import Citation, Standing

__all__ = ["CLINICIANS", "Finding", "Level", "Override", "Role", "worst"]


class Level(IntEnum):
    """Ordered from nothing to do to act now, so that `max` of levels is the verdict."""

    CLEAR = 0
    NOTE = 1
    CAUTION = 2
    UNKNOWN = 3
    REVIEW = 4
    HOLD = 5
    STOP = 6
    URGENT = 7

    @property
    def word(self) -> str:
        return self.name.capitalize()


class Role(StrEnum):
    """Who acts. The clinic maps its staff onto these."""

    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    MONITOR = "monitor"
    PATIENT = "patient"
    PRESCRIBER = "prescriber"
    THERAPIST = "therapist"


CLINICIANS = frozenset({Role.MONITOR, Role.PRESCRIBER, Role.THERAPIST})
"""Whose word ends a safety concern or reviews an adverse event. A coordinator's, a director's or a patient's does not."""


class Override(StrEnum):
    """Who may go on in spite of a finding (clinical/eligibility semantics, a design decision of this project)."""

    NEVER = "never"
    """No override: a label contraindication, or a fact that is still missing."""
    PRESCRIBER = "prescriber"
    """One prescriber, with a reason."""
    TWO_CLINICIANS = "two_clinicians"
    """Two different clinicians, at least one of them a prescriber, each with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One conclusion.

    `rule` names the entry that concluded it and `subject` what it is about within the episode (a visit, a medicine), so that
    the same conclusion keeps its identity from one assessment to the next. `facts` are the record ids it rests on.
    """

    rule: str
    level: Level
    title: str
    because: str
    act: str = ""
    """What to do, in one sentence; empty when there is nothing to do."""
    owner: Role = Role.PRESCRIBER
    due: datetime | None = None
    subject: str = ""
    waits_for: tuple[str, ...] = ()
    """Names of the facts that are missing."""
    facts: tuple[UUID, ...] = ()
    sources: tuple[Citation, ...] = ()
    standing: Standing = Standing.DESIGN
    override: Override = Override.NEVER
    overridden_by: tuple[str, ...] = ()
    """Who set it aside and why, newest last; then `level` is what remains (NOTE)."""
    value: str = ""
    limit: str = ""
    critical: bool = False
    """Marked † in the fact base: while UNKNOWN it blocks dosing."""
    changes_at: datetime | None = None
    """When this conclusion would next change if nothing new became true; None when only a new fact can change it."""

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError(f"{self.rule}: every finding says because of what")

    @property
    def key(self) -> str:
        return f"{self.rule}:{self.subject}" if self.subject else self.rule

    @property
    def blocks_dose(self) -> bool:
        """A stop, hold or review nobody has decided, or a critical fact that is missing, keeps the dose gate closed."""
        return self.level >= Level.REVIEW or (self.level is Level.UNKNOWN and self.critical)


def worst(findings: tuple[Finding, ...] | list[Finding]) -> Level:
    """The level of the whole: that of the worst finding, CLEAR when there is none."""
    return max((finding.level for finding in findings), default=Level.CLEAR)
