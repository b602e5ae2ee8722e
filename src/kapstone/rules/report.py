"""The eligibility report: findings put in the order a prescriber reads them, under one sentence that says where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kapstone.chart import Chart
from kapstone.facts import digest_of
from kapstone.findings import Finding, Level, worst
from kapstone.rules import Moment, rules_for

__all__ = ["ARRANGEMENTS", "Group", "Report", "report_of", "rescreen", "screen"]

ARRANGEMENTS = frozenset({"LO-01", "LO-02", "LO-03"})
"""Arranged after the decision and before the first dose: an escort, consent, a therapist. They never decide eligibility."""

_TITLES = {
    Level.URGENT: "Urgent",
    Level.STOP: "Stops",
    Level.HOLD: "Holds",
    Level.REVIEW: "Reviews",
    Level.UNKNOWN: "Not known yet",
    Level.CAUTION: "Cautions",
    Level.NOTE: "Notes",
    Level.CLEAR: "Clear",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one level."""

    level: Level
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        return _TITLES[self.level]

    @property
    def is_folded(self) -> bool:
        """Only counted until someone opens it."""
        return self.level is Level.CLEAR


@dataclass(frozen=True, slots=True)
class Report:
    """One reading of one chart. Two reports of the same findings are equal and have the same digest."""

    findings: tuple[Finding, ...]
    """Worst first, then by rule."""

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Those that eligibility rests on."""
        return tuple(finding for finding in self.findings if finding.rule not in ARRANGEMENTS)

    @property
    def arrangements(self) -> tuple[Finding, ...]:
        """What else has to be in place before the first dose, and is not."""
        return tuple(finding for finding in self.findings if finding.rule in ARRANGEMENTS and finding.level > Level.NOTE)

    @property
    def level(self) -> Level:
        """The worst of what eligibility rests on; UNKNOWN when nothing was assessed."""
        return worst(self.deciding) if self.deciding else Level.UNKNOWN

    @property
    def groups(self) -> tuple[Group, ...]:
        """Worst first; empty groups are left out."""
        by_level = ((level, tuple(f for f in self.findings if f.level is level)) for level in sorted(Level, reverse=True))
        return tuple(Group(level, findings) for level, findings in by_level if findings)

    @property
    def blocks_dose(self) -> bool:
        return not self.findings or any(finding.blocks_dose for finding in self.findings)

    @property
    def changes_at(self) -> datetime | None:
        """When a finding would next change if nothing new became true."""
        return min((finding.changes_at for finding in self.findings if finding.changes_at), default=None)

    @property
    def verdict(self) -> str:
        """Where it stands, in one sentence, and a second one for what else has to be arranged."""
        later = ", ".join(dict.fromkeys(finding.title.lower() for finding in self.arrangements))
        return f"{self._eligibility} Before the first dose: {later}." if later else self._eligibility

    @property
    def digest(self) -> str:
        """SHA-256 over every finding, for the decision that is signed on this report."""
        return digest_of(
            [
                [f.rule, f.subject, f.level.name, f.because, f.act, f.value, f.limit, [str(fact) for fact in f.facts]]
                for f in sorted(self.findings, key=lambda finding: finding.key)
            ]
        )

    @property
    def _eligibility(self) -> str:
        def count(level: Level) -> int:
            return sum(finding.level is level for finding in self.deciding)

        parts = [
            text
            for level, one, many in (
                (Level.URGENT, "needs action now", "need action now"),
                (Level.STOP, "stop", "stops"),
                (Level.HOLD, "hold", "holds"),
                (Level.UNKNOWN, "thing missing", "things missing"),
                (Level.REVIEW, "needs review", "need review"),
                (Level.CAUTION, "caution", "cautions"),
            )
            if (text := _counted(count(level), one, many))
        ]
        if not self.deciding:
            return "Not yet: nothing was assessed."
        listed = ", ".join(parts)
        match self.level:
            case Level.URGENT:
                return f"Act now: {listed}."
            case Level.STOP:
                return f"No: {listed}."
            case Level.HOLD | Level.REVIEW | Level.UNKNOWN:
                return f"Not yet: {listed}."
            case Level.CAUTION:
                return f"No rule stands in the way: {listed}."
        return "No rule stands in the way."


def report_of(findings: Iterable[Finding]) -> Report:
    """The report of these findings; the order they come in does not matter."""
    return Report(tuple(sorted(findings, key=lambda finding: (-finding.level, finding.rule in ARRANGEMENTS, finding.key))))


def screen(chart: Chart) -> Report:
    """Ask every screening rule about the chart."""
    return report_of(finding for rule in rules_for(Moment.SCREENING) for finding in rule.judge(chart))


def rescreen(chart: Chart, before: Iterable[Finding], *, limits_then: Mapping[str, Mapping[str, float]]) -> Report:
    """The report after a protocol's numbers changed, or time passed, with the facts as they were.

    Findings follow from the facts, a rule's own numbers and the time alone, and say when time changes them: so only the rules whose
    numbers differ from `limits_then`, and those of whose findings one has lapsed, are asked again. `before` is the whole report then, of the
    same place, route, indication and drug, without anything set aside.
    """
    kept: dict[str, list[Finding]] = {}
    for finding in before:
        kept.setdefault(finding.rule, []).append(finding)
    found: list[Finding] = []
    for rule in rules_for(Moment.SCREENING):
        standing = kept.get(rule.id, [])
        lapsed = any(finding.changes_at is not None and finding.changes_at <= chart.now for finding in standing)
        changed = chart.limits.get(rule.id, _NONE) != limits_then.get(rule.id, _NONE)
        found += rule.judge(chart) if changed or lapsed else standing
    return report_of(found)


_NONE: Mapping[str, float] = {}


def _counted(number: int, one: str, many: str) -> str:
    if number == 0:
        return ""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many}"
