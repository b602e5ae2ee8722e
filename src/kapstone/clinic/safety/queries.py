"""What safety asks of the facts: which concerns are open, which were followed up, which events wait for review."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.clinic.episodes.pages import PatientPage
from kapstone.clinic.episodes.queries import words_of
from kapstone.clinic.episodes.wording import as_asked
from kapstone.facts import (
    AdverseEventReported,
    AdverseEventReviewed,
    AdverseEventSeen,
    ConcernResolved,
    DrugScreened,
    Facts,
    MeasureAnswered,
    MisuseAsked,
    NextDayContacted,
    PrescriptionMonitoringChecked,
    Record,
    UrinalysisDone,
)
from kapstone.facts._base import Fact
from kapstone.facts.words import Words, describe
from kapstone.findings import Finding, Level
from kapstone.instruments import Score, score_of

__all__ = ["Answered", "Concern", "Event", "answers_of", "concern_of", "concerns", "events"]


_RAISES_CONCERN = (MeasureAnswered, NextDayContacted, UrinalysisDone, MisuseAsked, DrugScreened, PrescriptionMonitoringChecked)
"""What a clinician follows up in words. An adverse event has a review of its own; what a new reading answers needs neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A record that raised an alarm, the findings it led to, and how it was followed up, if it was."""

    record: Record[Fact]
    words: Words
    findings: tuple[Finding, ...]
    score: Score | None
    resolved: Record[ConcernResolved] | None

    @property
    def is_open(self) -> bool:
        return self.resolved is None

    @property
    def is_settled(self) -> bool:
        """Followed up and found safe to continue."""
        return self.resolved is not None and self.resolved.fact.safe_to_continue

    @property
    def level(self) -> Level:
        return max((finding.level for finding in self.findings), default=Level.CLEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An adverse event, its review, and where it was reported."""

    record: Record[AdverseEventSeen]
    words: Words
    review: Record[AdverseEventReviewed] | None
    reports: tuple[Record[AdverseEventReported], ...] = ()


def concerns(page: PatientPage) -> list[Concern]:
    """Open ones first, worst first; then those followed up, newest first."""
    by_record: dict[UUID, list[Finding]] = {}
    for finding in page.assessment.findings:
        if finding.level >= Level.CAUTION and finding.level is not Level.UNKNOWN and finding.subject:
            for record_id in finding.facts:
                if str(record_id) == finding.subject:
                    by_record.setdefault(record_id, []).append(finding)
    resolved = {record.fact.concern: record for record in page.facts.of(ConcernResolved)}
    found = [
        _concern(record, tuple(by_record.get(record_id, ())), resolved.get(record_id))
        for record_id in {**by_record, **resolved}
        if (record := page.facts.get(record_id)) is not None and isinstance(record.fact, _RAISES_CONCERN)
    ]
    newest_first = sorted(found, key=lambda concern: concern.record.at, reverse=True)
    return sorted(newest_first, key=lambda concern: (not concern.is_open, -concern.level))


def concern_of(page: PatientPage, record_id: UUID) -> Concern | None:
    """One concern by the record that raised it."""
    return next((concern for concern in concerns(page) if concern.record.id == record_id), None)


def events(facts: Facts) -> list[Event]:
    """Adverse events, those without review first, newest first."""
    reviews = {record.fact.event: record for record in facts.of(AdverseEventReviewed)}
    found = [
        Event(
            record=record,
            words=describe(record.fact),
            review=reviews.get(record.id),
            reports=facts.of(AdverseEventReported, lambda fact, event=record.id: fact.event == event),  # type: ignore[misc]  # binds the loop's variable
        )
        for record in reversed(facts.of(AdverseEventSeen))
    ]
    return sorted(found, key=lambda event: event.review is not None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One item of a measure with the answer in words."""

    question: str
    answer: str
    is_critical: bool


def answers_of(organisation_id: UUID, record: Record[Fact]) -> list[Answered]:
    """The answers of the measure that raised the concern, as they were asked and given. One query."""
    if not isinstance(record.fact, MeasureAnswered):
        return []
    known: Record[MeasureAnswered] = record  # type: ignore[assignment]  # its fact was just looked at
    instrument = as_asked(organisation_id, known)
    critical = {found.item for found in score_of(record.fact).critical}
    answered = []
    for item in instrument.items:
        if item.id not in record.fact.answers:
            continue
        value = record.fact.answers[item.id]
        option = item.option(value) if value is not None else None
        answered.append(Answered(item.shown, option.label or option.shown if option else "not answered", item.id in critical))
    return answered


def _concern(record: Record[Fact], findings: tuple[Finding, ...], resolved: Record[ConcernResolved] | None) -> Concern:
    score = score_of(record.fact) if isinstance(record.fact, MeasureAnswered) else None
    return Concern(record=record, words=words_of(record), findings=findings, score=score, resolved=resolved)
