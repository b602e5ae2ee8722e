"""What may be asked of screening: how far it is, the questions of the history, the report, how earlier trials are judged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of, protocol_of
from kapstone.clinic.screening.overrides import Voices, can_set_aside, voices_on
from kapstone.clinic.screening.report import Line, Report, report_of
from kapstone.clinic.screening.sections import SECTIONS, Section
from kapstone.facts import Answer, EligibilityDecided, Fact, Facts, HistoryAnswered, Record
from kapstone.facts.history import HISTORY, Asked, HistoryItem
from kapstone.facts.words import describe
from kapstone.findings import Override
from kapstone.pathway import Assessment

__all__ = [
    "HistoryProgress", "Part", "Question", "ReportLine", "history_progress", "next_question", "parts", "questions", "report_for", "report_lines",
]  # fmt: skip


_LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the history with the answer that counts now."""

    item: HistoryItem
    record: Record[HistoryAnswered] | None

    @property
    def is_answered(self) -> bool:
        return self.record is not None

    @property
    def is_known(self) -> bool:
        return self.record is not None and self.record.fact.answer is not Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryProgress:
    answered: int
    total: int
    unknown: int
    missing: tuple[HistoryItem, ...]
    by: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        return self.answered == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One current fact of a part, in words."""

    record: Record[Fact]
    words: str

    @property
    def is_late(self) -> bool:
        """Written down well after it was true; both times are shown then."""
        return self.record.recorded_at - self.record.at > _LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of screening as it stands: what is there, from whom, or that it is missing."""

    section: Section
    entries: tuple[Entry, ...]
    may_enter: bool

    @property
    def latest(self) -> Entry | None:
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A line of the report as one person sees it: what they may do about it."""

    line: Line
    voices: Voices
    may_set_aside: bool
    never: bool
    needs_two: bool


def questions(facts: Facts, *, for_patient: bool = False, group: str = "") -> tuple[Question, ...]:
    """The questions of the history in order. `for_patient`: those a patient can answer themselves, as the portal asks them."""
    asked = [item for item in HISTORY.values() if not for_patient or item.asked is Asked.PATIENT]
    return tuple(Question(item=item, record=_answer(facts, item)) for item in asked if not group or item.group == group)


def next_question(facts: Facts) -> Question | None:
    """The first question the patient has not answered yet."""
    return next((question for question in questions(facts, for_patient=True) if not question.is_answered), None)


def history_progress(facts: Facts) -> HistoryProgress:
    asked = questions(facts)
    records = [question.record for question in asked if question.record is not None]
    return HistoryProgress(
        answered=len(records),
        total=len(asked),
        unknown=sum(record.fact.answer is Answer.UNKNOWN for record in records),
        missing=tuple(question.item for question in asked if question.record is None),
        by=tuple(dict.fromkeys(record.by_name for record in records if record.by_name)),
    )


def parts(facts: Facts, actor: Actor) -> tuple[Part, ...]:
    """Every part of screening with its entries, newest first."""
    found = []
    for section in SECTIONS.values():
        records = [record for record in facts.of(section.kind) if section.holds(record.fact)]
        entries = tuple(Entry(record=record, words=_words(record.fact)) for record in reversed(records))
        found.append(Part(section=section, entries=entries, may_enter=section.who.includes(actor)))
    return tuple(found)


def report_for(episode: Episode, now: datetime, facts: Facts | None = None, assessment: Assessment | None = None) -> Report:
    """The report as it stands, with what changed since the decision was last signed."""
    facts = facts_of(episode) if facts is None else facts
    assessment = assessment or assessment_of(episode, now, facts)
    decided = facts.latest(EligibilityDecided)
    signed = None
    if decided is not None:
        before = Facts(record for record in facts.history if record.sequence < decided.sequence)
        signed = assessment_of(episode, decided.at, before)
    return report_of(assessment, facts, protocol_of(episode), signed=signed)


def report_lines(report: Report, facts: Facts, actor: Actor) -> dict[str, ReportLine]:
    """Each line with what this person may do about it, by the finding's key."""
    return {
        line.finding.key: ReportLine(
            line=line,
            voices=voices_on(line.finding, facts),
            may_set_aside=can_set_aside(line.finding, facts, actor),
            never=line.finding.override is Override.NEVER,
            needs_two=line.finding.override is Override.TWO_CLINICIANS,
        )
        for group in report.groups
        for line in group.lines
    }


def decision_of(facts: Facts, record_id: UUID) -> Record[Fact] | None:
    """A signed decision, by its record."""
    record = facts.get(record_id)
    return record if record is not None and isinstance(record.fact, EligibilityDecided) else None


def _answer(facts: Facts, item: HistoryItem) -> Record[HistoryAnswered] | None:
    """The latest answer that counts: to a clinician's item, a patient's answer is no answer."""
    records = facts.of(HistoryAnswered, lambda fact: fact.item == item.id)
    if item.asked is Asked.CLINICIAN:
        records = tuple(record for record in records if record.roles != frozenset({"patient"}))
    return records[-1] if records else None


def _words(fact: Fact) -> str:
    words = describe(fact)
    return " · ".join(part for part in (words.what, words.detail) if part)
