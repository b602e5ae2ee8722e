"""A thousand made-up patients: whatever is well, wrong, unknown or left out, a report comes out, and ignorance never opens a gate."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from kapstone.chart import Chart
from kapstone.facts import Answer, Facts, HistoryAnswered
from kapstone.facts.history import HISTORY
from kapstone.findings import Level, Override
from kapstone.rules import Moment, rules_for
from kapstone.rules.conflicts import all_conflicts, disputes, limits_of
from kapstone.rules.report import Report, report_of, rescreen, screen
from kapstone.screening_input import read_patient
from kapstone.synthetic.screened import description

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
CRITICAL = [rule for rule in rules_for(Moment.SCREENING) if rule.critical]
ITEMS = sorted({name for rule in CRITICAL for name in rule.reads if name in HISTORY})
PARTS = ("vitals", "drug_screen", "pdmp", "consent", "measures", "pregnancy_test", "birth_date")
"""Critical input that is not an answer of the history."""


def patient(seed: int) -> dict[str, Any]:
    return description(Random(seed), NOW, mostly_well=seed % 2 == 0)


def chart_of(body: dict[str, Any]) -> Chart:
    return read_patient(json.dumps(body), now=NOW).chart()


def unknown_of(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same patient with one critical input not known, for every such input that is known."""
    for item in ITEMS:
        if body["history"].get(item, "unknown") != "unknown":
            yield item, body | {"history": body["history"] | {item: "unknown"}}
    for part in PARTS:
        if part in body:
            gone = {part, "sex_at_birth"} if part == "birth_date" else {part}
            yield part, {key: value for key, value in body.items() if key not in gone}


def is_better(one: Report, other: Report) -> bool:
    """The order of outcomes: an open gate is better than a closed one, and among open ones the lower level is.

    Among closed ones none is better: whether a stop or an unknown keeps it closed, there is no dose.
    """
    if one.blocks_dose or other.blocks_dose:
        return other.blocks_dose and not one.blocks_dose
    return one.level < other.level


def test_a_report_comes_out_for_a_thousand_patients_and_every_finding_says_why_and_by_what_source() -> None:
    levels, opened = set(), 0
    for seed in range(1000):
        report = screen(chart_of(patient(seed)))
        assert report.verdict
        assert report.findings
        for finding in report.findings:
            assert finding.because.strip()
            assert finding.sources
            assert finding.level < Level.UNKNOWN or finding.act
            assert finding.level is not Level.UNKNOWN or finding.waits_for
            assert finding.changes_at is None or finding.changes_at > NOW
        keys = [finding.key for finding in report.findings]
        assert len(keys) == len(set(keys))
        levels.add(report.level)
        opened += not report.blocks_dose

    assert levels >= {Level.NOTE, Level.CAUTION, Level.UNKNOWN, Level.REVIEW, Level.HOLD, Level.STOP, Level.URGENT}
    assert opened > 20, "the laws below need patients whose gate is open"


_OPEN, _CLOSED = 10, 3


def test_one_critical_input_less_never_improves_the_outcome() -> None:
    """Every rule is asked again for patients whose gate is open, where there is most to lose, and for some whose is closed."""
    opened = closed = 0
    for seed in range(1000):
        if opened >= _OPEN:
            break
        body = patient(seed)
        before = screen(chart_of(body))
        if before.blocks_dose and closed >= _CLOSED:
            continue
        opened, closed = opened + (not before.blocks_dose), closed + before.blocks_dose
        for what, less in unknown_of(body):
            after = screen(chart_of(less))
            assert not is_better(after, before), (seed, what, before.verdict, after.verdict)

    assert (opened, closed) == (_OPEN, _CLOSED)


def test_one_critical_answer_less_never_improves_what_the_rules_that_read_it_say() -> None:
    """For many more: only the rules that read the answer are asked again, by what they say they read."""
    for seed in range(250):
        body = patient(seed)
        before = chart_of(body)
        found = {rule.id: rule.judge(before) for rule in rules_for(Moment.SCREENING)}
        for item in ITEMS:
            if body["history"].get(item, "unknown") == "unknown":
                continue
            after = _unknown(before, item)
            asked = [rule for rule in rules_for(Moment.SCREENING) if item in rule.reads]
            again = {rule.id: rule.judge(after) for rule in asked}
            assert not is_better(
                report_of(f for findings in again.values() for f in findings),
                report_of(f for rule in again for f in found[rule]),
            ), (seed, item)  # fmt: skip


def _unknown(chart: Chart, item: str) -> Chart:
    """The answer to one question becomes `not known`."""
    return replace(
        chart,
        facts=Facts(
            replace(r, fact=replace(r.fact, answer=Answer.UNKNOWN))
            if isinstance(r.fact, HistoryAnswered) and r.fact.item == item
            else r
            for r in chart.facts.history
        ),
    )


def _without(chart: Chart, item: str) -> Chart:
    """Nobody asked that question."""
    kept = (r for r in chart.facts.history if not (isinstance(r.fact, HistoryAnswered) and r.fact.item == item))
    return replace(chart, facts=Facts(kept))


def test_a_rule_rests_on_nothing_but_what_it_says_it_reads() -> None:
    """So that a list of what a rule reads may be relied on: an answer it does not name changes nothing it says."""
    for seed in range(40):
        chart = chart_of(patient(seed))
        for item in Random(seed).sample(sorted(HISTORY), 8):
            without = _without(chart, item)
            for rule in rules_for(Moment.SCREENING):
                if item not in rule.reads:
                    assert rule.judge(without) == rule.judge(chart), (rule.id, item)


LATER = (timedelta(hours=12), *(timedelta(days=days) for days in (3, 10, 40, 100, 400)))


def test_no_answer_changes_before_the_moment_it_names() -> None:
    for seed in range(120):
        chart = chart_of(patient(seed))
        for rule in rules_for(Moment.SCREENING):
            found = {finding.key: finding.level for finding in rule.judge(chart)}
            changes = min((f.changes_at for f in rule.judge(chart) if f.changes_at), default=None)
            for moment in (NOW + span for span in LATER):
                if changes is None or moment < changes:
                    later = {finding.key: finding.level for finding in rule.judge(replace(chart, now=moment))}
                    assert later == found, (seed, rule.id, moment)


def test_asking_only_what_changed_gives_the_same_report_as_asking_everything() -> None:
    numbers = limits_of({"trd_scope": "lifetime", "body_mass_index": "from_30", "psychosis_history": "past_excludes"})
    for seed in range(120):
        chart = chart_of(patient(seed))
        before = screen(chart).findings
        other = replace(chart, limits=numbers, now=NOW + LATER[seed % len(LATER)])

        again, whole = rescreen(other, before, limits_then=chart.limits), screen(other)

        assert {f.key: f.level for f in again.findings} == {f.key: f.level for f in whole.findings}
        assert again.blocks_dose is whole.blocks_dose


def test_overrides_follow_the_semantics() -> None:
    for seed in range(300):
        chart = chart_of(patient(seed))
        for rule in rules_for(Moment.SCREENING):
            for finding in rule.judge(chart):
                if finding.level in {Level.UNKNOWN, Level.URGENT}:
                    assert finding.override is Override.NEVER
                if rule.label_contraindication and chart.drug == "esketamine" and finding.level >= Level.HOLD:
                    assert finding.override is Override.NEVER, "a contraindication of the label is never set aside"
                elif finding.level is Level.STOP:
                    assert finding.override in {Override.TWO_CLINICIANS, Override.NEVER}
                elif finding.level in {Level.REVIEW, Level.CAUTION} and rule.override is None:
                    assert finding.override in {Override.PRESCRIBER, Override.TWO_CLINICIANS}


def test_whoever_is_screened_for_one_indication_is_not_judged_by_anothers_entry() -> None:
    scoped = {rule.id: rule.scopes for rule in rules_for(Moment.SCREENING) if rule.id.startswith(("IND-", "TRD"))}
    for seed in range(300):
        chart = chart_of(patient(seed))
        assert chart.indication is not None
        judged = {finding.rule for finding in screen(chart).findings} & set(scoped)
        assert judged == {rule for rule, scopes in scoped.items() if chart.indication.value in scopes}


def test_every_source_can_be_asked_what_it_would_have_said() -> None:
    differing = set()
    for seed in range(600):
        chart = chart_of(patient(seed))
        for several in disputes(chart, screen(chart).findings).values():
            for dispute in several:
                used = [reading for reading in dispute.readings if reading.is_used]
                assert len(used) == 1
                assert not used[0].differs
                if dispute.differs:
                    differing.add(dispute.conflict.id)

    choices = {conflict.id for conflict in all_conflicts().values() if conflict.is_choice}
    assert differing == choices - {"pre_dose_pressure"}, "that one is read before a dose"
