"""Laws of the session rules: what is missing never passes, and a worse reading never makes things better."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Facts, VitalsTaken
from kapstone.findings import Level, worst
from kapstone.rules import Moment, Rule, all_rules, rules_for
from kapstone.rules.session._story import SESSION, T0, bp, dose, state, story, vitals

SESSION_RULES = [rule for rule in all_rules().values() if rule.id.startswith(("MON-", "DELTA-", "DIS-", "FOLLOW-"))]
every_rule = pytest.mark.parametrize("rule", SESSION_RULES, ids=[rule.id for rule in SESSION_RULES])

PRESSURES = st.tuples(st.integers(80, 180), st.integers(15, 60)).map(lambda pair: (pair[0], pair[0] - pair[1]))


def level_of(rule: str, *told: object, **chart: object) -> Level:
    return worst(all_rules()[rule].judge(story(*told, **chart)))  # type: ignore[arg-type]


@every_rule
def test_every_rule_of_the_checklist_is_critical_and_speaks_of_its_session(rule: Rule) -> None:
    for example in rule.examples:
        for finding in rule.judge(example.chart()):
            if rule.moments & {Moment.PRE_DOSE, Moment.IN_SESSION, Moment.DISCHARGE}:
                assert rule.critical
                assert finding.subject.startswith(str(SESSION))


@every_rule
def test_judging_twice_says_the_same(rule: Rule) -> None:
    for example in rule.examples:
        assert rule.judge(example.chart()) == rule.judge(example.chart())


def test_every_row_of_the_three_tables_has_its_rule() -> None:
    ids = set(all_rules())

    assert {f"MON-P{number}" for number in range(1, 11)} <= ids
    assert {f"MON-A{number}" for number in range(1, 16)} <= ids
    assert {f"DIS-D{number}" for number in range(1, 12)} <= ids
    assert len([rule for rule in ids if rule.startswith("DELTA-")]) == 18


@pytest.mark.parametrize("moment", [Moment.PRE_DOSE, Moment.IN_SESSION, Moment.DISCHARGE])
def test_an_empty_session_is_unknown_everywhere(moment: Moment) -> None:
    for rule in rules_for(moment):
        if rule in SESSION_RULES:
            (finding,) = rule.judge(story(now=0))
            assert finding.level is Level.UNKNOWN
            assert finding.waits_for


_SIGNS = ("systolic_mmhg", "heart_rate_per_min", "spo2_percent", "respiratory_rate_per_min", "temperature_celsius")


@given(missing=st.sampled_from(_SIGNS))
def test_a_set_of_vitals_with_one_missing_is_not_complete(missing: str) -> None:
    given = {"systolic_mmhg": 120, "diastolic_mmhg": 76, "heart_rate_per_min": 70, "spo2_percent": 98,
             "respiratory_rate_per_min": 14, "temperature_celsius": 36.7}  # fmt: skip
    del given[missing]
    if missing == "systolic_mmhg":
        del given["diastolic_mmhg"]

    assert level_of("DELTA-VITALS", (-5, vitals(**given)), now=0) is Level.UNKNOWN


@pytest.mark.parametrize("rule", ["MON-P1", "MON-P2"])
@given(before=PRESSURES, more=st.integers(0, 40))
def test_a_higher_pressure_never_opens_the_pre_dose_gate(rule: str, before: tuple[int, int], more: int) -> None:
    lower = level_of(rule, (-5, bp(*before)), now=0)
    higher = level_of(rule, (-5, bp(before[0] + more, before[1] + more)), now=0)

    assert higher >= lower


@pytest.mark.parametrize("rule", ["MON-A1", "MON-A2", "MON-A3", "MON-A4"])
@given(first=PRESSURES, last=PRESSURES, more=st.integers(0, 40), symptom=st.booleans())
def test_a_higher_latest_pressure_never_quietens_an_alarm(
    rule: str, first: tuple[int, int], last: tuple[int, int], more: int, symptom: bool
) -> None:
    told = [(-5, bp(120, 76)), dose(), (20, bp(*first))]
    symptoms = ("chest pain",) if symptom else ()

    lower = level_of(rule, *told, (25, bp(*last, *symptoms)), now=26)
    higher = level_of(rule, *told, (25, bp(last[0] + more, last[1] + more, *symptoms)), now=26)

    assert higher >= lower
    assert level_of(rule, *told, (25, bp(*last, "chest pain")), now=26) >= level_of(rule, *told, (25, bp(*last)), now=26)


@given(first=st.integers(60, 100), last=st.integers(60, 100), less=st.integers(0, 30))
def test_less_oxygen_never_quietens_an_alarm(first: int, last: int, less: int) -> None:
    told = [dose(), (20, vitals(spo2_percent=first))]

    lower, higher = (level_of("MON-A6", *told, (25, vitals(spo2_percent=value))) for value in (last - less, last))

    assert lower >= higher


@given(first=st.integers(0, 5), last=st.integers(0, 5))
def test_deeper_sedation_never_quietens_an_alarm(first: int, last: int) -> None:
    levels = [level_of("MON-A8", dose(), (20, state(moaas=first)), (25, state(moaas=value))) for value in range(last, -1, -1)]

    assert levels == sorted(levels)


@pytest.mark.parametrize("rule,field,towards", [
    ("MON-P4", "heart_rate_per_min", 1), ("MON-P4", "heart_rate_per_min", -1), ("MON-P5", "spo2_percent", -1), ("MON-P6", "respiratory_rate_per_min", 1),
    ("MON-P6", "respiratory_rate_per_min", -1), ("MON-P7", "temperature_celsius", 1),
])  # fmt: skip
@given(steps=st.integers(0, 40), more=st.integers(0, 20))
def test_further_from_the_middle_never_opens_the_pre_dose_gate(
    rule: str, field: str, towards: int, steps: int, more: int
) -> None:
    middle = {"heart_rate_per_min": 75.0, "spo2_percent": 100.0, "respiratory_rate_per_min": 15.0, "temperature_celsius": 37.0}[
        field
    ]
    size = {"heart_rate_per_min": 1.0, "respiratory_rate_per_min": 0.25, "temperature_celsius": 0.1, "spo2_percent": 1.0}[field]
    near, far = (level_of(rule, (-5, vitals(**{field: middle + towards * by * size})), now=0) for by in (steps, steps + more))

    assert far >= near


@given(first=st.integers(30, 150), last=st.integers(75, 150), more=st.integers(0, 50))
def test_a_faster_heart_never_quietens_an_alarm(first: int, last: int, more: int) -> None:
    told = [dose(), (20, vitals(heart_rate_per_min=first))]

    lower, higher = (level_of("MON-A5", *told, (25, vitals(heart_rate_per_min=value))) for value in (last, last + more))

    assert higher >= lower


@given(first=st.integers(0, 30), last=st.integers(0, 30), fewer=st.integers(0, 30))
def test_fewer_breaths_never_quieten_an_alarm(first: int, last: int, fewer: int) -> None:
    told = [dose(), (20, vitals(respiratory_rate_per_min=first))]

    fewest, more = (
        level_of("MON-A7", *told, (25, vitals(respiratory_rate_per_min=value))) for value in (max(0, last - fewer), last)
    )

    assert fewest >= more


@given(first=st.integers(0, 10), last=st.integers(0, 10), more=st.integers(0, 10))
def test_more_distress_never_quietens_an_alarm(first: int, last: int, more: int) -> None:
    told = [dose(), (20, state(distress_0_10=first))]

    calmer, worse = (level_of("MON-A9", *told, (25, state(distress_0_10=value))) for value in (last, min(10, last + more)))

    assert worse >= calmer


_WATCHED = {
    "MON-A1": st.builds(bp, st.integers(110, 200), st.integers(50, 109)), "MON-A2": st.builds(bp, st.integers(110, 200), st.integers(50, 109)),
    "MON-A3": st.builds(bp, st.integers(110, 200), st.integers(50, 109)), "MON-A4": st.builds(bp, st.integers(110, 200), st.integers(50, 109)),
    "MON-A5": st.builds(lambda rate: vitals(heart_rate_per_min=rate), st.integers(30, 200)),
    "MON-A6": st.builds(lambda percent: vitals(spo2_percent=percent), st.integers(70, 100)),
    "MON-A7": st.builds(lambda rate: vitals(respiratory_rate_per_min=rate), st.integers(0, 40)),
    "MON-A8": st.builds(lambda depth: state(moaas=depth), st.integers(0, 5)),
    "MON-A9": st.builds(lambda number: state(distress_0_10=number), st.integers(0, 10)),
}  # fmt: skip


@pytest.mark.parametrize("rule", _WATCHED)
@given(data=st.data(), silent=st.integers(36, 600))
def test_silence_is_never_clear(rule: str, data: st.DataObject, silent: int) -> None:
    readings = data.draw(st.lists(_WATCHED[rule], max_size=3))
    told = [(20 + 5 * index, reading) for index, reading in enumerate(readings)]
    last = told[-1][0] if told else 0

    assert level_of(rule, (-5, bp(120, 76)), dose(), *told, now=last + silent) not in {Level.CLEAR, Level.NOTE}


def test_a_reading_that_arrives_twice_confirms_nothing() -> None:
    chart = story((-5, bp(120, 76)), dose(), (25, bp(184, 108)), now=26)
    twice = replace(chart, facts=Facts([*chart.facts, *chart.facts]))

    for rule in rules_for(Moment.IN_SESSION):
        assert rule.judge(twice) == rule.judge(chart)
    assert level_of("MON-A3", (-5, bp(120, 76)), dose(), (25, bp(184, 108)), (25, bp(184, 108)), now=26) is Level.CAUTION


@given(rise=st.integers(0, 60), more=st.integers(0, 40))
def test_a_pressure_further_above_baseline_never_lets_someone_leave(rise: int, more: int) -> None:
    told = [(-5, bp(120, 76)), dose(), (60, bp(150, 90))]

    near, far = (level_of("DIS-D2", *told, (110, bp(120 + by, 76 + by // 2)), now=115) for by in (rise, rise + more))

    assert far >= near


@given(minutes=st.integers(0, 400))
def test_the_observation_opens_once_and_at_the_moment_it_named(minutes: int) -> None:
    (finding,) = all_rules()["DIS-D1"].judge(story(dose(), now=minutes))

    if finding.level is Level.HOLD:
        assert finding.changes_at is not None
        opens = (finding.changes_at - T0) / timedelta(minutes=1)
        assert level_of("DIS-D1", dose(), now=opens) is Level.CLEAR
        assert level_of("DIS-D1", dose(), now=opens - 1) is Level.HOLD
    else:
        assert level_of("DIS-D1", dose(), now=minutes + 1) is Level.CLEAR


@given(order=st.permutations(range(4)))
def test_the_order_of_writing_down_changes_nothing(order: list[int]) -> None:
    told = [(-5, bp(120, 76)), dose(), (20, bp(171, 104)), (25, bp(140, 84))]
    chart = story(*told, now=26)
    records = list(chart.facts)

    shuffled = replace(chart, facts=Facts([records[index] for index in order]))

    for rule in rules_for(Moment.IN_SESSION):
        assert rule.judge(shuffled) == rule.judge(chart)


@every_rule
def test_an_answer_that_names_its_next_change_does_not_change_before(rule: Rule) -> None:
    for example in rule.examples:
        chart = example.chart()
        findings = rule.judge(chart)
        moments = [finding.changes_at for finding in findings if finding.changes_at is not None]
        if moments:
            later = replace(chart, now=min(moments) - timedelta(seconds=2))
            if later.now > chart.now:
                assert [finding.level for finding in rule.judge(later)] == [finding.level for finding in findings], example.says


def test_screening_vitals_are_never_taken_for_those_of_a_session() -> None:
    at_screening = VitalsTaken(systolic_mmhg=120, diastolic_mmhg=76, heart_rate_per_min=70, spo2_percent=98)

    for rule in rules_for(Moment.PRE_DOSE):
        if rule.id.startswith(("MON-P", "DELTA-VITALS")):
            assert worst(rule.judge(story((-5, at_screening), now=0))) is Level.UNKNOWN
