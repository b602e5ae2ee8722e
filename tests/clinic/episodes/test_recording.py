"""Recording facts: one transaction with its assessment and worklist, once per key, and nothing is ever lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode
from kapstone.clinic.episodes import actions, queries
from kapstone.clinic.episodes.errors import ChangedSince, EpisodeIsClosed, GateClosed, NoSuchFact, SameKeyOtherAnswers
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.facts import (
    EnteredInError,
    EpisodeClosed,
    EpisodeSuspended,
    HeightMeasured,
    MeasureAnswered,
    Outcome,
    VitalsTaken,
    WeightMeasured,
)
from kapstone.findings import Level
from kapstone.pathway import GateId, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


def phq9(item_9: int = 0) -> MeasureAnswered:
    answers: dict[str, int | None] = {f"phq9_{n}": 2 for n in range(1, 9)} | {"phq9_9": item_9}
    return MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers)


def test_an_episode_starts_with_its_pinned_protocol_and_its_first_facts(episode: Episode) -> None:
    facts = queries.facts_of(episode)

    assert [record.fact.kind for record in facts] == [
        "ProgrammeChosen",
        "EnquiryReceived",
        "IdentityVerified",
        "PersonDescribed",
    ]
    assert queries.protocol_of(episode).digest == episode.protocol_digest
    assert journal.verify(episode.id).is_whole


def test_opening_twice_with_the_same_key_opens_one_episode(clinic: Clinic) -> None:
    key = uuid4()
    protocol = queries.protocol_of(an_episode(clinic))

    first, again = (
        actions.open_episode(patient=clinic.alma, protocol=protocol, facts=(), by=clinic.cato, at=NOW, key=key)
        for _ in range(2)
    )

    assert first == again


def test_sending_a_form_twice_records_it_once(clinic: Clinic, episode: Episode) -> None:
    key = uuid4()

    first = actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW, key=key)
    again = actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW, key=key)

    assert first.records == again.records
    assert len(queries.facts_of(episode).of(WeightMeasured)) == 1


def test_the_same_key_with_other_answers_is_refused_and_the_first_is_kept(clinic: Clinic, episode: Episode) -> None:
    key = uuid4()
    actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW, key=key)

    with pytest.raises(SameKeyOtherAnswers):
        actions.record(episode=episode, facts=(WeightMeasured(kilograms=90),), by=clinic.mira, at=NOW, key=key)

    assert queries.facts_of(episode).of(WeightMeasured)[0].fact.kilograms == 70


def test_a_stale_form_is_told_what_is_new(clinic: Clinic, episode: Episode) -> None:
    seen = episode.sequence
    actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW)

    with pytest.raises(ChangedSince, match="Weight"):
        actions.record(episode=episode, facts=(HeightMeasured(centimetres=170),), by=clinic.noor, at=NOW, seen=seen)


def test_a_closed_gate_says_why_and_nothing_is_written(clinic: Clinic, episode: Episode) -> None:
    before = episode.sequence

    with pytest.raises(GateClosed, match="Not now"):
        actions.record(
            episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.noor, at=NOW, gate=GateId.SCHEDULE_DOSE
        )

    episode.refresh_from_db()
    assert episode.sequence == before


def test_a_positive_suicide_item_is_on_the_worklist_in_the_same_breath(clinic: Clinic, episode: Episode) -> None:
    with clock.stopped_at(NOW):
        recorded = actions.record(episode=episode, facts=(phq9(item_9=2),), by=clinic.noor, at=NOW)

    (item,) = WorkItem.objects.filter(episode=episode, level=Level.URGENT, resolved_at=None)
    assert recorded.assessment.level is Level.URGENT
    assert item.owner_role == "prescriber"
    assert item.due_at is not None
    assert item.act


def test_a_work_item_keeps_its_age_and_owner_while_it_stands_and_goes_when_it_is_gone(clinic: Clinic, episode: Episode) -> None:
    with clock.stopped_at(NOW):
        actions.record(episode=episode, facts=(phq9(item_9=2),), by=clinic.noor, at=NOW)
    item = WorkItem.objects.get(episode=episode, level=Level.URGENT, resolved_at=None)
    actions.assign(item=item, to=clinic.staff(clinic.noor))

    later = NOW + timedelta(minutes=10)
    with clock.stopped_at(later):
        actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=later)
    item.refresh_from_db()
    assert item.resolved_at is None
    assert item.opened_at == NOW
    assert item.assigned_to == clinic.staff(clinic.noor)

    wrong = next(r for r in queries.facts_of(episode) if isinstance(r.fact, MeasureAnswered))
    with clock.stopped_at(later):
        actions.correct(episode=episode, wrong=wrong.id, reason="answered for somebody else", by=clinic.noor, at=later)
    item.refresh_from_db()
    assert item.resolved_at == later


def test_a_correction_takes_the_place_of_the_first_entry_and_both_are_kept(clinic: Clinic, episode: Episode) -> None:
    wrong = actions.record(episode=episode, facts=(WeightMeasured(kilograms=170),), by=clinic.mira, at=NOW).first

    actions.correct(episode=episode, wrong=wrong.id, right=WeightMeasured(kilograms=70), by=clinic.mira, at=NOW)

    facts = queries.facts_of(episode)
    assert [record.fact.kilograms for record in facts.of(WeightMeasured)] == [70]
    assert wrong.id in facts.corrected
    assert facts.get(wrong.id) is not None


def test_correcting_twice_with_one_key_corrects_once(clinic: Clinic, episode: Episode) -> None:
    wrong = actions.record(episode=episode, facts=(WeightMeasured(kilograms=170),), by=clinic.mira, at=NOW).first
    key = uuid4()

    for _ in range(2):
        actions.correct(episode=episode, wrong=wrong.id, reason="typing slip", by=clinic.mira, at=NOW, key=key)

    assert sum(isinstance(record.fact, EnteredInError) for record in queries.facts_of(episode).history) == 1


def test_an_entry_of_another_episode_cannot_be_corrected_here(clinic: Clinic, episode: Episode) -> None:
    with pytest.raises(NoSuchFact):
        actions.correct(episode=episode, wrong=uuid4(), reason="guess", by=clinic.mira, at=NOW)


def test_nothing_is_recorded_in_a_closed_episode_but_corrections_are(clinic: Clinic, episode: Episode) -> None:
    weight = actions.record(episode=episode, facts=(WeightMeasured(kilograms=170),), by=clinic.mira, at=NOW).first
    closed = EpisodeClosed(outcome=Outcome.WITHDREW, summary="She moved away.")
    actions.record(episode=episode, facts=(closed,), by=clinic.noor, at=NOW)

    with pytest.raises(EpisodeIsClosed):
        actions.record(episode=episode, facts=(HeightMeasured(centimetres=170),), by=clinic.mira, at=NOW)
    actions.correct(episode=episode, wrong=weight.id, right=WeightMeasured(kilograms=70), by=clinic.mira, at=NOW)

    episode.refresh_from_db()
    assert episode.stage == Stage.CLOSED


def test_a_suspended_episode_says_so_in_lists_at_once(clinic: Clinic, episode: Episode) -> None:
    actions.record(episode=episode, facts=(EpisodeSuspended(reason="fever"),), by=clinic.noor, at=NOW)

    episode.refresh_from_db()
    assert episode.stage == Stage.SUSPENDED


def test_when_only_the_clock_moves_the_worklist_follows(clinic: Clinic, episode: Episode) -> None:
    assert episode.next_change_at is not None

    with clock.stopped_at(episode.next_change_at):
        done = actions.reassess_due(clock.now())

    episode.refresh_from_db()
    assert done == 1
    assert episode.next_change_at is None or episode.next_change_at > clock.now() - timedelta(days=3650)


def test_assessing_again_changes_nothing(clinic: Clinic, episode: Episode) -> None:
    with clock.stopped_at(NOW):
        actions.record(episode=episode, facts=(VitalsTaken(systolic_mmhg=150, diastolic_mmhg=95),), by=clinic.mira, at=NOW)
        rows = list(WorkItem.objects.order_by("id").values())
        actions.reassess(episode.id, NOW)

    assert list(WorkItem.objects.order_by("id").values()) == rows
