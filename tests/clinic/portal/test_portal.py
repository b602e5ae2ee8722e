"""The patient's portal as stories: sign-in runs out in between, a second press, a hard answer on a Sunday, somebody else's answers."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cast import Clinic, a_clinic, an_episode, another_clinic, browser_of
from kapstone.clinic.access.models import AccessLog
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.journal import clock
from kapstone.clinic.people import queries as people
from kapstone.clinic.screening import queries as screening
from kapstone.facts import GoalSet, HistoryAnswered, Informant, MeasureAnswered
from kapstone.findings import Level

pytestmark = pytest.mark.django_db

PHQ9 = [f"phq9_{n}" for n in range(1, 10)]


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


@pytest.fixture
def alma(clinic: Clinic, episode: Episode) -> Client:
    return browser_of(clinic.alma_herself)


def answer(browser: Client, item: str, value: str, slug: str = "phq9"):
    return browser.post(f"/me/questions/{slug}/{item}/", {item: value})


def sent(episode: Episode) -> list[MeasureAnswered]:
    return [record.fact for record in queries.facts_of(episode).of(MeasureAnswered)]


def urgent(episode: Episode) -> list[WorkItem]:
    return list(WorkItem.objects.filter(episode=episode, resolved_at=None, level=Level.URGENT))


def test_the_first_page_names_the_next_thing_and_how_long_it_takes(alma: Client) -> None:
    html = alma.get("/me/").content.decode()

    assert "Next for you" in html
    assert re.search(r"bout \d+ minutes", html)
    assert "Help now" in html


def test_signing_in_again_leads_to_the_same_question_with_every_answer_kept(
    clinic: Clinic, alma: Client, episode: Episode
) -> None:
    for item in PHQ9[:4]:
        answer(alma, item, "1")
    alma.logout()
    away = alma.get("/me/questions/phq9/phq9_5/")
    assert "next=/me/questions/phq9/phq9_5/" in away.headers["Location"].replace("%2F", "/")

    back = browser_of(clinic.alma_herself)
    response = back.get("/me/questions/phq9/")

    assert response.headers["Location"] == "/me/questions/phq9/phq9_5/"
    page = back.get("/me/questions/phq9/phq9_5/").content.decode()
    assert re.search(r"Question 5 of \d+ · <span[^>]*>Saved \d\d:\d\d", page)
    assert " checked>" in back.get("/me/questions/phq9/phq9_4/").content.decode()
    assert sent(episode) == []


def test_sending_twice_records_once(alma: Client, episode: Episode) -> None:
    for item in PHQ9:
        answer(alma, item, "0")

    first = alma.post("/me/questions/phq9/check/")
    second = alma.post("/me/questions/phq9/check/")

    (fact,) = sent(episode)
    assert fact.informant is Informant.PATIENT
    assert first.headers["Location"] == second.headers["Location"]
    assert "not a diagnosis" in alma.get(first.headers["Location"]).content.decode()


def test_nothing_chosen_is_asked_for_and_never_skipped(alma: Client) -> None:
    response = alma.post("/me/questions/phq9/phq9_1/")

    assert response.status_code == 422
    assert "Error: " in response.content.decode()


def test_not_wanting_to_answer_is_kept_as_that(alma: Client, episode: Episode) -> None:
    for item in PHQ9:
        if item == "phq9_3":
            alma.post(f"/me/questions/phq9/{item}/", {"decline": "1"})
        else:
            answer(alma, item, "1" if item != "phq9_9" else "0")
    alma.post("/me/questions/phq9/phq9_10/", {"phq9_10": "0"})
    alma.post("/me/questions/phq9/check/")

    (fact,) = sent(episode)
    assert fact.answers["phq9_3"] is None
    assert fact.answers["phq9_10"] == 0


def test_a_hard_answer_on_a_sunday_is_somebodys_work_at_once_and_help_comes_next(clinic: Clinic) -> None:
    sunday = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    with clock.stopped_at(sunday):
        episode = an_episode(clinic, at=sunday - timedelta(days=2))
        alma = browser_of(clinic.alma_herself)
        for item in PHQ9[:8]:
            answer(alma, item, "2")

        response = answer(alma, "phq9_9", "1")

        (work,) = urgent(episode)
        assert work.due_at == sunday + timedelta(hours=24)
        assert response.headers["Location"] == "/me/questions/phq9/pause/"
        html = alma.get("/me/questions/phq9/pause/").content.decode()
        settings = people.settings_of(clinic.organisation.id)
        assert f'href="tel:{settings.crisis_phone}"' in html
        assert "sms:" in html
        assert "chat" in html
        assert "I am safe, go on" in html
        assert "We will contact you by tomorrow at 19:30 EDT" in html
        assert settings.not_watched_sentence in html

        answer(alma, "phq9_10", "1")
        alma.post("/me/questions/phq9/check/")

        (after,) = urgent(episode)
        assert after.due_at == work.due_at
        assert len(sent(episode)) == 1
        assert sent(episode)[0].answers["phq9_9"] == 1
        assert len(queries.facts_of(episode).history) > len(queries.facts_of(episode))  # what came first is kept


def test_a_tap_is_enough_for_the_alarm_even_if_the_phone_is_put_away(alma: Client, episode: Episode) -> None:
    for item in PHQ9[:8]:
        answer(alma, item, "1")

    saved = alma.post("/me/questions/phq9/save/", {"phq9_9": "3"}, content_type="application/json")

    assert re.fullmatch(r"\d\d:\d\d", saved.json()["saved"])
    assert len(urgent(episode)) == 1
    answer(alma, "phq9_9", "3")
    assert len([r for r in queries.facts_of(episode).history if isinstance(r.fact, MeasureAnswered)]) == 1


def test_who_never_drinks_is_not_asked_how_much(alma: Client, clinic: Clinic, episode: Episode) -> None:
    slug = "auditc"
    if alma.get(f"/me/questions/{slug}/").status_code == 404:
        pytest.skip("this programme does not ask it")
    answer(alma, "auditc_1", "2", slug)
    answer(alma, "auditc_2", "1", slug)

    response = answer(alma, "auditc_1", "0", slug)

    assert response.headers["Location"] == f"/me/questions/{slug}/check/"
    alma.post(f"/me/questions/{slug}/check/")
    assert sent(episode)[-1].answers == {"auditc_1": 0}


def test_nobody_else_sees_the_answers_or_the_draft(clinic: Clinic, alma: Client, episode: Episode) -> None:
    answer(alma, "phq9_1", "3")
    elsewhere = another_clinic()
    an_episode(elsewhere)
    stranger = browser_of(elsewhere.alma_herself)
    for item in PHQ9[1:]:
        answer(alma, item, "0")
    answer(alma, "phq9_10", "0")
    mine = alma.post("/me/questions/phq9/check/").headers["Location"]

    assert stranger.get(mine).status_code == 404
    assert " checked>" not in stranger.get("/me/questions/phq9/phq9_1/").content.decode()
    assert browser_of(clinic.noor).get("/me/").status_code == 403


def test_health_questions_come_one_a_screen_and_each_answer_is_a_fact(alma: Client, episode: Episode) -> None:
    first = alma.get("/me/health/").headers["Location"]
    html = alma.get(first).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', html)
    assert key

    for _ in range(2):
        response = alma.post(first, {"answer": "no", "key": key[1], "detail": ""})

    assert len(queries.facts_of(episode).of(HistoryAnswered)) == 1
    assert response.headers["Location"] != first
    assert alma.get("/me/health/").headers["Location"] == response.headers["Location"]


def test_all_health_questions_lead_to_a_page_to_look_them_over(alma: Client, episode: Episode) -> None:
    for question in screening.questions(queries.facts_of(episode), for_patient=True):
        alma.post(f"/me/health/{question.item.id}/", {"answer": "unknown", "key": str(uuid4())})

    assert alma.get("/me/health/").headers["Location"] == "/me/health/check/"
    assert "All questions are answered" in alma.get("/me/health/check/").content.decode()


def test_a_question_only_a_clinician_can_answer_is_not_asked(alma: Client) -> None:
    assert alma.get("/me/health/bp_rise_serious_hazard/").status_code == 404


def test_a_goal_is_set_in_her_words_and_then_rated(alma: Client, episode: Episode) -> None:
    goal = {
        "title": "I see my sister once a week", "why": "I miss her", "expected": "Once a week", "more": "Twice a week",
        "much_more": "I stay over", "less": "Once a month", "much_less": "Never", "importance": "3", "difficulty": "2",
        "baseline": "-1", "key": str(uuid4()),
    }  # fmt: skip

    assert alma.post("/me/goals/new/", goal).status_code == 302
    assert alma.post("/me/goals/new/", goal).status_code == 302

    (record,) = queries.facts_of(episode).of(GoalSet)
    alma.post("/me/goals/rate/", {f"goal-{record.fact.goal}": "0", "key": str(uuid4())})
    assert "Once a week" in alma.get("/me/goals/").content.decode()


def test_she_sees_who_looked_and_that_is_written_down_too(clinic: Clinic, alma: Client, episode: Episode) -> None:
    browser_of(clinic.noor).get(f"/episodes/{episode.id}/")

    html = alma.get("/me/looked/").content.decode()

    assert "Noor Haddad" in html
    assert AccessLog.objects.filter(user_id=clinic.alma_herself.user_id, what__contains="who looked").exists()


def test_help_is_there_for_anyone(client: Client) -> None:
    html = client.get("/me/help/").content.decode()

    assert 'href="tel:988"' in html
    assert "around the clock" in html


def test_a_patient_without_a_course_is_told_so(clinic: Clinic) -> None:
    browser = browser_of(clinic.alma_herself)

    assert "nothing for you to do yet" in browser.get("/me/").content.decode()
    assert browser.get("/me/goals/").status_code == 409


def test_a_measure_whose_wording_is_not_here_is_asked_of_nobody_and_breaks_no_page(
    clinic: Clinic, episode: Episode, alma: Client
) -> None:
    with_isi = episode.protocol_text.replace('instrument = "pcptsd5"', 'instrument = "isi"')
    assert with_isi != episode.protocol_text
    Episode.objects.filter(id=episode.id).update(protocol_text=with_isi)
    episode.refresh_from_db()

    html = alma.get("/me/").content.decode()

    assert "depression" in html.casefold()
    assert "/me/questions/isi/" not in html
    assert "insomnia" not in html.casefold()
    assert alma.get("/me/questions/isi/").status_code == 404
    assert alma.get("/me/questions/isi/isi_1/").status_code == 404
    assert answer(alma, "isi_1", "2", slug="isi").status_code == 404
    desk = browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/").content.decode()
    assert "Wording licensed, not asked here" in desk
    assert sent(episode) == []


def test_blood_in_the_urine_is_told_at_once_without_words_for_a_crisis(clinic: Clinic, episode: Episode, alma: Client) -> None:
    with_bladder = episode.protocol_text.replace('instrument = "pcptsd5"', 'instrument = "lutsq"')
    Episode.objects.filter(id=episode.id).update(protocol_text=with_bladder)

    response = answer(alma, "lutsq_blood", "1", slug="lutsq")

    assert response.status_code == 302
    assert "pause" not in response.headers["Location"]
    assert [fact.answers for fact in sent(episode)] == [{"lutsq_blood": 1}]
