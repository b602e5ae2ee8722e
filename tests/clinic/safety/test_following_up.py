"""A positive suicide item: seen at once, owned, and closed only by what a clinician found."""

from uuid import UUID, uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode, browser_of
from kapstone.clinic.episodes import actions, queries
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.journal import clock
from kapstone.facts import AdverseEventReviewed, AdverseEventSeen, ConcernResolved, MeasureAnswered
from kapstone.findings import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


@pytest.fixture
def concern(clinic: Clinic, episode: Episode) -> UUID:
    answers: dict[str, int | None] = {f"phq9_{n}": 1 for n in range(1, 10)}
    with clock.stopped_at(NOW):
        measure = MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers)
        return actions.record(episode=episode, facts=(measure,), by=clinic.noor, at=NOW).first.id


def found(**changes: str) -> dict[str, str]:
    return {
        "found": "Passing thoughts, no plan, protective factors.",
        "plan": "Safety plan agreed; call tomorrow.",
        "safe_to_continue": "yes",
        "key": str(uuid4()),
    } | changes


def urgent(episode: Episode) -> int:
    return WorkItem.objects.filter(episode=episode, resolved_at=None, level=Level.URGENT).count()


def test_it_is_on_the_safety_page_with_the_answer_that_raised_it(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    browser = browser_of(clinic.noor)

    assert "Record what you found" in browser.get(f"/episodes/{episode.id}/safety/").content.decode()
    page = browser.get(f"/episodes/{episode.id}/safety/concerns/{concern}/").content.decode()
    assert "better off dead" in page
    assert "Several days" in page


def test_following_it_up_takes_it_off_the_worklist(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    assert urgent(episode) == 1

    response = browser_of(clinic.noor).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found())

    assert response.status_code == 302
    assert urgent(episode) == 0
    (resolved,) = queries.facts_of(episode).of(ConcernResolved)
    assert resolved.fact.concern == concern


def test_not_safe_to_continue_keeps_treatment_stopped(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    browser_of(clinic.noor).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found(safe_to_continue="no"))

    assert queries.assessment_of(episode, clock.now()).level >= Level.STOP


def test_nothing_is_recorded_without_saying_what_was_found(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    response = browser_of(clinic.noor).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found(found=" "))

    assert response.status_code == 422
    assert "Safety plan agreed" in response.content.decode()
    assert urgent(episode) == 1


def test_sending_it_twice_records_it_once(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    browser, form = browser_of(clinic.noor), found()

    for _ in range(2):
        assert browser.post(f"/episodes/{episode.id}/safety/concerns/{concern}/", form).status_code == 302

    assert len(queries.facts_of(episode).of(ConcernResolved)) == 1


def test_the_second_colleague_is_told_who_was_first(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    browser_of(clinic.noor).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found())

    response = browser_of(clinic.sol).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found())

    assert "Noor Haddad followed this concern up already" in response.content.decode()


def test_a_coordinator_cannot_close_a_concern(clinic: Clinic, episode: Episode, concern: UUID) -> None:
    assert browser_of(clinic.cato).post(f"/episodes/{episode.id}/safety/concerns/{concern}/", found()).status_code == 403


def test_an_entry_that_raised_nothing_cannot_be_followed_up(clinic: Clinic, episode: Episode) -> None:
    record = next(iter(queries.facts_of(episode)))

    assert browser_of(clinic.noor).post(f"/episodes/{episode.id}/safety/concerns/{record.id}/", found()).status_code == 404


def test_an_adverse_event_waits_for_a_prescriber(clinic: Clinic, episode: Episode) -> None:
    browser_of(clinic.mira).post(
        f"/episodes/{episode.id}/safety/events/new/",
        {"term": "vomiting", "grade": "2", "relatedness": "probable", "key": str(uuid4())},
    )
    (event,) = queries.facts_of(episode).of(AdverseEventSeen)

    assert browser_of(clinic.mira).get(f"/episodes/{episode.id}/safety/events/{event.id}/review/").status_code == 403
    browser_of(clinic.noor).post(
        f"/episodes/{episode.id}/safety/events/{event.id}/review/",
        {"conclusion": "Expected, ondansetron next time.", "key": str(uuid4())},
    )
    assert queries.facts_of(episode).of(AdverseEventReviewed)[0].fact.event == event.id
