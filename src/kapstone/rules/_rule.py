"""What a rule is: what it reads, what it may conclude, what it cites, and examples that are tried in every test run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from kapstone.chart import Chart
from kapstone.evidence import Citation, Review, Standing
from kapstone.facts import Answer, Facts
from kapstone.findings import Finding, Level, Override, Role

__all__ = ["Example", "Limit", "Limits", "Moment", "Rule", "Verdict", "stop_if_yes", "unknown"]


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
    override: Override = Override.PRESCRIBER
    scopes: frozenset[str] = frozenset()
    """Empty: always. Else any of `home`, `esketamine`, a route or an indication."""

    def judge(self, chart: Chart) -> tuple[Finding, ...]:
        """The findings of this rule for the chart."""
        if not self._applies(chart):
            return ()
        limits = {name: limit.value for name, limit in self.limits.items()} | dict(chart.limits.get(self.id, {}))
        decided = self.decide(chart, limits)
        verdicts = decided if isinstance(decided, tuple) else (decided,)
        return tuple(self._finding(verdict) for verdict in verdicts)

    def _applies(self, chart: Chart) -> bool:
        here = {chart.place, chart.route and chart.route.value, chart.indication and chart.indication.value}
        return not self.scopes or bool(self.scopes & here)

    def _finding(self, verdict: Verdict) -> Finding:
        override = Override.NEVER if verdict.level in {Level.UNKNOWN, Level.URGENT} else verdict.override or self.override
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
            override=override,
            value=verdict.value,
            limit=verdict.limit,
            critical=self.critical,
            changes_at=verdict.changes_at,
        )


def unknown(*waits_for: str, because: str = "", act: str = "") -> Verdict:
    """The verdict for missing facts: it names them, and never passes."""
    missing = " and ".join(waits_for)
    return Verdict(
        level=Level.UNKNOWN, because=because or f"{missing} not known yet", act=act or f"Record: {missing}.", waits_for=waits_for
    )


def stop_if_yes(item: str, *, level: Level, because: str, clear: str) -> Callable[[Chart, Limits], Verdict]:
    """For a rule that rests on one history item: yes gives `level`, no is CLEAR, anything else is UNKNOWN."""

    def decide(chart: Chart, _limits: Limits) -> Verdict:
        record = chart.history_record(item)
        if record is None or record.fact.answer is Answer.UNKNOWN:
            return unknown(item)
        if record.fact.answer is Answer.YES:
            return Verdict(level=level, because=because, value="yes", facts=(record.id,))
        return Verdict(level=Level.CLEAR, because=clear, value="no", facts=(record.id,))

    return decide


def no_facts(now: datetime) -> Chart:
    """A chart with nothing in it, for the example every rule has: missing facts never give CLEAR."""
    return Chart(facts=Facts(), now=now)
