"""Alarms over time: a function of the facts alone, in which worse is never milder, silence never clear, and devices only add."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from kapstone.facts import DevicePaired, DeviceUnpaired, Fact, Facts, Record, VisitPlanned, VitalsTaken
from kapstone.findings import Finding, Level
from kapstone.pathway import Phase, Stage, alarm_timeline, assess, rings
from kapstone.protocols import all_protocols
from kapstone.synthetic import course_until

PROTOCOL = all_protocols()["iv-trd-induction"]
STORY = course_until(
    Stage.DOSING, protocol=PROTOCOL, start=datetime(2026, 3, 2, 15, tzinfo=UTC), rng=Random(7), phase=Phase.DOSED
)
SESSION = Facts(STORY.records).of(VisitPlanned)[-1].fact.session
DEVICE = uuid5(NAMESPACE_OID, "a monitor")
_OF_VITALS = {f"MON-A{number}" for number in range(1, 8)}

Told = tuple[float, dict[str, float], bool]
"""Minutes after the story stops, the values, and whether a device said them and nobody accepted them."""

signs = st.fixed_dictionaries(
    {},
    optional={
        "spo2_percent": st.integers(70, 100),
        "heart_rate_per_min": st.integers(35, 150),
        "respiratory_rate_per_min": st.integers(3, 30),
        "pressure": st.integers(95, 210),
    },
).filter(bool)
readings = st.lists(st.tuples(st.integers(1, 40), signs, st.booleans()), min_size=1, max_size=5)


def record(number: int, minutes: float, fact: Fact) -> Record[Fact]:
    at = STORY.now + timedelta(minutes=minutes)
    return Record(id=uuid5(NAMESPACE_OID, f"reading {number}"), fact=fact, at=at, recorded_at=at, sequence=100_000 + number)


def vitals(values: dict[str, float], *, is_said: bool = False) -> VitalsTaken:
    given_ = dict(values)
    if (systolic := given_.pop("pressure", None)) is not None:
        given_ |= {"systolic_mmhg": systolic, "diastolic_mmhg": systolic * 0.62}
    return VitalsTaken(session=SESSION, device=DEVICE if is_said else None, is_validated=not is_said, **given_)


def facts(told: Sequence[Told]) -> Facts:
    new = [record(number, minutes, vitals(values, is_said=said)) for number, (minutes, values, said) in enumerate(told)]
    return Facts((*STORY.records, *new))


def found(known: Facts, minutes: float) -> tuple[Finding, ...]:
    return assess(PROTOCOL, known, STORY.now + timedelta(minutes=minutes)).findings


def levels(known: Facts, minutes: float) -> dict[str, Level]:
    """The worst level at which each rule rings."""
    worst: dict[str, Level] = {}
    for finding in rings(found(known, minutes), SESSION):
        worst[finding.rule] = max(finding.level, worst.get(finding.rule, Level.CLEAR))
    return worst


@given(told=readings, less=st.integers(0, 15), is_said=st.booleans())
def test_a_worse_last_reading_never_lowers_an_alarm(told: list[Told], less: int, is_said: bool) -> None:
    end = max(minutes for minutes, _, _ in told) + 1
    mild: dict[str, float] = {"spo2_percent": 96, "respiratory_rate_per_min": 18, "pressure": 150}
    grave: dict[str, float] = {"spo2_percent": 96 - less, "respiratory_rate_per_min": 18 - less, "pressure": 150 + 4 * less}

    before = levels(facts([*told, (end, mild, is_said)]), end)
    after = levels(facts([*told, (end, grave, is_said)]), end)

    assert all(
        after.get(rule, Level.CLEAR) >= level
        for rule, level in before.items()
        if rule in {"MON-A1", "MON-A3", "MON-A6", "MON-A7"}
    )


@given(told=readings, later=st.integers(0, 60))
def test_what_devices_say_changes_no_conclusion_drawn_from_people_and_silences_no_alarm(told: list[Told], later: int) -> None:
    end = max(minutes for minutes, _, _ in told) + later
    people = facts([each for each in told if not each[2]])
    everyone = facts(told)

    without = {finding.key: finding.level for finding in found(people, end)}
    with_them = {finding.key: finding.level for finding in found(everyone, end)}

    assert {key: level for key, level in with_them.items() if key in without} == without
    quiet, loud = levels(people, end), levels(everyone, end)
    assert all(loud.get(rule, Level.CLEAR) >= level for rule, level in quiet.items())


@given(told=readings, said=signs)
def test_a_fine_reading_of_a_device_lets_no_alarm_go(told: list[Told], said: dict[str, float]) -> None:
    end = max(minutes for minutes, _, _ in told) + 1
    fine: dict[str, float] = {"spo2_percent": 98, "heart_rate_per_min": 72, "respiratory_rate_per_min": 14, "pressure": 122}

    before, after = levels(facts(told), end), levels(facts([*told, (end, fine, True)]), end)

    assert all(after.get(rule, Level.CLEAR) >= level for rule, level in before.items())


@given(told=readings, silence=st.integers(36, 300))
def test_silence_is_never_clear(told: list[Told], silence: int) -> None:
    end = max(minutes for minutes, _, _ in told) + silence

    of_people = [each for each in found(facts(told), end) if each.rule in _OF_VITALS and each.subject == str(SESSION)]

    assert of_people
    assert all(finding.level >= Level.UNKNOWN for finding in of_people)


@settings(max_examples=8)  # each assesses the whole course at every moment
@given(told=readings, order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(told: list[Told], order: Random) -> None:
    known = list(facts(told).history)
    order.shuffle(known)
    until = STORY.now + timedelta(minutes=60)

    assert alarm_timeline(PROTOCOL, Facts(known), SESSION, until) == alarm_timeline(PROTOCOL, facts(told), SESSION, until)


@settings(max_examples=8)
@given(told=st.lists(st.tuples(st.integers(1, 30), signs, st.booleans()), min_size=1, max_size=3))
def test_between_its_changes_the_timeline_holds(told: list[Told]) -> None:
    known, until = facts(told), STORY.now + timedelta(minutes=60)
    timeline = alarm_timeline(PROTOCOL, known, SESSION, until)

    for minute in range(0, 60, 7):
        moment = STORY.now + timedelta(minutes=minute, seconds=30)
        stood = next((rung.alarms for rung in reversed(timeline) if rung.at <= moment), frozenset())
        shown = rings(assess(PROTOCOL, known.until(moment), moment).findings, SESSION)
        assert stood == {(finding.key, finding.level) for finding in shown}


def test_a_paired_device_that_says_nothing_is_unknown_until_it_is_taken_off() -> None:
    on = record(1, 1, DevicePaired(session=SESSION, device=DEVICE, label="Monitor 3"))
    spoke = record(2, 4, vitals({"spo2_percent": 97}, is_said=True))
    off = record(3, 20, DeviceUnpaired(session=SESSION, device=DEVICE))

    def level(*more: Record[Fact], at: float) -> list[Level]:
        everything = found(Facts((*STORY.records, *more)), at)
        return [finding.level for finding in everything if finding.rule == "PW-DEVICE-SILENT"]

    assert level(on, at=10) == [Level.CLEAR]
    assert level(on, at=12) == [Level.UNKNOWN]
    assert level(on, spoke, at=12) == [Level.CLEAR]
    assert level(on, spoke, at=15) == [Level.UNKNOWN]
    assert level(on, spoke, off, at=21) == []


def test_without_a_session_nothing_rings() -> None:
    assert alarm_timeline(PROTOCOL, Facts(STORY.records), UUID(int=1), STORY.now) == ()
