"""Consent and the therapist on the phone: read one thing at a time, understood, signed, copied, taken back; the patient chooses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of
from clinic.consent.reading import a_candidate, steps_of, the_document, wrong_for
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.therapists import actions as therapists
from kapstone.clinic.therapists.models import Offer
from kapstone.facts import (
    ConsentGiven,
    ConsentWithdrawn,
    Decision,
    EligibilityDecided,
    Indication,
    PrescreenDone,
    TherapistMatched,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return a_candidate(clinic)


def read_all(alma: Client) -> None:
    for kind, part, right in steps_of(the_document()):
        alma.post(f"/me/consent/{kind}/{part}/", {"answer": right})


def consents(episode: Episode) -> list[ConsentGiven]:
    return [record.fact for record in queries.facts_of(episode).of(ConsentGiven)]


def test_the_first_page_asks_to_read_and_each_page_holds_one_thing(clinic: Clinic, episode: Episode) -> None:
    alma = browser_of(clinic.alma_herself)

    assert "/me/consent/" in alma.get("/me/").content.decode()
    first = alma.get("/me/consent/").headers["Location"]
    html = alma.get(first).content.decode()
    assert "Page 1 of" in html
    assert "I have a question" in html


def test_reading_goes_on_after_signing_in_again(clinic: Clinic, episode: Episode) -> None:
    alma = browser_of(clinic.alma_herself)
    for kind, part, right in steps_of(the_document())[:3]:
        alma.post(f"/me/consent/{kind}/{part}/", {"answer": right})
    fourth = steps_of(the_document())[3]
    alma.logout()

    assert browser_of(clinic.alma_herself).get("/me/consent/").headers["Location"] == f"/me/consent/{fourth[0]}/{fourth[1]}/"


def test_an_answer_otherwise_than_meant_is_explained_and_asked_once_more(clinic: Clinic, episode: Episode) -> None:
    alma, question = browser_of(clinic.alma_herself), the_document().teach_back[0]
    where = f"/me/consent/question/{question.id}/"

    stays = alma.post(where, {"answer": wrong_for(question.id)})

    assert stays.headers["Location"] == where
    assert "It is a little different" in alma.get(where).content.decode()
    assert alma.post(where, {"answer": question.right}).headers["Location"] != where


def test_she_signs_once_takes_her_copy_and_takes_it_back(clinic: Clinic, episode: Episode) -> None:
    alma = browser_of(clinic.alma_herself)
    read_all(alma)
    signed = {"full_name": "Alma Reyes", "drawn": "", "key": str(uuid4())}

    for _ in range(2):
        assert alma.post("/me/consent/sign/sign/", signed).headers["Location"] == "/me/documents/"

    assert len(consents(episode)) == 1
    (record,) = queries.facts_of(episode).of(ConsentGiven)
    copy = alma.get(f"/me/documents/{record.id}/copy/")
    assert copy.headers["Content-Type"] == "application/pdf"
    assert copy.content.startswith(b"%PDF")

    alma.post(f"/me/documents/{record.id}/withdraw/", {"reason": "", "key": str(uuid4())})

    assert [each.fact.consent for each in queries.facts_of(episode).of(ConsentWithdrawn)] == [record.id]
    assert "You took it back since" in alma.get("/me/documents/").content.decode()


def test_without_reading_there_is_nothing_to_sign(clinic: Clinic, episode: Episode) -> None:
    alma = browser_of(clinic.alma_herself)

    alma.post("/me/consent/sign/sign/", {"full_name": "Alma Reyes", "key": str(uuid4())})

    assert consents(episode) == []
    assert alma.get("/me/consent/sign/sign/").status_code == 302


def test_somebody_elses_consent_can_be_neither_copied_nor_taken_back(clinic: Clinic, episode: Episode) -> None:
    alma = browser_of(clinic.alma_herself)
    read_all(alma)
    alma.post("/me/consent/sign/sign/", {"full_name": "Alma Reyes", "key": str(uuid4())})
    (record,) = queries.facts_of(episode).of(ConsentGiven)
    elsewhere = another_clinic()
    a_candidate(elsewhere)
    stranger = browser_of(elsewhere.alma_herself)

    assert stranger.get(f"/me/documents/{record.id}/copy/").status_code == 404
    assert stranger.post(f"/me/documents/{record.id}/withdraw/", {"key": str(uuid4())}).status_code == 404


def test_she_sees_why_sol_is_suggested_and_chooses(clinic: Clinic) -> None:
    decided = EligibilityDecided(decision=Decision.ELIGIBLE, report_digest="0" * 64, reason="Two adequate trials.")
    episode, sol = an_episode(clinic, PrescreenDone(), decided), clinic.staff(clinic.sol)
    practice = therapists.Practice(open_places=2, kap_trained=True, indications=(Indication.TRD.value,))
    with clock.stopped_at(NOW + timedelta(hours=1)):
        therapists.edit_profile(staff=sol, practice=practice, by=clinic.sol, at=clock.now())
        therapists.offer(episode=episode, therapist=sol.id, by=clinic.cato, at=clock.now())
        alma = browser_of(clinic.alma_herself)

        page = alma.get("/me/therapist/").content.decode()
        alma.post("/me/therapist/answer/", {"therapist": str(sol.id), "key": str(uuid4())})

    assert "Choose Sol Rivera" in page
    assert Offer.objects.get().because[0][1:10] in page
    (record,) = queries.facts_of(episode).of(TherapistMatched)
    assert record.fact.therapist_name == "Sol Rivera"
    assert record.via == "portal"


def test_saying_no_to_a_therapist_is_enough(clinic: Clinic) -> None:
    decided = EligibilityDecided(decision=Decision.ELIGIBLE, report_digest="0" * 64, reason="Two adequate trials.")
    episode, sol = an_episode(clinic, decided), clinic.staff(clinic.sol)
    therapists.edit_profile(
        staff=sol, practice=therapists.Practice(open_places=2, kap_trained=True), by=clinic.sol, at=clock.now()
    )
    therapists.offer(episode=episode, therapist=sol.id, by=clinic.cato, at=clock.now())
    alma = browser_of(clinic.alma_herself)

    alma.post("/me/therapist/answer/", {"therapist": str(sol.id), "decline": "1", "key": str(uuid4())})

    assert "We are looking for someone" in alma.get("/me/therapist/").content.decode()
    assert queries.facts_of(episode).latest(TherapistMatched) is None
