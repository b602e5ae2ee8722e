"""Which findings of a session ring, and how that changed over time: derived from the facts alone, so that a replay shows what was shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.facts import Facts
from kapstone.findings import Finding, Level
from kapstone.pathway._types import Assessment
from kapstone.pathway.assessing import assess
from kapstone.protocols import Protocol

__all__ = ["Rung", "alarm_timeline", "rings"]

_ON_LEAVING = "MON-A15"
"""Judges the pressure for going home; it stands among those criteria, not in the alarm band."""


def rings(findings: Iterable[Finding], session: UUID) -> tuple[Finding, ...]:
    """What asks for somebody now in this session. What is not known asks for vitals; it is not an alarm, and never silences one."""
    return tuple(
        finding
        for finding in findings
        if finding.rule.startswith("MON-A")
        and finding.rule != _ON_LEAVING
        and finding.subject.startswith(str(session))
        and finding.level >= Level.CAUTION
        and finding.level is not Level.UNKNOWN
    )


@dataclass(frozen=True, slots=True)
class Rung:
    """From `at` on these alarms stood: the key of each finding, with its level."""

    at: datetime
    alarms: frozenset[tuple[str, Level]]


def alarm_timeline(protocol: Protocol, facts: Facts, session: UUID, until: datetime) -> tuple[Rung, ...]:
    """Every change of the alarms of one session, as they stood on the screens at the time, oldest first.

    At each moment only what had been written down by then is heard. Between writings the clock alone may change an answer;
    those moments are the ones the assessment itself names.
    """
    changes: list[Rung] = []
    for assessment in _assessments(protocol, facts, session, until):
        stood = frozenset((finding.key, finding.level) for finding in rings(assessment.findings, session))
        if stood != (changes[-1].alarms if changes else frozenset()):
            changes.append(Rung(assessment.now, stood))
    return tuple(changes)


def _assessments(protocol: Protocol, facts: Facts, session: UUID, until: datetime) -> Iterator[Assessment]:
    """One at each moment at which something was written down, from the session's first fact on, and one where the clock alone changed it."""
    begins = min((r.recorded_at for r in facts.history if getattr(r.fact, "session", None) == session), default=None)
    if begins is None:
        return
    written = sorted({record.recorded_at for record in facts.history if begins <= record.recorded_at <= until})
    for moment, following in zip(written, [*written[1:], until + timedelta.resolution], strict=True):
        known, now = facts.until(moment), moment
        while now < following:
            assessment = assess(protocol, known, now)
            yield assessment
            if assessment.next_change_at is None:
                break
            now = assessment.next_change_at
