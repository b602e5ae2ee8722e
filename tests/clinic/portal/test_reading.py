"""What a patient may read: the texts of their stage first, each on a page of its own, and nothing that is not for them."""

import pytest
from django.test import Client

from cast import Clinic, a_clinic, an_episode, browser_of
from kapstone.documents import document_called, reading_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def alma(clinic: Clinic) -> Client:
    an_episode(clinic)
    return browser_of(clinic.alma_herself)


def test_the_texts_of_her_stage_come_first_and_the_rest_follow(alma: Client) -> None:
    page = alma.get("/me/read/").content.decode()
    now, rest = reading_for("prescreen")

    assert page.index(document_called(now[0]).title) < page.index("More")
    for name in (*now, *rest):
        assert f"/me/read/{name}/" in page


def test_one_text_says_where_it_comes_from(alma: Client) -> None:
    page = alma.get("/me/read/learn_how_it_works/").content.decode()

    assert "NMDA" in page
    assert "Lii et al. 2023" in page


@pytest.mark.parametrize("name", ["learn_home_sessions", "learn_esketamine", "ketamine_consent", "nothing"])
def test_what_is_not_of_her_programme_is_not_there(alma: Client, name: str) -> None:
    assert alma.get(f"/me/read/{name}/").status_code == 404


def test_the_first_page_leads_there(alma: Client) -> None:
    assert 'href="/me/read/"' in alma.get("/me/").content.decode()
