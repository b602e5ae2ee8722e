"""Synthetic people and how they fare: the same for the same seed, and possible."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kapstone.instruments import instrument_called
from kapstone.pathway import Stage
from kapstone.protocols import all_protocols
from kapstone.synthetic.lives import LIVES, Twist
from kapstone.synthetic.neighbours import some_people
from kapstone.synthetic.symptoms import Course, answers_for, phq9_total

TODAY = date(2026, 3, 2)
PHQ9 = tuple(item.id for item in instrument_called("phq9").items if item.is_scored)


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(some_people(TODAY, Random(7))) == list(some_people(TODAY, Random(7)))


def test_everyone_is_an_adult_with_a_name_of_their_own() -> None:
    people = list(some_people(TODAY, Random(1)))

    assert len({person.name for person in people}) == len({person.email for person in people}) == len(people) >= len(LIVES)
    assert all(18 <= (TODAY - person.birth_date).days / 365.25 < 75 for person in people)
    assert all(40 < person.weight_kg < 140 for person in people)


def test_the_lives_stand_at_every_stage_and_one_is_shown() -> None:
    assert {plan.target for plan in LIVES} == set(Stage)
    assert sum(plan.has(Twist.SHOWN) for plan in LIVES) == 1
    assert LIVES[0].has(Twist.SHOWN)
    assert {twist for plan in LIVES for twist in plan.twists} == set(Twist)
    assert all(plan.programme in all_protocols() for plan in LIVES)


@given(total=some.integers(0, 24), seed=some.integers(0, 999), self_harm=some.integers(0, 3))
def test_answers_add_up(total: int, seed: int, self_harm: int) -> None:
    answers = answers_for(PHQ9, max(total, self_harm), 3, Random(seed), self_harm=self_harm)

    assert sum(value or 0 for value in answers.values()) == max(total, self_harm)
    assert answers["phq9_9"] == self_harm
    assert all(value is not None and 0 <= value <= 3 for value in answers.values())


@pytest.mark.parametrize(
    "course, least, most",
    [(Course.RESPONDER, 0.0, 0.5), (Course.PARTIAL, 0.5, 0.75), (Course.NONE, 0.8, 1.1), (Course.WORSE, 1.05, 1.5)],
)
def test_each_course_ends_where_its_name_says(course: Course, least: float, most: float) -> None:
    for seed in range(40):
        assert least <= phq9_total(course, 18, 6, Random(seed)) / 18 <= most
