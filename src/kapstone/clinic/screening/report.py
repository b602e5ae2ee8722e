"""The eligibility report as a page needs it: each finding with what it rests on, who disagrees, and where to put it right. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from kapstone.clinic.screening.sections import Section, sections_of
from kapstone.facts import Answer, EligibilityDecided, Fact, Facts, HistoryAnswered, Record
from kapstone.facts.history import HISTORY, HistoryItem
from kapstone.facts.words import describe
from kapstone.findings import Finding, Level
from kapstone.pathway import Assessment, GateId, chart_of
from kapstone.protocols import Choice, Protocol
from kapstone.rules import Moment, all_rules
from kapstone.rules import report as reports
from kapstone.rules.conflicts import Dispute, disputes

__all__ = ["Group", "Line", "Report", "ShownDispute", "Source", "report_of", "screening_findings"]

_GROUNDWORK = ("PW-IDENTITY", "PW-PRESCREEN", "PW-MEDICAL", "PW-PSYCHIATRIC")
_SECTIONS_OF_GROUNDWORK = {
    "PW-PRESCREEN": "prescreen",
    "PW-MEDICAL": "medical-evaluation",
    "PW-PSYCHIATRIC": "psychiatric-evaluation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One fact a finding rests on, in words."""

    id: UUID
    what: str
    detail: str
    by: str
    at: datetime
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDispute:
    """A topic on which sources differ, what each says of this patient, and by whose choice one is followed."""

    dispute: Dispute
    choice: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding with everything needed to understand and act on it."""

    finding: Finding
    says: str
    """The rule in one sentence."""
    rests_on: tuple[Source, ...] = ()
    disagree: tuple[Source, ...] = ()
    """What different people said to the same question; side by side, newest last."""
    items: tuple[HistoryItem, ...] = ()
    """History questions that can be answered in place."""
    sections: tuple[Section, ...] = ()
    """Where else the missing or wrong value is entered."""
    reads_measures: bool = False
    """Rests on answers to a questionnaire."""
    is_new: bool = False
    """Not so, or not there, when the decision was last signed."""
    disputes: tuple[ShownDispute, ...] = ()
    """Where sources differ on what this finding rests on."""

    @property
    def anchor(self) -> str:
        return "f-" + "".join(letter if letter.isalnum() else "-" for letter in self.finding.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    level: Level
    title: str
    lines: tuple[Line, ...]

    @property
    def is_folded(self) -> bool:
        return self.level <= Level.NOTE


@dataclass(frozen=True, kw_only=True)
class Report:
    """The whole report. `digest` names exactly these findings, so that a signature says what was read."""

    read: reports.Report
    groups: tuple[Group, ...]
    knowledge: str
    decision: Record[EligibilityDecided] | None = None
    gone: tuple[str, ...] = ()
    """What stood in the report when it was last signed and no longer does."""

    @property
    def verdict(self) -> str:
        return self.read.verdict

    @property
    def level(self) -> Level:
        return self.read.level

    @cached_property
    def digest(self) -> str:
        return self.read.digest

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """What keeps a plain yes from being given: stops, holds, reviews, and critical facts that are missing."""
        return tuple(finding for finding in self.read.deciding if finding.blocks_dose)

    @property
    def has_changed(self) -> bool:
        return bool(self.gone) or any(line.is_new for group in self.groups for line in group.lines)


def report_of(assessment: Assessment, facts: Facts, protocol: Protocol, *, signed: Assessment | None = None) -> Report:
    """The report of an assessment. `signed` is the assessment as it was when the decision was last signed, to mark what changed."""
    read = reports.report_of(screening_findings(assessment))
    differing = disputes(chart_of(protocol, facts, assessment.now), read.findings)
    then = {finding.key: finding for finding in screening_findings(signed)}
    before = {key: (finding.level, finding.because) for key, finding in then.items()} if signed else None
    now_known = {finding.key for finding in read.findings}
    return Report(
        read=read,
        groups=tuple(
            Group(
                level=group.level,
                title=group.title,
                lines=tuple(_line(finding, facts, before, _shown(differing, protocol, finding)) for finding in group.findings),
            )
            for group in read.groups
        ),
        knowledge=assessment.knowledge,
        decision=facts.latest(EligibilityDecided),
        gone=tuple(f.title for key, f in then.items() if key not in now_known and f.level >= Level.CAUTION),
    )


def screening_findings(assessment: Assessment | None) -> tuple[Finding, ...]:
    """What the screening rules found, and the groundwork of the pathway that the decision waits for."""
    if assessment is None:
        return ()
    rules = all_rules()
    asked = [f for f in assessment.findings if (rule := rules.get(f.rule)) is not None and Moment.SCREENING in rule.moments]
    known = {f.key for f in asked}
    pathway = [f for f in (*_gate(assessment), *assessment.findings) if f.rule in _GROUNDWORK]
    return tuple(asked + [f for key, f in {f.key: f for f in pathway}.items() if key not in known])


def _gate(assessment: Assessment) -> Iterable[Finding]:
    try:
        gate = assessment.gate(GateId.DECIDE_ELIGIBILITY)
    except KeyError:
        return ()
    return (*gate.closed_by, *gate.cautions)


def _shown(differing: Mapping[str, tuple[Dispute, ...]], protocol: Protocol, finding: Finding) -> tuple[ShownDispute, ...]:
    return tuple(
        ShownDispute(dispute=dispute, choice=protocol.choices.get(dispute.conflict.id))
        for dispute in differing.get(finding.rule, ())
    )


def _line(
    finding: Finding, facts: Facts, before: Mapping[str, tuple[Level, str]] | None, differing: tuple[ShownDispute, ...]
) -> Line:
    rule = all_rules().get(finding.rule)
    reads = rule.reads if rule else ()
    items = tuple(HISTORY[name] for name in dict.fromkeys((*finding.waits_for, *reads)) if name in HISTORY)
    if finding.waits_for:
        waited = tuple(item for item in items if item.id in finding.waits_for)
        items = waited or items
    sections = [section for name in reads for section in sections_of(name)]
    if finding.rule in _SECTIONS_OF_GROUNDWORK:
        sections = [
            each
            for each in sections_of("PrescreenDone") + sections_of("EvaluationDone")
            if each.slug == _SECTIONS_OF_GROUNDWORK[finding.rule]
        ]
    return Line(
        finding=finding,
        says=rule.says if rule else "",
        rests_on=tuple(_source(record) for fact in finding.facts if (record := facts.get(fact)) is not None),
        disagree=_disagreeing(facts, items),
        items=items,
        sections=tuple({section.slug: section for section in sections}.values()),
        reads_measures="MeasureAnswered" in reads,
        disputes=differing,
        is_new=before is not None and before.get(finding.key) != (finding.level, finding.because),
    )


def _disagreeing(facts: Facts, items: Sequence[HistoryItem]) -> tuple[Source, ...]:
    """The latest answer of each person to one question, where they differ and somebody knew."""
    found: list[Source] = []
    for item in items:
        latest: dict[object, Record[HistoryAnswered]] = {}
        for record in facts.of(HistoryAnswered, lambda fact, item=item: fact.item == item.id):  # type: ignore[misc]  # a default in a lambda
            latest[record.by] = record
        said = {record.fact.answer for record in latest.values()} - {Answer.UNKNOWN}
        if len(said) > 1:
            found += [_source(record) for record in sorted(latest.values(), key=lambda record: record.at)]
    return tuple(found)


def _source(record: Record[Fact]) -> Source:
    words = describe(record.fact)
    return Source(
        id=record.id, what=words.what, detail=words.detail, by=record.by_name or "the system", at=record.at,
        via="" if record.via == "screen" else record.via,
    )  # fmt: skip
