"""Setting a finding aside: whose signatures it takes, what they hold for, and concerns a clinician has followed up."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from kapstone.facts import ConcernResolved, Facts, FindingOverridden, Record
from kapstone.findings import CLINICIANS, Finding, Level, Override, Role
from kapstone.pathway._episode import Episode, has_role

__all__ = ["set_aside", "speaks_for"]


def set_aside(episode: Episode, findings: Iterable[Finding], *, session: UUID | None = None) -> list[Finding]:
    """The findings with overrides and resolved concerns applied: what was set aside becomes a NOTE that says by whom and why.

    `session` is the session the findings were judged for; an override signed for another session, or for none, does not hold there.
    What stands before any dose is judged for no session; signed at a visit, it is set aside for that visit, until its dose.
    """
    overrides = _by_key(episode)
    resolved = {record.fact.concern: record for record in episode.facts.of(ConcernResolved) if record.roles & CLINICIANS}
    here: set[UUID | None] = {session} if session is not None else {None, *(visit.id for visit in episode.preparing)}
    return [
        _applied(
            finding,
            [r for r in overrides.get(finding.key, []) if speaks_for(r, finding, episode.facts)],
            resolved,
            session,
            here,
        )
        for finding in findings
    ]


def _by_key(episode: Episode) -> dict[str, list[Record[FindingOverridden]]]:
    found: dict[str, list[Record[FindingOverridden]]] = {}
    for record in episode.facts.of(FindingOverridden):
        found.setdefault(record.fact.finding, []).append(record)
    return found


def _applied(
    finding: Finding,
    overrides: list[Record[FindingOverridden]],
    resolved: dict[UUID, Record[ConcernResolved]],
    session: UUID | None,
    here: set[UUID | None],
) -> Finding:
    if finding.level <= Level.NOTE:
        return finding
    if finding.level is Level.URGENT:
        return _followed_up(finding, resolved)
    holding = [record for record in overrides if _holds(record, finding, session, here)]
    match finding.override:
        case Override.NEVER:
            return finding
        case Override.PRESCRIBER:
            enough = any(has_role(record, Role.PRESCRIBER) for record in holding)
        case Override.TWO_CLINICIANS:
            clinicians = [record for record in holding if record.roles & CLINICIANS]
            people = {record.by for record in clinicians if record.by is not None}
            enough = len(people) >= 2 and any(has_role(record, Role.PRESCRIBER) for record in clinicians)
        case _:
            assert_never(finding.override)
    return _noted(finding, [(record, record.fact.reason) for record in holding]) if enough else finding


def speaks_for(override: Record[FindingOverridden], finding: Finding, facts: Facts) -> bool:
    """A signature speaks for what was known then: a finding that rests on anything written down later is a new question."""
    rests_on = (facts.get(fact) for fact in finding.facts)
    return all(record is None or record.recorded_at <= override.recorded_at for record in rests_on)


def _holds(record: Record[FindingOverridden], finding: Finding, session: UUID | None, here: set[UUID | None]) -> bool:
    """An override holds for its level and lower ones, in the session it was signed for (a key may itself name the session)."""
    signed = Level.__members__.get(record.fact.level.upper())
    if signed is None or finding.level > signed:
        return False
    return record.fact.session in here or (record.fact.session is None and str(session) in finding.key)


def _followed_up(finding: Finding, resolved: dict[UUID, Record[ConcernResolved]]) -> Finding:
    """An urgent concern is not overridden; it is followed up, every record behind it, and found safe."""
    records = [resolved.get(fact) for fact in finding.facts]
    done = [record for record in records if record is not None and record.fact.safe_to_continue]
    return _noted(finding, [(record, record.fact.found) for record in done]) if done and len(done) == len(records) else finding


def _noted(
    finding: Finding, signed: list[tuple[Record[FindingOverridden], str]] | list[tuple[Record[ConcernResolved], str]]
) -> Finding:
    by = tuple(f"{record.by_name or record.by_role or 'A clinician'}: {reason}" for record, reason in signed)
    return replace(finding, level=Level.NOTE, overridden_by=by)
