"""Which conclusions become somebody's work: pure, from an assessment to worklist rows."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kapstone.findings import Finding, Level
from kapstone.pathway import TRANSITIONS, Assessment, Due, DueState, Stage, StepState

__all__ = ["Work", "work_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One row of the worklist, before it is stored."""

    key: str
    action: str
    level: int
    title: str
    because: str
    act: str
    owner_role: str
    due_at: datetime | None
    session: UUID | None

    def columns(self) -> dict[str, Any]:  # Any: column values of several types
        return asdict(self)


def work_of(assessment: Assessment) -> Iterator[Work]:
    """Findings somebody must decide, what has fallen due, and the next step of the pathway; each key once. A closed episode asks for nothing."""
    if assessment.stage is Stage.CLOSED:
        return
    seen: set[str] = set()
    for row in _all(assessment):
        if row.key not in seen:
            seen.add(row.key)
            yield row


def _all(assessment: Assessment) -> Iterator[Work]:
    for finding in assessment.findings:
        if finding.level >= Level.REVIEW:
            yield _finding(finding)
    for due in assessment.due:
        if due.state is not DueState.AHEAD:
            yield _due(due)
    yield from _next_step(assessment)


def _finding(finding: Finding) -> Work:
    return Work(
        key=finding.key,
        action=f"finding:{finding.rule}",
        level=int(finding.level),
        title=finding.title,
        because=finding.because,
        act=finding.act,
        owner_role=finding.owner.value,
        due_at=finding.due,
        session=None,
    )


def _due(due: Due) -> Work:
    return Work(
        key=f"due:{due.id}",
        action=due.action,
        level=int(Level.CAUTION if due.state is DueState.OVERDUE else Level.NOTE),
        title=due.title,
        because=due.because,
        act="",
        owner_role=due.owner.value,
        due_at=due.due_at,
        session=due.session,
    )


def _next_step(assessment: Assessment) -> Iterator[Work]:
    step = next((step for step in assessment.ribbon if step.state in {StepState.CURRENT, StepState.BLOCKED}), None)
    if step is None:
        return
    yield Work(
        key=f"step:{step.stage.value}",
        action=f"step:{step.stage.value}",
        level=int(Level.NOTE),
        title=step.title,
        because=step.detail or "This is the next step of the pathway.",
        act="",
        owner_role=TRANSITIONS[step.stage].owner.value,
        due_at=None,
        session=None,
    )
