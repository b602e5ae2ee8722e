"""What a rule is: what it reads, what it may conclude, what it cites, and examples that are tried in every test run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Citation, Review, Standing
from kapstone.facts import Answer, Drug
from kapstone.facts.history import HISTORY
from kapstone.findings import Finding, Level, Override, Role

__all__ = ["Example", "Limit", "Limits", "Moment", "Rule", "Verdict", "either", "stop_if_yes", "unknown"]


class Moment(StrEnum):
    """When a rule is asked."""

    SCREENING = "screening"
    PRE_DOSE = "pre_dose"
    IN_SESSION = "in_session"
    DISCHARGE = "discharge"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number a rule judges by, with its unit. A protocol may set another; where it came from is part of it."""

    value: float
    unit: str
    says: str
    standing: Standing
    low: float | None = None
    high: float | None = None
    """What a protocol may set it to."""


Limits = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule concluded about one subject. The rule adds its title, sources and standing to make the finding."""

    level: Level
    because: str
    act: str = ""
    value: str = ""
    limit: str = ""
    subject: str = ""
    waits_for: tuple[str, ...] = ()
    facts: tuple[UUID, ...] = ()
    due: datetime | None = None
    changes_at: datetime | None = None
    owner: Role | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: these facts at this moment give that level."""

    says: str
    chart: Callable[[], Chart]
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One clinical rule. `decide` is pure: the chart and the limits in, verdicts out; an empty tuple means it does not apply."""

    id: str
    title: str
    says: str
    """The rule in one plain sentence."""
    moments: frozenset[Moment]
    reads: tuple[str, ...]
    """Facts and history items it reads, by name."""
    decide: Callable[[Chart, Limits], Verdict | tuple[Verdict, ...]]
    cites: tuple[Citation, ...]
    standing: Standing
    review: Review
    examples: tuple[Example, ...]
    limits: Mapping[str, Limit] = field(default_factory=lambda: MappingProxyType({}))
    critical: bool = False
    owner: Role = Role.PRESCRIBER
    override: Override | None = None
    """Who may set it aside. None: by the level, a stop by two clinicians and anything milder by the prescriber."""
    label_contraindication: bool = False
    """The esketamine label says so: with esketamine nobody may set a stop or hold aside."""
    scopes: frozenset[str] = frozenset()
    """Empty: always. Else any of `home`, `esketamine`, a route or an indication."""
    own_limits: Limits = field(init=False, repr=False, compare=False)
    """The shipped numbers alone, as `decide` reads them."""

    def __post_init__(self) -> None:
        shipped = {name: limit.value for name, limit in self.limits.items()}
        object.__setattr__(self, "own_limits", MappingProxyType(shipped))

    def judge(self, chart: Chart) -> tuple[Finding, ...]:
        """The findings of this rule for the chart."""
        if self.scopes and not self.scopes & chart.scopes:
            return ()
        changed = chart.limits.get(self.id)
        decided = self.decide(chart, {**self.own_limits, **changed} if changed else self.own_limits)
        if isinstance(decided, tuple):
            return tuple([self._finding(verdict, chart) for verdict in decided])
        return (self._finding(decided, chart),)

    def _override(self, verdict: Verdict, chart: Chart) -> Override:
        if verdict.level in {Level.UNKNOWN, Level.URGENT}:
            return Override.NEVER
        if self.label_contraindication and chart.drug is Drug.ESKETAMINE and verdict.level >= Level.HOLD:
            return Override.NEVER
        by_level = Override.TWO_CLINICIANS if verdict.level is Level.STOP else Override.PRESCRIBER
        return verdict.override or self.override or by_level

    def _finding(self, verdict: Verdict, chart: Chart) -> Finding:
        return Finding(
            rule=self.id,
            level=verdict.level,
            title=self.title,
            because=verdict.because,
            act=verdict.act,
            owner=verdict.owner or self.owner,
            due=verdict.due,
            subject=verdict.subject,
            waits_for=verdict.waits_for,
            facts=verdict.facts,
            sources=self.cites,
            standing=self.standing,
            override=self._override(verdict, chart),
            value=verdict.value,
            limit=verdict.limit,
            critical=self.critical,
            changes_at=verdict.changes_at,
        )


def unknown(*waits_for: str, because: str = "", act: str = "", subject: str = "", value: str = "") -> Verdict:
    """The verdict for missing facts: it names them, and never passes. History items are said in a clinician's words."""
    missing = " and ".join(HISTORY[name].clinical if name in HISTORY else name.replace("_", " ") for name in waits_for)
    asked = all(name in HISTORY for name in waits_for)
    return Verdict(
        level=Level.UNKNOWN,
        because=because or f"Not known yet: {missing}.",
        act=act or ("Ask, and record the answer." if asked else f"Record: {missing}."),
        waits_for=waits_for,
        subject=subject,
        value=value,
    )


def stop_if_yes(
    item: str, *, level: Level, because: str, clear: str, act: str = "", subject: str = "", override: Override | None = None
) -> Callable[[Chart, Limits], Verdict]:
    """For a rule that rests on one history item: yes gives `level`, no is CLEAR, anything else is UNKNOWN."""

    def decide(chart: Chart, _limits: Limits) -> Verdict:
        record = chart.history_record(item)
        if record is None or record.fact.answer is Answer.UNKNOWN:
            return unknown(item, subject=subject)
        if record.fact.answer is Answer.YES:
            return Verdict(
                level=level, because=because, act=act, value="yes", facts=(record.id,), subject=subject, override=override
            )
        return Verdict(level=Level.CLEAR, because=clear, value="no", facts=(record.id,), subject=subject)

    return decide


def either(clear: str, *parts: Verdict | None) -> tuple[Verdict, ...]:
    """For a rule with several inputs: every part that is not clear keeps its own finding; when all are clear, one says so.

    Each part names its subject, so that setting one aside never hides another that is still missing. What is clear now and lapses
    later would add a finding, so the whole changes with the first part that does.
    """
    found = tuple(part for part in parts if part is not None)
    wrong = tuple(part for part in found if part.level is not Level.CLEAR)
    changes = min((part.changes_at for part in found if part.changes_at is not None), default=None)
    if wrong:
        return tuple(part if part.changes_at == changes else replace(part, changes_at=changes) for part in wrong)
    return (
        Verdict(level=Level.CLEAR, because=clear, facts=tuple(r for part in found for r in part.facts), changes_at=changes),
    )
