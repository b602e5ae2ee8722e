"""What every rule keeps to, whoever wrote it: found by discovery, so that the next one is tried at once."""

import re

import pytest

from kapstone.chart import Chart
from kapstone.facts import KINDS, Facts, Indication
from kapstone.facts.history import HISTORY
from kapstone.findings import Finding, Level, Override, worst
from kapstone.rules import Rule, all_rules
from kapstone.rules.screening._charts import NOW

RULES = all_rules()

BANNED = (
    "ndma",
    "low risk of abuse",
    "non-addictive",
    "cure",
    "proven safe",
    "guaranteed",
    "fda-approved ketamine therapy",
    "safer than antidepressants",
    "unanimous",
    "most people are a good fit",
    "prevents suicide",
    "loophole",
    "rewires your brain",
    "heals your brain",
    "regrows brain cells",
    "no side effects",
)

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
every_example = pytest.mark.parametrize(
    "rule, index",
    [
        pytest.param(rule, index, id=f"{rule.id}: {example.says}")
        for rule in RULES.values()
        for index, example in enumerate(rule.examples)
    ],
)


def empty_charts() -> list[Chart]:
    return [
        Chart(facts=Facts(), now=NOW, place=place, indication=indication)
        for place in ("clinic", "home")
        for indication in (None, *Indication)
    ]


def all_findings(rule: Rule) -> list[Finding]:
    charts = [example.chart() for example in rule.examples] + empty_charts()
    return [finding for chart in charts for finding in rule.judge(chart)]


@every_rule
def test_it_says_what_it_is_in_plain_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z0-9].*[^.]", rule.title), "a title is a phrase: capital first, no full stop"
    assert re.fullmatch(r"[A-Z0-9].*\.", rule.says, re.DOTALL), "what it says is a sentence"


@every_rule
def test_it_names_its_sources_and_when_it_is_read_again(rule: Rule) -> None:
    assert rule.cites
    assert rule.review.review_due > rule.review.reviewed_on
    assert rule.review.authored_by


@every_rule
def test_what_it_reads_exists(rule: Rule) -> None:
    assert rule.reads
    for name in rule.reads:
        assert name in HISTORY or name in KINDS, f"{rule.id} reads {name}, which is no fact and no history item"


@every_rule
def test_its_limits_lie_within_their_bounds(rule: Rule) -> None:
    for name, limit in rule.limits.items():
        assert limit.says, name
        assert limit.low is None or limit.low <= limit.value, name
        assert limit.high is None or limit.value <= limit.high, name


@every_rule
def test_it_has_examples_of_trouble_and_of_calm(rule: Rule) -> None:
    levels = {example.level for example in rule.examples}

    assert any(level > Level.CLEAR for level in levels)
    assert len(rule.examples) >= 2


@every_example
def test_its_example_gives_that_level(rule: Rule, index: int) -> None:
    example = rule.examples[index]

    found = rule.judge(example.chart())

    assert worst(list(found)) is example.level, [finding.because for finding in found]


@every_rule
def test_missing_facts_are_never_clear(rule: Rule) -> None:
    for chart in empty_charts():
        assert all(finding.level is not Level.CLEAR for finding in rule.judge(chart))


@every_rule
def test_a_critical_rule_keeps_the_dose_gate_closed_while_facts_are_missing(rule: Rule) -> None:
    if rule.critical:
        for chart in empty_charts():
            assert all(finding.blocks_dose for finding in rule.judge(chart))


@every_rule
def test_every_finding_says_because_of_what_and_what_it_waits_for(rule: Rule) -> None:
    for finding in all_findings(rule):
        assert finding.because.strip()
        assert finding.sources
        if finding.level is Level.UNKNOWN:
            assert finding.waits_for, finding.because
        if finding.level >= Level.UNKNOWN:
            assert finding.act, finding.because


@every_rule
def test_what_is_missing_or_urgent_is_never_set_aside(rule: Rule) -> None:
    for finding in all_findings(rule):
        if finding.level in {Level.UNKNOWN, Level.URGENT}:
            assert finding.override is Override.NEVER


@every_rule
def test_no_two_findings_have_the_same_key(rule: Rule) -> None:
    for example in rule.examples:
        keys = [finding.key for finding in rule.judge(example.chart())]
        assert len(keys) == len(set(keys))


@every_rule
def test_the_facts_it_names_are_in_the_chart(rule: Rule) -> None:
    for example in rule.examples:
        chart = example.chart()
        for finding in rule.judge(chart):
            assert all(chart.facts.get(fact) for fact in finding.facts)


@every_rule
def test_its_answer_changes_only_in_the_future(rule: Rule) -> None:
    for example in rule.examples:
        chart = example.chart()
        for finding in rule.judge(chart):
            assert finding.changes_at is None or finding.changes_at > chart.now


@every_rule
def test_it_promises_nothing(rule: Rule) -> None:
    texts = [rule.title, rule.says, *(limit.says for limit in rule.limits.values())]
    texts += [text for finding in all_findings(rule) for text in (finding.because, finding.act)]
    for text in texts:
        for phrase in BANNED:
            assert not re.search(rf"\b{re.escape(phrase)}\b", text.casefold()), f"{phrase!r} in {text!r}"
