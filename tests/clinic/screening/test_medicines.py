"""The medicine entry: matched as it is typed, and asked about where it is not certain."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

import cast
from cast import NOW, Clinic, browser_of
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.screening.queries import report_for
from kapstone.facts import MedicationListed
from kapstone.findings import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return cast.a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return cast.an_episode(clinic)


@pytest.fixture(autouse=True)
def _without_the_second_step(settings: Any) -> None:  # Any: pytest-django's settings
    settings.KAPSTONE_REQUIRE_TOTP = False


def enter(clinic: Clinic, episode: Episode, **values: str) -> Any:  # Any: a test response
    with clock.stopped_at(NOW):
        address = reverse("screening:enter", kwargs={"episode": episode.id, "slug": "medicines"})
        return browser_of(clinic.mira).post(address, {"is_taken": "on", "key": str(uuid4())} | values, follow=True)


def listed(episode: Episode) -> list[MedicationListed]:
    return [record.fact for record in facts_of(episode).of(MedicationListed)]


def levels(episode: Episode) -> dict[str, Level]:
    return {finding.key: finding.level for finding in report_for(episode, NOW).read.findings}


def test_a_certain_line_is_understood_and_said(clinic: Clinic, episode: Episode) -> None:
    page = enter(clinic, episode, name="Zoloft 100 mg daily").content.decode()

    (fact,) = listed(episode)
    assert (fact.name, fact.ingredient, fact.rxcui, fact.daily_dose_mg) == ("Zoloft", "sertraline", "36437", 100)
    assert fact.directions == "as entered: Zoloft 100 mg daily"
    assert "Zoloft is understood as sertraline, 100 mg a day." in page


def test_a_code_nobody_confirmed_is_not_kept(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="Klonopin", daily_dose_mg="2")

    (fact,) = listed(episode)
    assert (fact.name, fact.ingredient, fact.rxcui, fact.daily_dose_mg) == ("Klonopin", "clonazepam", "", 2)


def test_an_uncertain_name_is_asked_about_and_nothing_is_recorded_before_the_answer(clinic: Clinic, episode: Episode) -> None:
    asked = enter(clinic, episode, name="hydroxizine 25 mg tid")
    page = asked.content.decode()

    assert asked.status_code == 422
    assert listed(episode) == []
    assert "Which medicine is meant?" in page
    assert 'value="hydroxyzine"' in page
    assert 'value="hydralazine"' in page
    assert "None of these" in page
    assert "hydroxizine 25 mg tid" in page, "what was typed is kept"


def test_the_chosen_candidate_is_what_is_kept(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="hydroxizine 25 mg tid", meant="hydroxyzine")

    (fact,) = listed(episode)
    assert (fact.name, fact.ingredient, fact.rxcui) == ("hydroxyzine", "hydroxyzine", "")
    assert "hydroxizine 25 mg tid" in fact.directions
    assert levels(episode)["DI-07:hydroxyzine"] is Level.CAUTION


def test_none_of_these_stays_unknown(clinic: Clinic, episode: Episode) -> None:
    page = enter(clinic, episode, name="sertaline", meant="none").content.decode()

    (fact,) = listed(episode)
    assert (fact.name, fact.ingredient, fact.rxcui) == ("sertaline", "", "")
    assert "Nothing is known here about its interactions" in page
    assert levels(episode)["RX-02:sertaline"] is Level.UNKNOWN


def test_an_answer_that_was_never_offered_is_refused(clinic: Clinic, episode: Episode) -> None:
    assert enter(clinic, episode, name="sertaline", meant="ketamine").status_code == 422
    assert listed(episode) == []


def test_a_medicine_outside_the_tables_goes_on_the_list_and_is_asked_about(clinic: Clinic, episode: Episode) -> None:
    page = enter(clinic, episode, name="Omeprazole 20 mg daily").content.decode()

    assert [fact.ingredient for fact in listed(episode)] == [""]
    assert "in none of the tables" in page
    assert levels(episode)["RX-02:omeprazole 20 mg daily"] is Level.UNKNOWN

    enter(clinic, episode, name="Omeprazole 20 mg daily", looked_up="No interaction in its label.")

    assert levels(episode)["RX-02:omeprazole 20 mg daily"] is Level.NOTE


def test_name_and_ingredient_have_to_agree(clinic: Clinic, episode: Episode) -> None:
    answer = enter(clinic, episode, name="Zyrtec", ingredient="olanzapine")

    assert answer.status_code == 422
    assert "do not name the same medicine" in answer.content.decode()
    assert listed(episode) == []


def test_what_is_taken_as_needed_gets_no_daily_dose(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="lorazepam 1 mg prn hs")

    (fact,) = listed(episode)
    assert fact.as_needed
    assert fact.daily_dose_mg is None


def test_a_product_of_several_keeps_all_of_them(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="Auvelity 1 tab bid")

    assert [fact.ingredient for fact in listed(episode)] == ["dextromethorphan / bupropion"]
    assert levels(episode)["DI-24:auvelity"] is Level.REVIEW


def test_a_later_dose_takes_the_place_of_the_earlier(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="clonazepam 1 mg bid")
    enter(clinic, episode, name="clonazepam 0.5 mg qhs")

    latest = next(finding for finding in report_for(episode, NOW).read.findings if finding.rule == "RX-01")
    assert latest.value == "10 mg"


def test_when_it_was_last_taken_is_news_and_not_in_the_future(clinic: Clinic, episode: Episode) -> None:
    enter(clinic, episode, name="Delsym")
    tomorrow, yesterday = ((NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M") for days in (1, -1))

    assert enter(clinic, episode, name="Delsym", last_taken_at=tomorrow).status_code == 422
    enter(clinic, episode, name="Delsym", last_taken_at=yesterday)

    assert [fact.last_taken_at is None for fact in listed(episode)] == [True, False]


def test_a_severe_interaction_is_said_at_once(clinic: Clinic, episode: Episode) -> None:
    page = enter(clinic, episode, name="Percocet 5/325 prn").content.decode()

    assert "Review: Percocet (oxycodone) is on the list" in page
