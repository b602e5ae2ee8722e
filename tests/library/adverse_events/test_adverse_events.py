"""Adverse events: the pick-list, the grades, what makes an event serious, and where it is reported."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.adverse_events import (
    DUTIES,
    GRADES,
    TERMS,
    Group,
    Rate,
    duties_for,
    grade_of,
    grade_of_pressure,
    term_called,
    term_for,
)
from kapstone.adverse_events._sources import EXPERT
from kapstone.facts import (
    ActionOnDrug,
    AdverseEventSeen,
    Drug,
    EventOutcome,
    Expectedness,
    Implausible,
    ReportedTo,
    SeriousFor,
    decode,
    encode,
)

# -- the pick-list ----------------------------------------------------------------------------------------------------


def test_every_group_has_entries_and_every_label_finds_its_entry() -> None:
    assert {term.group for term in TERMS.values()} == set(Group)
    for code, term in TERMS.items():
        assert term_called(code) is term
        assert term_for(f"  {term.label.upper()} ") is term


def test_other_words_are_free_text() -> None:
    assert term_for("hiccups for an hour") is None


@pytest.mark.parametrize(
    "code,low,high,key",
    [
        ("drowsiness", 56.4, 56.4, "rodrigues2020"),
        ("dizziness", 45.2, 45.2, "rodrigues2020"),
        ("dissociation", 35.6, 35.6, "rodrigues2020"),
        ("nausea", 13.3, 13.3, "rodrigues2020"),
        ("pressure_increased", 44.3, 44.3, "rodrigues2020"),
        ("pressure_increased", 8, 19, "spravato-uspi"),
        ("loss_of_consciousness", 0.3, 0.4, "spravato-uspi"),
        ("nausea", 24.8, 24.8, "janik2025"),
        ("headache", 19.0, 19.0, "janik2025"),
        ("urinary_symptoms", 0, 24.5, "pmid40583492"),
        ("depression_worse", 8.4, 8.4, "mcinnes2022"),
        ("suicidal_thoughts", 6.0, 6.0, "mcinnes2022"),
        ("emergence_reaction", 12, 12, "ketalar-uspi"),
    ],
)
def test_published_rates_stand_with_their_source(code: str, low: float, high: float, key: str) -> None:
    assert any((rate.low, rate.high, rate.source.key) == (low, high, key) for rate in TERMS[code].rates)


def test_a_rate_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        Rate(low=20, high=10, among="nobody", source=EXPERT)


# -- grades -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "systolic,diastolic,grade",
    [
        (119, 79, 0), (120, 79, 1), (119, 80, 1), (139, 89, 1), (140, 89, 2), (139, 90, 2), (159, 99, 2), (160, 99, 3), (159, 100, 3), (210, 120, 3),
    ],
)  # fmt: skip
def test_a_pressure_has_the_grade_of_its_band(systolic: float, diastolic: float, grade: int) -> None:
    assert grade_of_pressure(systolic, diastolic) == grade


def test_danger_to_life_is_grade_four_at_any_pressure() -> None:
    assert grade_of_pressure(150, 90, is_life_threatening=True) == 4


def test_swapped_pressures_are_refused() -> None:
    with pytest.raises(Implausible, match="swapped"):
        grade_of_pressure(80, 120)


@given(low=st.integers(40, 110), gap=st.integers(1, 100), more=st.integers(0, 60))
def test_a_higher_pressure_never_has_a_lower_grade(low: int, gap: int, more: int) -> None:
    assert grade_of_pressure(low + gap + more, low + more) >= grade_of_pressure(low + gap, low)


@pytest.mark.parametrize(
    "known,grade",
    [
        ({}, 1),
        ({"was_treated": True}, 2),
        ({"stops_everyday_things": True}, 2),
        ({"stops_self_care": True}, 3),
        ({"serious_for": (SeriousFor.HOSPITAL,)}, 3),
        ({"serious_for": (SeriousFor.IMPORTANT,), "was_treated": True}, 3),
        ({"serious_for": (SeriousFor.LIFE_THREATENING,)}, 4),
        ({"serious_for": (SeriousFor.HOSPITAL, SeriousFor.DEATH)}, 5),
    ],
)
def test_the_least_grade_follows_from_what_happened(known: dict[str, object], grade: int) -> None:
    assert grade_of(**known) == grade  # type: ignore[arg-type]  # the arguments are those of the function
    assert grade in GRADES


# -- the fact ---------------------------------------------------------------------------------------------------------


def test_an_entry_from_before_the_new_questions_still_reads_and_says_they_were_not_asked() -> None:
    old = {"term": "nausea", "grade": 2, "serious": False, "relatedness": "probable", "session": None, "action": "ondansetron", "outcome": "settled",
           "detail": ""}  # fmt: skip

    fact = decode("AdverseEventSeen", 1, old)

    assert isinstance(fact, AdverseEventSeen)
    assert (fact.action, fact.outcome) == ("ondansetron", "settled")
    assert fact.expectedness is Expectedness.NOT_JUDGED
    assert fact.action_on_drug is ActionOnDrug.NOT_SAID
    assert fact.outcome_now is EventOutcome.NOT_SAID
    assert not fact.is_serious


def test_an_entry_keeps_everything_that_was_said() -> None:
    fact = AdverseEventSeen(
        term="Laryngospasm", code="laryngospasm", grade=4, serious_for=(SeriousFor.LIFE_THREATENING,), expectedness=Expectedness.EXPECTED,
        action_on_drug=ActionOnDrug.STOPPED, outcome_now=EventOutcome.RECOVERED, ended_at=datetime(2026, 11, 21, 15, 20, tzinfo=UTC),
    )  # fmt: skip

    assert decode("AdverseEventSeen", 1, encode(fact)) == fact


@pytest.mark.parametrize("criterion", list(SeriousFor))
def test_each_criterion_alone_makes_an_event_serious(criterion: SeriousFor) -> None:
    assert AdverseEventSeen(term="x", grade=5 if criterion is SeriousFor.DEATH else 1, serious_for=(criterion,)).is_serious


def test_a_death_that_is_not_grade_five_is_refused() -> None:
    with pytest.raises(Implausible, match="grade 5"):
        AdverseEventSeen(term="x", grade=3, serious_for=(SeriousFor.DEATH,))
    with pytest.raises(Implausible, match="grade 5"):
        AdverseEventSeen(term="x", grade=4, outcome_now=EventOutcome.FATAL)


def test_an_end_without_a_zone_is_refused() -> None:
    with pytest.raises(Implausible, match="time zone"):
        AdverseEventSeen(term="x", grade=1, ended_at=datetime(2026, 11, 21))


# -- where it is reported ---------------------------------------------------------------------------------------------


def seen(grade: int = 2, code: str = "", **more: object) -> AdverseEventSeen:
    return AdverseEventSeen(term="x", grade=grade, code=code, **more)  # type: ignore[arg-type]  # fields of the fact


@pytest.mark.parametrize(
    "event,drug,to",
    [
        (seen(code="drowsiness"), Drug.ESKETAMINE, {ReportedTo.REMS}),
        (seen(code="pressure_increased"), Drug.ESKETAMINE, {ReportedTo.REMS}),
        (seen(code="headache"), Drug.ESKETAMINE, set()),
        (seen(code="headache", serious_for=(SeriousFor.HOSPITAL,)), Drug.ESKETAMINE, {ReportedTo.REMS}),
        (seen(code="drowsiness"), Drug.KETAMINE, set()),
        (seen(grade=4), Drug.KETAMINE, {ReportedTo.MEDWATCH}),
        (seen(grade=4), None, {ReportedTo.REMS, ReportedTo.MEDWATCH}),
    ],
)
def test_the_drug_and_the_gravity_say_where_an_event_is_reported(
    event: AdverseEventSeen, drug: Drug | None, to: set[ReportedTo]
) -> None:
    assert {duty.to for duty in duties_for(event, drug)} == to


def test_only_the_form_of_the_spray_is_a_duty_and_it_has_seven_days() -> None:
    required = [duty for duty in DUTIES if duty.is_required]

    assert [(duty.to, duty.within_days) for duty in required] == [(ReportedTo.REMS, 7)]
