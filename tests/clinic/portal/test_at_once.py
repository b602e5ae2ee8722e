"""Two presses in the same moment, and a tap while the next question is asked for: one record, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from cast import a_clinic, an_episode
from kapstone.clinic.episodes import queries
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions
from kapstone.facts import MeasureAnswered
from kapstone.instruments import all_instruments

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run all at the same time, each on a connection of its own."""

    def alone(work: Callable[[], object]) -> object:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def test_two_presses_of_send_record_once() -> None:
    clinic, phq9 = a_clinic(), all_instruments()["phq9"]
    episode, alma = an_episode(clinic, at=clock.now()), clinic.alma_herself
    for item in phq9.items[:9]:
        actions.save_answer(episode=episode, instrument=phq9, item=item.id, said="0", by=alma, at=clock.now())

    def send() -> object:
        return actions.send(episode=episode, instrument=phq9, by=alma, at=clock.now()).record.id

    first, second, third = at_once(send, send, send)

    assert first == second == third
    assert len(queries.facts_of(episode).of(MeasureAnswered)) == 1


def test_a_tap_and_a_press_raise_one_alarm_and_lose_no_answer() -> None:
    clinic, phq9 = a_clinic(), all_instruments()["phq9"]
    episode, alma = an_episode(clinic, at=clock.now()), clinic.alma_herself

    def answer(item: str, said: str) -> Callable[[], object]:
        return lambda: actions.save_answer(episode=episode, instrument=phq9, item=item, said=said, by=alma, at=clock.now())

    at_once(answer("phq9_9", "2"), answer("phq9_9", "2"), answer("phq9_1", "3"), answer("phq9_2", "3"))
    actions.send(episode=episode, instrument=phq9, by=alma, at=clock.now())

    (record,) = queries.facts_of(episode).of(MeasureAnswered)
    assert {name: record.fact.answers[name] for name in ("phq9_1", "phq9_2", "phq9_9")} == {
        "phq9_1": 3, "phq9_2": 3, "phq9_9": 2,
    }  # fmt: skip
