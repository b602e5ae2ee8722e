"""Laws of the screening: nothing missing ever opens it, and the order of facts changes nothing."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import Answer, Facts, HistoryAnswered
from kapstone.facts.history import HISTORY
from kapstone.findings import Level, Override, worst
from kapstone.rules import Moment, rules_for
from kapstone.rules.report import screen
from library.rules.screening.described import alma, read, report

CRITICAL = [rule for rule in rules_for(Moment.SCREENING) if rule.critical]
CRITICAL_ITEMS = sorted(
    {name for rule in CRITICAL for name in rule.reads if name in HISTORY} - {"sexually_active", "capable_of_pregnancy"}
)
PARTS = ["vitals", "drug_screen", "pdmp", "consent", "measures", "birth_date"]

answers = st.dictionaries(st.sampled_from(sorted(HISTORY)), st.sampled_from([answer.value for answer in Answer]), max_size=8)
places = st.sampled_from(["clinic", "home"])


def _without(body: dict[str, Any], part: str) -> dict[str, Any]:
    gone = {part, "sex_at_birth"} if part == "birth_date" else {part}
    return {key: value for key, value in body.items() if key not in gone}


def _outcome(body: dict[str, Any]) -> Level:
    return worst(screen(read(body).chart()).findings)


@given(history=answers, item=st.sampled_from(CRITICAL_ITEMS), place=places)
def test_making_a_critical_answer_unknown_never_improves_the_outcome(history: dict[str, str], item: str, place: str) -> None:
    body = alma(history=history, place=place)
    flipped = deepcopy(body)
    was = body["history"][item]
    flipped["history"][item] = "unknown"

    before, after = _outcome(body), _outcome(flipped)

    if was == _good(item):
        assert after >= before
    if item not in {"opioid_use_disorder", "current_substance_dependence"} or place == "home":
        assert report(flipped).blocks_dose


def _good(item: str) -> str:
    return "yes" if item == "escort_arranged" else "no"


@given(history=answers, part=st.sampled_from(PARTS), place=places)
def test_taking_a_critical_part_away_never_opens_the_dose_gate(history: dict[str, str], part: str, place: str) -> None:
    assert report(_without(alma(history=history, place=place), part)).blocks_dose


@given(history=answers, place=places, seed=st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_finding(history: dict[str, str], place: str, seed: Any) -> None:
    patient = read(alma(history=history, place=place))
    shuffled = list(patient.facts.history)
    seed.shuffle(shuffled)
    chart = patient.chart()

    again = type(chart)(**{**vars(chart), "facts": Facts(shuffled)})

    assert screen(again) == screen(chart)
    assert screen(again).digest == screen(chart).digest


@given(history=answers, place=places)
def test_asking_again_changes_nothing(history: dict[str, str], place: str) -> None:
    chart = read(alma(history=history, place=place)).chart()

    assert screen(chart) == screen(chart)


@given(history=answers, place=places)
def test_overrides_follow_the_level(history: dict[str, str], place: str) -> None:
    for found in screen(read(alma(history=history, place=place)).chart()).findings:
        if found.level is Level.STOP:
            assert found.override in {Override.TWO_CLINICIANS, Override.NEVER}


def test_a_patients_answer_to_a_clinicians_question_is_not_taken() -> None:
    patient = read(alma())
    record = next(
        record
        for record in patient.facts
        if isinstance(record.fact, HistoryAnswered) and record.fact.item == "has_decision_capacity"
    )
    from dataclasses import replace

    theirs = Facts([*(r for r in patient.facts if r.id != record.id), replace(record, by_role="patient")])
    chart = type(patient.chart())(**{**vars(patient.chart()), "facts": theirs})

    assert {found.level for found in screen(chart).findings if found.rule == "PS-10"} == {Level.UNKNOWN}
