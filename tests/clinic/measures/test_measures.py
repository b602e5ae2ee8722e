"""Measures on the desk: entered by staff, scored, looked at; a declined answer is no zero, and nothing anybody sent is lost."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of
from kapstone.clinic.episodes import actions as journal
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.measures import actions
from kapstone.clinic.measures import queries as measures
from kapstone.clinic.web.models import Draft
from kapstone.facts import Informant, MeasureAnswered, MeasureReviewed
from kapstone.instruments import all_instruments

pytestmark = pytest.mark.django_db

PHQ9 = {f"phq9_{n}": "1" for n in range(1, 9)} | {"phq9_9": "0", "phq9_10": "1"}


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


def answered(episode: Episode) -> tuple[MeasureAnswered, ...]:
    return tuple(record.fact for record in queries.facts_of(episode).of(MeasureAnswered))


def post(clinic: Clinic, episode: Episode, slug: str, **answers: str):
    return browser_of(clinic.mira).post(f"/episodes/{episode.id}/measures/{slug}/", {"key": str(uuid4()), **answers})


def test_staff_enter_all_items_on_one_page_and_see_the_result(clinic: Clinic, episode: Episode) -> None:
    response = post(clinic, episode, "phq9", **PHQ9)

    (fact,) = answered(episode)
    assert fact.informant is Informant.CLINICIAN
    page = browser_of(clinic.noor).get(response.headers["Location"]).content.decode()
    assert "PHQ-9 is 8 of 27: mild" in page
    assert "Several days (1)" in page


def test_a_declined_answer_is_kept_as_withheld_and_never_as_zero(clinic: Clinic, episode: Episode) -> None:
    post(clinic, episode, "gad7", **{f"gad7_{n}": "declined" if n == 3 else "2" for n in range(1, 8)})

    (fact,) = answered(episode)
    assert fact.answers["gad7_3"] is None
    facts = queries.facts_of(episode)
    found = measures.response_of(facts, facts.of(MeasureAnswered)[0].id, measures.wordings_of(clinic.organisation.id))
    assert found is not None
    assert "gad7_3" in found.score.missing
    assert [each.answer for each in found.items if each.item == "gad7_3"] == ["Declined to answer"]


def test_an_item_left_alone_is_asked_for_and_nothing_entered_is_lost(clinic: Clinic, episode: Episode) -> None:
    response = post(clinic, episode, "phq9", **{name: value for name, value in PHQ9.items() if name != "phq9_4"})

    assert response.status_code == 422
    html = response.content.decode()
    assert "Choose the answer, or say that it was declined." in html
    assert html.count(" checked>") == len(PHQ9) - 1
    assert answered(episode) == ()


def test_an_answer_to_a_question_that_was_not_asked_is_pointed_out(clinic: Clinic, episode: Episode) -> None:
    response = post(clinic, episode, "auditc", auditc_1="0", auditc_2="3")

    assert response.status_code == 422
    assert "only asked after another answer" in response.content.decode()


def test_measured_at_and_entered_at_are_both_kept(clinic: Clinic, episode: Episode) -> None:
    earlier = clock.now() - timedelta(hours=3)

    post(clinic, episode, "phq9", **PHQ9, measured_at=f"{earlier.astimezone(ZoneInfo('America/New_York')):%Y-%m-%dT%H:%M}")

    (record,) = queries.facts_of(episode).of(MeasureAnswered)
    assert record.at < record.recorded_at


@pytest.mark.parametrize("slug", [name for name, each in all_instruments().items() if each.template is None and each.has_text])
def test_every_instrument_of_the_registry_can_be_entered(clinic: Clinic, episode: Episode, slug: str) -> None:
    page = browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/{slug}/")

    assert page.status_code == 200
    assert "Declined to answer" in page.content.decode()


LICENSED = [name for name, each in all_instruments().items() if not each.has_text]


def test_one_whose_wording_is_not_here_is_not_offered_and_the_list_says_why(clinic: Clinic, episode: Episode) -> None:
    page = browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/").content.decode()

    assert len(LICENSED) > 30
    assert not [name for name in LICENSED if f"/measures/{name}/" in page]
    assert "Their wording is licensed and does not come with Kapstone" in page
    assert "PADSS, PIQ" in page


def test_to_enter_one_all_the_same_is_refused_with_who_gives_the_right(clinic: Clinic, episode: Episode) -> None:
    for response in (
        browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/isi/"),
        post(clinic, episode, "isi", isi_1="1"),
    ):
        assert response.status_code == 409
        assert "The right to use it comes from Charles M. Morin" in response.content.decode()
    assert answered(episode) == ()


def test_forms_that_bring_their_own_questions_are_not_asked_without_them(clinic: Clinic, episode: Episode) -> None:
    assert browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/kset_baseline/").status_code == 409
    assert browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/gas/").status_code == 404


def test_a_result_from_elsewhere_is_shown_and_judged_without_the_wording(clinic: Clinic, episode: Episode) -> None:
    total = MeasureAnswered(instrument="isi", instrument_version="1", answers={}, total_only=22, informant=Informant.IMPORT)
    answers = MeasureAnswered(
        instrument="qids",
        instrument_version="1",
        answers={f"qids_{number}": 1 for number in range(1, 17)},
        informant=Informant.IMPORT,
    )
    recorded = [
        journal.record(episode=episode, facts=(fact,), by=clinic.noor, at=clock.now()).first for fact in (total, answers)
    ]

    pages = [
        browser_of(clinic.noor).get(f"/episodes/{episode.id}/measures/answers/{record.id}/").content.decode()
        for record in recorded
    ]

    assert "ISI is 22 of 28: severe insomnia" in pages[0]
    assert "QIDS-SR16 is 9 of 27: mild" in pages[1]
    assert "(thoughts of death or suicide)" in pages[1]
    assert f"/measures/answers/{recorded[1].id}/correct/" not in pages[1]
    correct = browser_of(clinic.noor).get(f"/episodes/{episode.id}/measures/answers/{recorded[1].id}/correct/")
    assert correct.status_code == 409
    listed = browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/").content.decode()
    assert "Wording licensed, not asked here" in listed


def test_ratings_without_a_sum_are_shown_one_by_one(clinic: Clinic, episode: Episode) -> None:
    response = post(
        clinic, episode, "likert1", likert1_intensity="8", likert1_meaning="7", likert1_support="9", likert1_fear="2"
    )

    page = browser_of(clinic.noor).get(response.headers["Location"]).content.decode()
    assert "strength of the effect 8, meaning 7, support 9, fear 2" in page
    listed = browser_of(clinic.noor).get(f"/episodes/{episode.id}/measures/").content.decode()
    assert "Answered<span" in listed


def test_the_life_of_a_measure_is_shown_from_due_to_looked_at(clinic: Clinic, episode: Episode) -> None:
    def life(name: str) -> measures.Life:
        page, wordings = queries.patient_page(episode, clock.now()), measures.wordings_of(clinic.organisation.id)
        return next(row.life for row in measures.rows(page, wordings) if row.instrument.id == name)

    phq9 = all_instruments()["phq9"]
    assert life("phq9") is measures.Life.DUE

    actions.save_answer(episode=episode, instrument=phq9, item="phq9_1", said="1", by=clinic.alma_herself, at=clock.now())
    assert life("phq9") is measures.Life.STARTED

    actions.send(episode=episode, instrument=phq9, by=clinic.alma_herself, at=clock.now())
    assert life("phq9") is measures.Life.DONE

    (record,) = queries.facts_of(episode).of(MeasureAnswered)
    browser_of(clinic.sol).post(f"/episodes/{episode.id}/measures/answers/{record.id}/review/", {"key": str(uuid4())})
    assert life("phq9") is measures.Life.REVIEWED
    assert len(queries.facts_of(episode).of(MeasureReviewed)) == 1


def test_the_phone_and_the_desk_at_once_both_stay_and_the_newest_counts(clinic: Clinic, episode: Episode) -> None:
    phq9, now = all_instruments()["phq9"], clock.now()
    for item in phq9.items[:9]:
        actions.save_answer(
            episode=episode,
            instrument=phq9,
            item=item.id,
            said="2" if item.id != "phq9_9" else "0",
            by=clinic.alma_herself,
            at=now,
        )
    opened = browser_of(clinic.mira)
    page = opened.get(f"/episodes/{episode.id}/measures/phq9/").content.decode()
    assert "has begun this measure" in page

    sent = actions.send(episode=episode, instrument=phq9, by=clinic.alma_herself, at=now)
    response = post(clinic, episode, "phq9", **PHQ9)

    assert len(answered(episode)) == 2
    newest = opened.get(response.headers["Location"]).content.decode()
    assert "Answered more than once" in newest
    assert str(sent.record.id) in newest
    older = opened.get(f"/episodes/{episode.id}/measures/answers/{sent.record.id}/").content.decode()
    assert "This one is not the newest." in older


def test_an_alarm_taken_back_stays_for_a_clinician(clinic: Clinic, episode: Episode) -> None:
    phq9, now = all_instruments()["phq9"], clock.now()
    for said in ("2", "0"):
        actions.save_answer(episode=episode, instrument=phq9, item="phq9_9", said=said, by=clinic.alma_herself, at=now)
    actions.send(episode=episode, instrument=phq9, by=clinic.alma_herself, at=now)

    assert sorted(fact.answers["phq9_9"] or 0 for fact in answered(episode)) == [0, 2]


def test_another_patients_measure_cannot_be_read(clinic: Clinic, episode: Episode) -> None:
    post(clinic, episode, "phq9", **PHQ9)
    elsewhere = another_clinic()
    other = an_episode(elsewhere, at=NOW)
    (record,) = queries.facts_of(episode).of(MeasureAnswered)

    assert browser_of(elsewhere.noor).get(f"/episodes/{episode.id}/measures/answers/{record.id}/").status_code == 404
    assert browser_of(elsewhere.noor).get(f"/episodes/{other.id}/measures/answers/{record.id}/").status_code == 404


def test_what_staff_began_is_there_after_signing_in_again(clinic: Clinic, episode: Episode) -> None:
    browser = browser_of(clinic.mira)
    browser.post(f"/drafts/measure-phq9/{episode.id}/", {"phq9_1": "2"})
    browser.logout()

    page = browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/phq9/").content.decode()

    assert page.count(" checked>") == 1
    assert Draft.objects.count() == 1


def test_a_wrong_answer_is_put_right_and_the_first_stays(clinic: Clinic, episode: Episode) -> None:
    post(clinic, episode, "phq9", **PHQ9)
    (wrong,) = queries.facts_of(episode).of(MeasureAnswered)
    where, browser = f"/episodes/{episode.id}/measures/answers/{wrong.id}/correct/", browser_of(clinic.mira)
    assert browser.get(where).content.decode().count(" checked>") == len(PHQ9)

    response = browser.post(where, {**PHQ9, "phq9_2": "3", "key": str(uuid4())})

    (right,) = queries.facts_of(episode).of(MeasureAnswered)
    assert right.fact.answers["phq9_2"] == 3
    assert right.at == wrong.at
    assert right.corrects == wrong.id
    assert (
        "corrected or completed later" in browser.get(f"/episodes/{episode.id}/measures/answers/{wrong.id}/").content.decode()
    )
    assert browser.get(response.headers["Location"]).status_code == 200
