"""What was read of a record is kept as long as the journal still says it, and not a line longer."""

from typing import Any

import pytest
from django.db import transaction

from cast import Clinic, a_clinic, an_episode
from kapstone.clinic.episodes import actions, remembered
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.facts import Fact, Facts, WeightMeasured

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the lines that were decoded."""
    kinds: list[str] = []
    original = remembered.decode

    def noted(kind: str, version: int, body: Any) -> Fact:  # Any: JSON values
        kinds.append(kind)
        return original(kind, version, body)

    monkeypatch.setattr(remembered, "decode", noted)
    return kinds


def weigh(clinic: Clinic, episode: Episode, kilograms: float) -> None:
    actions.record(episode=episode, facts=(WeightMeasured(kilograms=kilograms),), by=clinic.mira, at=clock.now())


def as_the_journal_says(episode: Episode) -> Facts:
    return Facts(remembered.record_of(entry) for entry in journal.lines(episode.id))


def test_only_what_is_new_is_decoded(clinic: Clinic, decoded: list[str]) -> None:
    episode = an_episode(clinic)
    facts_of(episode)
    weigh(clinic, episode, 70)
    facts_of(episode)
    decoded.clear()

    again = facts_of(episode)
    assert decoded == []
    assert again.history == as_the_journal_says(episode).history


def test_a_write_that_was_taken_back_is_forgotten(clinic: Clinic) -> None:
    episode = an_episode(clinic)
    before = facts_of(episode)
    with transaction.atomic():
        weigh(clinic, episode, 82)
        assert len(facts_of(episode).history) == len(before.history) + 1
        transaction.set_rollback(True)

    assert facts_of(episode).history == before.history
    weigh(clinic, episode, 71)

    assert [record.fact.kilograms for record in facts_of(episode).of(WeightMeasured)] == [71]
    assert facts_of(episode).history == as_the_journal_says(episode).history
