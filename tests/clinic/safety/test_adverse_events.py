"""Recording an adverse event: from the list or in own words, with what makes it serious, and where it was reported."""

from uuid import uuid4

import pytest

from cast import Clinic, a_clinic, an_episode, browser_of
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.facts import AdverseEventReported, AdverseEventSeen, Expectedness, Relatedness, ReportedTo, SeriousFor

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


def told(**changes: object) -> dict[str, object]:
    known = {"code": "nausea", "term": "", "grade": "2", "relatedness": "probable", "expectedness": "expected", "action_on_drug": "none",
             "outcome_now": "recovered", "reporter": "patient", "key": str(uuid4())}  # fmt: skip
    return known | changes


def send(clinic: Clinic, episode: Episode, **changes: object) -> int:
    return browser_of(clinic.mira).post(f"/episodes/{episode.id}/safety/events/new/", told(**changes)).status_code


def seen(episode: Episode) -> AdverseEventSeen:
    (record,) = queries.facts_of(episode).of(AdverseEventSeen)
    return record.fact


def test_the_list_is_offered_in_groups(clinic: Clinic, episode: Episode) -> None:
    page = browser_of(clinic.mira).get(f"/episodes/{episode.id}/safety/events/new/").content.decode()

    assert '<optgroup label="Bladder and urine">' in page
    assert "danger to life" in page.casefold()


def test_an_entry_of_the_list_is_kept_with_its_code_and_its_words(clinic: Clinic, episode: Episode) -> None:
    assert send(clinic, episode) == 302

    fact = seen(episode)
    assert (fact.code, fact.term, fact.grade) == ("nausea", "Nausea", 2)
    assert fact.relatedness is Relatedness.PROBABLE
    assert fact.expectedness is Expectedness.EXPECTED
    assert not fact.is_serious


def test_own_words_are_kept_as_they_are(clinic: Clinic, episode: Episode) -> None:
    assert send(clinic, episode, code="", term="hiccups for an hour") == 302

    assert (seen(episode).code, seen(episode).term) == ("", "hiccups for an hour")


def test_own_words_that_stand_on_the_list_are_taken_for_their_entry(clinic: Clinic, episode: Episode) -> None:
    send(clinic, episode, code="", term="blood pressure increased")

    assert seen(episode).code == "pressure_increased"


def test_criteria_that_are_ticked_make_it_serious(clinic: Clinic, episode: Episode) -> None:
    send(clinic, episode, grade="3", serious_for=["hospital", "important"])

    assert seen(episode).serious_for == (SeriousFor.HOSPITAL, SeriousFor.IMPORTANT)
    assert "serious" in browser_of(clinic.noor).get(f"/episodes/{episode.id}/safety/").content.decode()


def test_nothing_chosen_and_nothing_written_is_refused(clinic: Clinic, episode: Episode) -> None:
    assert send(clinic, episode, code="", term=" ") == 422
    assert not queries.facts_of(episode).of(AdverseEventSeen)


def test_a_death_of_grade_three_is_refused_at_its_grade(clinic: Clinic, episode: Episode) -> None:
    response = browser_of(clinic.mira).post(
        f"/episodes/{episode.id}/safety/events/new/", told(grade="3", serious_for=["death"])
    )

    assert response.status_code == 422
    assert "a death is grade 5" in response.content.decode().casefold()


def test_where_it_was_reported_is_recorded_once(clinic: Clinic, episode: Episode) -> None:
    send(clinic, episode, grade="4", serious_for=["life_threatening"])
    (event,) = queries.facts_of(episode).of(AdverseEventSeen)
    where = f"/episodes/{episode.id}/safety/events/{event.id}/report/"
    noor = browser_of(clinic.noor)

    assert "MedWatch" in noor.get(where).content.decode()
    report = {"to": "medwatch", "reference": "MW-1", "remarks": "", "key": str(uuid4())}
    assert noor.post(where, report).status_code == 302
    assert noor.post(where, report).status_code == 302

    (reported,) = queries.facts_of(episode).of(AdverseEventReported)
    assert (reported.fact.event, reported.fact.to) == (event.id, ReportedTo.MEDWATCH)
    assert "FDA MedWatch" in noor.get(f"/episodes/{episode.id}/safety/").content.decode()


def test_only_a_prescriber_says_where_it_was_reported(clinic: Clinic, episode: Episode) -> None:
    send(clinic, episode)
    (event,) = queries.facts_of(episode).of(AdverseEventSeen)

    assert browser_of(clinic.mira).get(f"/episodes/{episode.id}/safety/events/{event.id}/report/").status_code == 403
    assert browser_of(clinic.noor).get(f"/episodes/{episode.id}/safety/events/{uuid4()}/report/").status_code == 404
