"""What was read of a record is kept as long as the journal still says it, and not a line longer."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from cast import Clinic, a_clinic, an_episode
from kapstone.clinic.episodes import actions, remembered
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.facts import DrugScreened, Fact, Facts, TestResult, WeightMeasured

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
    return Facts(remembered.record_of(entry, episode.zone) for entry in journal.lines(episode.id))


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


def test_a_finding_says_the_clinics_day_and_not_greenwichs(clinic: Clinic) -> None:
    """Nine in the evening in New York is the next day in Greenwich."""
    evening = datetime(2026, 1, 6, 2, 0, tzinfo=UTC)
    tested = DrugScreened(result=TestResult.NEGATIVE)
    with clock.stopped_at(evening):
        episode = an_episode(clinic, tested, at=evening)
        found = assessment_of(episode, evening + timedelta(hours=1)).findings

    assert any("5 January 2026" in finding.because for finding in found)
    assert not any("6 January 2026" in finding.because for finding in found)


def test_spans_stay_exact_over_the_night_in_which_the_clocks_change() -> None:
    """In New York the first of November 2026 has 25 hours."""
    zone, noon = ZoneInfo("America/New_York"), datetime(2026, 10, 31, 16, 0, tzinfo=UTC)
    before, after = remembered.in_zone(noon, zone), remembered.in_zone(noon + timedelta(hours=25), zone)

    assert (before.hour, after.hour) == (12, 12)
    assert after - before == timedelta(hours=25)
    assert before + timedelta(hours=25) == after
