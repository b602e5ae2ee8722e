"""The page to sign as PDF, and what changed since the text patients here are treated under."""

import pytest

from cast import Clinic, a_clinic, an_episode, browser_of
from kapstone.clinic.episodes.models import Episode

pytestmark = pytest.mark.django_db
IV = "iv-trd-induction"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def test_the_director_gets_the_page_to_sign_as_pdf(clinic: Clinic) -> None:
    answer = browser_of(clinic.dara).get(f"/protocols/{IV}/paper/")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert browser_of(clinic.dara).get("/protocols/nothing/paper/").status_code == 404


def test_a_patient_does_not_see_it(clinic: Clinic) -> None:
    assert browser_of(clinic.alma).get(f"/protocols/{IV}/paper/").status_code in {403, 404}


def test_the_page_says_what_changed_since_the_text_patients_are_pinned_to(clinic: Clinic) -> None:
    episode = an_episode(clinic)
    assert "What changed since" not in browser_of(clinic.dara).get(f"/protocols/{IV}/").content.decode()
    older = episode.protocol_text.replace('is = "24 h", standing = "design"', 'is = "36 h", standing = "design"', 1).replace(
        "1.0.0", "0.9.0", 1
    )
    Episode.objects.filter(id=episode.id).update(protocol_text=older, protocol_version="0.9.0")

    page = browser_of(clinic.dara).get(f"/protocols/{IV}/").content.decode()

    assert "What changed since 0.9.0" in page
    assert "Least time between doses: 36 h → 24 h" in page
