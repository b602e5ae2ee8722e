"""The consent on the clinic's device and on the desk, as people meet it."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from cast import NOW, Clinic, a_clinic, another_clinic, browser_of, ines
from clinic.consent.reading import a_candidate, steps_of, the_document, wrong_for
from kapstone.clinic.consent.models import Countersigned, SignedText
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.web.models import Draft
from kapstone.facts import ConsentGiven, ConsentWithdrawn
from kapstone.pathway import GateId

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return a_candidate(clinic)


@pytest.fixture
def tablet(clinic: Clinic) -> Client:
    return browser_of(clinic.noor)


def answer(tablet: Client, episode: Episode, kind: str, name: str, value: str) -> str:
    response = tablet.post(f"/episodes/{episode.id}/consent/sign/?step={kind}:{name}", {"answer": value, "key": str(uuid4())})
    assert response.status_code == 302, response.content.decode()[:2000]
    return response.headers["Location"]


def read_all(tablet: Client, episode: Episode, **otherwise: tuple[str, ...]) -> None:
    for kind, name, right in steps_of(the_document()):
        for value in otherwise.get(name, (right,)):
            answer(tablet, episode, kind, name, value)


def sign(tablet: Client, episode: Episode, **more: str) -> UUID:
    form = {"signature": "Alma Reyes", "drawn": "M10 10L80 40", "key": str(uuid4())} | more
    response = tablet.post(f"/episodes/{episode.id}/consent/sign/?step=sign:sign", form)
    assert response.status_code == 302, response.content.decode()[:3000]
    return SignedText.objects.first().entry  # type: ignore[union-attr]  # one was just signed


def test_alma_reads_part_by_part_and_signs_on_the_tablet(clinic: Clinic, episode: Episode, tablet: Client) -> None:
    first = the_document().elements[0]
    page = tablet.get(f"/episodes/{episode.id}/consent/sign/").content.decode()
    assert first.title in page
    assert the_document().elements[1].title not in page

    read_all(tablet, episode)
    last = tablet.get(f"/episodes/{episode.id}/consent/sign/").content.decode()
    assert "Sign your consent" in last
    consent = sign(tablet, episode)

    kept = SignedText.objects.get()
    assert kept.drawn == "M10 10L80 40"
    assert set(kept.read_at) == {element.id for element in the_document().elements}
    assert not Draft.objects.exists()
    copy = tablet.get(f"/episodes/{episode.id}/consent/{consent}/copy/")
    assert copy.content.startswith(b"%PDF")
    assert first.text in tablet.get(f"/episodes/{episode.id}/consent/{consent}/").content.decode().replace("&#x27;", "'")
    assert "Thank you" in tablet.get(f"/episodes/{episode.id}/consent/{consent}/signed/").content.decode()


def test_she_can_go_on_later_where_she_stopped(episode: Episode, tablet: Client) -> None:
    first, second = the_document().elements[:2]
    answer(tablet, episode, "element", first.id, "understood")

    page = tablet.get(f"/episodes/{episode.id}/consent/sign/").content.decode()

    assert second.title in page
    assert "Part 2 of" in page


def test_a_choice_starts_with_neither_and_nothing_is_signed_before_all_is_answered(episode: Episode, tablet: Client) -> None:
    answer(tablet, episode, "element", the_document().elements[0].id, "understood")

    response = tablet.post(f"/episodes/{episode.id}/consent/sign/?step=sign:sign", {"signature": "Alma Reyes"})

    assert response.status_code == 422
    assert not SignedText.objects.exists()
    page = tablet.get(f"/episodes/{episode.id}/consent/sign/?step=element:touch").content.decode()
    assert "You answered" not in page
    assert "checked" not in page


def test_an_empty_answer_is_asked_for_again(episode: Episode, tablet: Client) -> None:
    response = tablet.post(f"/episodes/{episode.id}/consent/sign/?step=question:drive", {})

    assert response.status_code == 422
    assert "Choose an answer to go on." in response.content.decode()


def test_a_wrong_answer_is_explained_asked_once_more_and_then_left_to_the_clinician(
    clinic: Clinic, episode: Episode, tablet: Client
) -> None:
    wrong = wrong_for("drive")
    again = answer(tablet, episode, "question", "drive", wrong)
    page = tablet.get(again).content.decode()
    assert "Not quite" in page
    assert "restful sleep" in page

    then = answer(tablet, episode, "question", "drive", wrong)
    page = tablet.get(then).content.decode()
    assert "We will go over this with you" in page
    read_all(tablet, episode, drive=("next_day",))
    consent = sign(tablet, episode)

    assert SignedText.objects.get().teach_back["drive"] == [wrong, wrong], "going back does not change what was understood"
    desk = tablet.get(f"/episodes/{episode.id}/consent/").content.decode()
    assert "Go over this with Alma" in desk
    refused = tablet.post(f"/episodes/{episode.id}/consent/{consent}/countersign/", {"signature": "Noor Haddad"})
    assert refused.status_code == 422
    done = tablet.post(
        f"/episodes/{episode.id}/consent/{consent}/countersign/",
        {"signature": "Noor Haddad", "went_over": "on", "key": str(uuid4())},
    )
    assert done.status_code == 302
    assert Countersigned.objects.get().went_over == ["drive"]


def test_sending_the_signature_twice_signs_once(episode: Episode, tablet: Client) -> None:
    read_all(tablet, episode)
    key = str(uuid4())
    sign(tablet, episode, key=key)

    second = tablet.post(
        f"/episodes/{episode.id}/consent/sign/?step=sign:sign", {"signature": "Alma Reyes", "drawn": "", "key": key}
    )

    assert second.status_code == 422, "the draft is gone, so there is nothing left to sign"
    assert len(facts_of(episode).of(ConsentGiven)) == 1


def test_one_tap_withdraws_on_her_word(clinic: Clinic, episode: Episode, tablet: Client) -> None:
    read_all(tablet, episode)
    consent = sign(tablet, episode)
    tablet.post(f"/episodes/{episode.id}/consent/{consent}/countersign/", {"signature": "Noor Haddad", "key": str(uuid4())})
    assert "Withdraw on the patient" in tablet.get(f"/episodes/{episode.id}/consent/").content.decode()

    coordinator = browser_of(clinic.cato)
    response = coordinator.post(f"/episodes/{episode.id}/consent/{consent}/withdraw/", {"reason": "", "key": str(uuid4())})

    assert response.status_code == 302
    assert len(facts_of(episode).of(ConsentWithdrawn)) == 1
    assert not assessment_of(episode, clock.now()).gate(GateId.PREPARE).is_open
    page = tablet.get(f"/episodes/{episode.id}/consent/").content.decode()
    assert "Withdrawn on" in page
    assert "Hand Alma" in page


def test_who_may(clinic: Clinic, episode: Episode, tablet: Client) -> None:
    read_all(tablet, episode)
    consent = sign(tablet, episode)
    base = f"/episodes/{episode.id}/consent/"

    assert browser_of(clinic.cato).get(f"{base}sign/").status_code == 403
    assert browser_of(clinic.mira).post(f"{base}{consent}/countersign/").status_code == 403
    assert browser_of(clinic.dara).post(f"{base}{consent}/withdraw/").status_code == 403
    stranger = browser_of(ines(another_clinic()))
    for path in ("", "sign/", f"{consent}/", f"{consent}/copy/", f"{consent}/signed/", f"{consent}/countersign/"):
        assert stranger.get(base + path).status_code == 404, path
    assert tablet.get(f"{base}{uuid4()}/").status_code == 404
    assert tablet.get(f"{base}{uuid4()}/copy/").status_code == 404


def test_the_status_page_is_cheap(episode: Episode, tablet: Client, django_assert_max_num_queries: object) -> None:
    read_all(tablet, episode)
    sign(tablet, episode)

    with clock.stopped_at(NOW), django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's fixture
        assert tablet.get(f"/episodes/{episode.id}/consent/").status_code == 200


@pytest.mark.parametrize("text", ["Al\0ma", "x" * 300_000, "\u202eamlA\x07", "<script>alert(1)</script>{{7*7}}"])
def test_a_hostile_signature_is_refused_or_kept_as_text(clinic: Clinic, episode: Episode, tablet: Client, text: str) -> None:
    read_all(tablet, episode)

    answer = tablet.post(
        f"/episodes/{episode.id}/consent/sign/?step=sign:sign", {"signature": text, "drawn": text, "key": str(uuid4())}
    )

    assert answer.status_code == 422, "no drawing is made of this"
    kept = tablet.post(
        f"/episodes/{episode.id}/consent/sign/?step=sign:sign",
        {"signature": text[:150].replace("\0", ""), "drawn": "", "key": str(uuid4())},
    )
    assert kept.status_code == 302
    consent = SignedText.objects.get().entry
    assert "<script>alert" not in tablet.get(f"/episodes/{episode.id}/consent/{consent}/").content.decode()
    assert tablet.get(f"/episodes/{episode.id}/consent/{consent}/copy/").content.startswith(b"%PDF")
    assert tablet.post(f"/episodes/{episode.id}/consent/{consent}/withdraw/", {"reason": text, "key": "x"}).status_code in {
        302,
        422,
    }
