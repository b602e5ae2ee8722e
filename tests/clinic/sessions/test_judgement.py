"""The tablet's own judgement says what the rules say: every worked example, and a table of readings under every programme's numbers."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kapstone.chart import Chart
from kapstone.clinic.sessions import tablet
from kapstone.facts import AdverseEventSeen, Fact, Facts, Record, Route, SessionEvent, StateObserved, VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Episode as Course
from kapstone.protocols import all_protocols
from kapstone.rules import all_rules
from kapstone.rules.session._story import dose

pytestmark = pytest.mark.browser

MODULE = Path(tablet.__file__).parent / "static" / "sessions" / "judge.js"
RULES = tuple(f"MON-A{number}" for number in range(1, 15))
SESSION, T0 = UUID(int=7), datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_RUN = """async ([module, cases]) => {
    const { judge } = await import('data:text/javascript,' + encodeURIComponent(module))
    return cases.map(({ rules, history, now }) => Object.fromEntries(judge(rules, history, now).map(each => [each.rule, each.level])))
}"""


def judged_in(browser: Any, charts: list[Chart]) -> list[dict[str, str]]:  # Any: playwright's Browser
    """What the module says of each chart, in a browser."""
    cases = [
        {"rules": tablet.judged_by(chart.limits), "history": tablet.history_of(chart), "now": chart.now.timestamp() * 1000}
        for chart in charts
    ]
    page = browser.new_page()
    try:
        said: list[dict[str, str]] = page.evaluate(_RUN, [MODULE.read_text(), cases])
        return said
    finally:
        page.close()


def by_rule(chart: Chart, rule: str) -> str:
    """What the rule itself says. A note asks for paper work and rings nothing, so that the tablet calls it clear."""
    worst = max(finding.level for finding in all_rules()[rule].judge(chart))
    return (Level.CLEAR if worst is Level.NOTE else worst).name


def test_every_worked_example_is_judged_alike(browser: Any) -> None:  # Any: as above
    told = [
        (rule, example.says, chart)
        for rule in RULES
        for example in all_rules()[rule].examples
        if not (chart := example.chart()).unvalidated(session=chart.session)  # type: ignore[arg-type]  # has a session
    ]

    said = judged_in(browser, [chart for _, _, chart in told])

    assert len(told) > 60
    wrong = [
        f"{rule}, {says}: {mine[rule]}"
        for (rule, says, chart), mine in zip(told, said, strict=True)
        if mine[rule] != by_rule(chart, rule)
    ]
    assert not wrong, wrong


def a_chart(*told: tuple[float, Fact], now: float, limits: Any = None) -> Chart:  # Any: limits by rule
    facts = [(at, replace(fact, session=SESSION)) for at, fact in (dose(), *told)]  # type: ignore[call-arg]  # all have one
    records = [
        Record(id=UUID(int=index + 1), fact=fact, at=T0 + timedelta(minutes=at), recorded_at=T0 + timedelta(minutes=at))
        for index, (at, fact) in enumerate(facts)
    ]
    return Chart(facts=Facts(records), now=T0 + timedelta(minutes=now), session=SESSION, limits=limits or {}, route=Route.IV)


def charts(limits: Any) -> Iterator[Chart]:  # Any: as above
    """Two readings after a baseline, at and around every limit; states; words called out; and time passing over all of it."""
    pressures = [(118, 74), (164, 99), (165, 99), (150, 100), (179, 109), (180, 90), (170, 110), (185, 121)]
    for (first, second), symptoms, now in itertools.product(
        itertools.product(pressures, repeat=2), ((), ("chest pain",)), (26, 62)
    ):
        yield a_chart(
            (-5, VitalsTaken(systolic_mmhg=126, diastolic_mmhg=80)),
            (20, VitalsTaken(systolic_mmhg=first[0], diastolic_mmhg=first[1])),
            (25, VitalsTaken(systolic_mmhg=second[0], diastolic_mmhg=second[1], symptoms=symptoms)),
            now=now, limits=limits,
        )  # fmt: skip
    for rate, oxygen, breath in itertools.product((44, 45, 130, 131), (84, 85, 89, 90, 91, 92, 98), (0, 4, 5, 7, 8, 14)):
        yield a_chart(
            (10, VitalsTaken(heart_rate_per_min=rate, spo2_percent=oxygen, respiratory_rate_per_min=breath)),
            now=12,
            limits=limits,
        )
    for awake, distress, nausea in itertools.product(range(6), (2, 4, 5, 6, 7, 9), (0, 3, 4)):
        called = (3, SessionEvent(session=SESSION, event="vomiting")), (4, SessionEvent(session=SESSION, event="Panic"))
        yield a_chart(
            *called,
            (7, StateObserved(session=SESSION, moaas=awake, distress_0_10=distress, nausea_0_10=nausea)),
            now=11,
            limits=limits,
        )
    words = (
        "vomiting",
        "agitation",
        "calm",
        "seizure",
        "stridor",
        "anaphylaxis",
        "apnoea",
        "irregular_pulse",
        "severe headache",
        "emergency over",
    )
    for one, other, now in itertools.product(words, words, (12, 20, 60)):
        yield a_chart(
            (8, VitalsTaken(systolic_mmhg=184, diastolic_mmhg=100, respiratory_rate_per_min=12)), (9, SessionEvent(session=SESSION, event=one)),
            (11, SessionEvent(session=SESSION, event=other)), now=now, limits=limits,
        )  # fmt: skip
    yield a_chart(
        (5, SessionEvent(session=SESSION, event="irregular pulse")),
        (8, AdverseEventSeen(term="Palpitations", grade=2)),
        now=9,
        limits=limits,
    )
    yield a_chart(now=1, limits=limits)


@pytest.mark.parametrize("protocol", sorted(all_protocols()))
def test_a_table_of_readings_is_judged_alike_under_each_programme(browser: Any, protocol: str) -> None:  # Any: as above
    limits = Course(all_protocols()[protocol], Facts([]), T0).limits
    table = list(charts(limits))

    said = judged_in(browser, table)

    wrong = [
        (rule, mine[rule], by_rule(chart, rule), [(record.at - T0, record.fact) for record in chart.facts])
        for chart, mine in zip(table, said, strict=True)
        for rule in RULES
        if mine[rule] != by_rule(chart, rule)
    ]
    assert len(table) > 700
    assert not wrong, (len(wrong), wrong[:5])


def test_a_programme_that_sets_another_limit_is_judged_by_it(browser: Any) -> None:  # Any: as above
    reading = (10, VitalsTaken(systolic_mmhg=152, diastolic_mmhg=84))
    stricter = {"MON-A1": {"systolic_mmhg": 150.0}}

    usual, strict = judged_in(browser, [a_chart(reading, now=11), a_chart(reading, now=11, limits=stricter)])

    assert (usual["MON-A1"], strict["MON-A1"]) == ("CLEAR", "CAUTION")


def test_every_level_a_rule_can_ring_at_comes_with_what_to_do_first() -> None:
    for rule, known in tablet.judged_by({}).items():
        rings = {
            example.level.name
            for example in all_rules()[rule].examples
            if example.level in {Level.CAUTION, Level.STOP, Level.URGENT}
        }

        assert rings <= set(known["acts"]), rule
        assert all(known["acts"].values())
