"""The pages of a patient who has been through everything: few queries, little weight, and the right stage."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from courses import a_course
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.pathway import Phase, Stage
from weighing import weight_of

MOST_QUERIES = 15
MOST_BYTES_OF_THE_PATIENT_PAGE = 150_000
MOST_BYTES_OF_A_QUESTION = 60_000

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", [Stage.ELIGIBILITY, Stage.DOSING, Stage.MAINTENANCE])
def test_the_patient_page_stays_within_its_budget(stage: Stage) -> None:
    clinic = cast.a_clinic()
    episode, now = a_course(clinic, stage, phase=Phase.DOSED)
    browser = cast.browser_of(clinic.noor)

    with clock.stopped_at(now), CaptureQueriesContext(connection) as queries:
        response = browser.get(f"/episodes/{episode.id}/")
        asked = len(queries)

    weights = weight_of(response.content.decode())
    total = sum(weights.values())
    print(f"{stage}: {len(facts_of(episode))} facts, {asked} queries, {total} bytes: {weights}")
    assert response.status_code == 200
    assert episode.stage == stage
    assert asked <= MOST_QUERIES
    assert total <= MOST_BYTES_OF_THE_PATIENT_PAGE, weights


def test_a_question_of_the_phq9_stays_within_its_budget() -> None:
    clinic = cast.a_clinic()
    _, now = a_course(clinic, Stage.DOSING, phase=Phase.CHECKED_IN)

    with clock.stopped_at(now):
        response = cast.browser_of(clinic.alma_herself).get("/me/questions/phq9/phq9_1/")

    weights = weight_of(response.content.decode())
    total = sum(weights.values())
    print(f"PHQ-9: {total} bytes: {weights}")
    assert response.status_code == 200
    assert total <= MOST_BYTES_OF_A_QUESTION, weights
