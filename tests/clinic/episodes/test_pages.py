"""The worklist, the patient page, the timeline and corrections, as staff meet them."""

from uuid import uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode, browser_of
from kapstone.clinic.episodes import actions, queries
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.journal import clock
from kapstone.facts import MeasureAnswered, WeightMeasured

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


def test_the_worklist_shows_what_is_urgent_first(clinic: Clinic, episode: Episode) -> None:
    answers: dict[str, int | None] = {f"phq9_{n}": 1 for n in range(1, 10)}
    measure = MeasureAnswered(instrument="phq9", instrument_version="1", answers=answers)
    with clock.stopped_at(NOW):
        actions.record(episode=episode, facts=(measure,), by=clinic.noor, at=NOW)
        page = browser_of(clinic.noor).get("/worklist/").content.decode()

    assert "Alma Reyes" in page
    assert "Thoughts of death or self-harm" in page
    assert "Urgent" in page


def test_the_patient_page_shows_everything_in_few_queries(
    clinic: Clinic, episode: Episode, django_assert_max_num_queries: object
) -> None:
    actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW)
    browser = browser_of(clinic.noor)

    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's fixture
        response = browser.get(f"/episodes/{episode.id}/")

    assert response.status_code == 200
    assert "Alma Reyes" in response.content.decode()
    assert "Pathway" in response.content.decode()


def test_a_colleague_can_be_given_a_piece_of_work(clinic: Clinic, episode: Episode) -> None:
    item = WorkItem.objects.filter(episode=episode, resolved_at=None).first()
    assert item is not None

    browser_of(clinic.cato).post(f"/worklist/{item.id}/assign/", {"to": clinic.staff(clinic.noor).id})

    item.refresh_from_db()
    assert item.assigned_to == clinic.staff(clinic.noor)


def test_work_of_another_clinic_cannot_be_handed_out(clinic: Clinic, episode: Episode) -> None:
    elsewhere = a_clinic("Meadow Clinic", domain="meadow.example")
    item = WorkItem.objects.filter(episode=episode, resolved_at=None).first()
    assert item is not None

    response = browser_of(elsewhere.cato).post(f"/worklist/{item.id}/assign/", {"to": ""})

    assert response.status_code == 404


def test_correcting_an_entry_shows_both(clinic: Clinic, episode: Episode) -> None:
    wrong = actions.record(episode=episode, facts=(WeightMeasured(kilograms=170),), by=clinic.mira, at=NOW).first
    browser = browser_of(clinic.mira)

    response = browser.post(
        f"/episodes/{episode.id}/facts/{wrong.id}/correct/",
        {"how": "right", "kilograms": "70", "key": str(uuid4())},
        follow=True,
    )

    assert "170 kg" in response.content.decode()
    assert "Corrected" in response.content.decode()
    assert [r.fact.kilograms for r in queries.facts_of(episode).of(WeightMeasured)] == [70]


def test_an_impossible_correction_is_refused_and_what_was_typed_is_kept(clinic: Clinic, episode: Episode) -> None:
    wrong = actions.record(episode=episode, facts=(WeightMeasured(kilograms=70),), by=clinic.mira, at=NOW).first

    response = browser_of(clinic.mira).post(
        f"/episodes/{episode.id}/facts/{wrong.id}/correct/", {"how": "right", "kilograms": "820", "key": str(uuid4())}
    )

    assert response.status_code == 422
    assert "820" in response.content.decode()
    assert queries.facts_of(episode).of(WeightMeasured)[0].fact.kilograms == 70


def test_only_a_prescriber_resumes_what_was_suspended(clinic: Clinic, episode: Episode) -> None:
    course = f"/episodes/{episode.id}/course/"
    browser_of(clinic.sol).post(course, {"what": "suspend", "suspend-reason": "She is unwell.", "key": str(uuid4())})
    assert queries.assessment_of(episode, clock.now()).stage == "suspended"

    refused = browser_of(clinic.sol).post(course, {"what": "resume", "resume-reason": "Better.", "key": str(uuid4())})
    assert refused.status_code == 403

    browser_of(clinic.noor).post(course, {"what": "resume", "resume-reason": "Examined, well again.", "key": str(uuid4())})
    assert queries.assessment_of(episode, clock.now()).stage != "suspended"


@pytest.mark.parametrize("where", ["", "timeline/", "course/"])
def test_every_page_of_the_spine_opens(clinic: Clinic, episode: Episode, where: str) -> None:
    assert browser_of(clinic.noor).get(f"/episodes/{episode.id}/{where}").status_code == 200


def test_an_entry_can_be_read_in_full(clinic: Clinic, episode: Episode) -> None:
    record = next(iter(queries.facts_of(episode)))

    response = browser_of(clinic.noor).get(f"/episodes/{episode.id}/facts/{record.id}/")

    assert response.status_code == 200
    assert record.by_name in response.content.decode()


def test_the_caseload_finds_by_name_and_by_stage(clinic: Clinic, episode: Episode) -> None:
    browser = browser_of(clinic.cato)

    assert "Alma Reyes" in browser.get("/patients/?q=reyes").content.decode()
    assert "Alma Reyes" not in browser.get("/patients/?q=nobody").content.decode()
    assert "Alma Reyes" in browser.get(f"/patients/?stage={episode.stage}").content.decode()
