"""First contact: nobody waits unseen, nobody gets a second record unnoticed, and a form sent twice is one enquiry."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

import cast
from cast import NOW, Clinic, browser_of
from kapstone.clinic.enquiries import actions, queries
from kapstone.clinic.enquiries.deadlines import respond_by
from kapstone.clinic.enquiries.errors import AlreadyClosed, TooManyEnquiries
from kapstone.clinic.enquiries.models import Enquiry, Status
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.people.models import Patient
from kapstone.facts import EnquiryReceived, IdentityVerified, PersonDescribed, ProgrammeChosen

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Bela Sørensen", "contact": "bela@example.org", "residence_state": "NY", "source": "doctor", "hopes": "To sleep and to laugh again.",
}  # fmt: skip
PERSON = {
    "name": "Bela Sørensen", "birth_date": "1990-05-17", "sex_at_birth": "female", "residence_state": "NY", "email": "bela@example.org",
    "identity_method": "photo identity card seen in person", "protocol": "iv-trd-induction",
}  # fmt: skip


@pytest.fixture
def clinic() -> Clinic:
    return cast.a_clinic()


@pytest.fixture(autouse=True)
def _without_the_second_step(settings: object) -> None:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second factor has its own tests


def an_enquiry(clinic: Clinic) -> Enquiry:
    return actions.receive(
        organisation=clinic.organisation, name="Bela Sørensen", contact="bela@example.org", source="doctor", at=NOW
    )


def convert_at(enquiry: Enquiry) -> str:
    return reverse("enquiries:convert", kwargs={"enquiry": enquiry.id})


class TestThePublicPage:
    def test_it_says_what_is_off_label_and_whom_to_call_in_danger(self, clinic: Clinic) -> None:
        page = Client().get("/enquire/").content.decode()

        assert "off-label" in page
        assert "988" in page
        assert "Nobody at the clinic watches this page around the clock" in page

    def test_it_asks_six_things(self, clinic: Clinic) -> None:
        page = Client().get("/enquire/")

        assert len(page.context["form"].fields) == 6

    def test_an_enquiry_is_kept_and_promised_an_answer_in_two_business_days(self, clinic: Clinic) -> None:
        with clock.stopped_at(NOW):
            answer = Client().post("/enquire/", SAID | {"key": str(uuid4())}, follow=True)

        enquiry = Enquiry.objects.get()
        assert enquiry.respond_by == datetime(2026, 3, 4, 22, tzinfo=UTC)
        assert (enquiry.source, enquiry.entered_by) == ("My doctor or psychiatrist", None)
        assert "Wednesday 4 March" in answer.content.decode()

    def test_sent_twice_it_is_one_enquiry(self, clinic: Clinic) -> None:
        form = SAID | {"key": str(uuid4())}

        Client().post("/enquire/", form)
        Client().post("/enquire/", form)

        assert Enquiry.objects.count() == 1

    def test_without_a_way_to_answer_it_comes_back_with_what_was_typed(self, clinic: Clinic) -> None:
        answer = Client().post("/enquire/", SAID | {"contact": "call me"})

        assert answer.status_code == 422
        assert "neither an e-mail address nor a whole telephone number" in answer.content.decode()
        assert "To sleep and to laugh again." in answer.content.decode()
        assert not Enquiry.objects.exists()

    def test_a_machine_that_fills_the_hidden_field_leaves_nothing(self, clinic: Clinic) -> None:
        answer = Client().post("/enquire/", SAID | {"website": "http://spam.example"})

        assert answer.status_code == 302
        assert not Enquiry.objects.exists()

    def test_a_flood_is_refused(self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "PUBLIC_PER_HOUR", 1)
        an_enquiry(clinic)

        with pytest.raises(TooManyEnquiries):
            an_enquiry(clinic)

    def test_with_two_clinics_one_chooses_first(self, clinic: Clinic) -> None:
        elsewhere = cast.another_clinic()

        page = Client().get("/enquire/").content.decode()

        assert reverse("enquiries:enquire_at", kwargs={"organisation": elsewhere.organisation.id}) in page


def test_a_weekend_is_no_business_day() -> None:
    friday_evening = datetime(2026, 3, 6, 23, tzinfo=UTC)

    assert respond_by(friday_evening, "America/New_York") == datetime(2026, 3, 10, 21, tzinfo=UTC)


class TestTheList:
    def test_the_unanswered_stand_first_and_the_overdue_are_marked(self, clinic: Clinic) -> None:
        answered, waiting = an_enquiry(clinic), an_enquiry(clinic)
        actions.answer(enquiry=answered, by=clinic.cato, at=NOW, what="Called, will send papers.")

        lines = queries.lines(clinic.cato, NOW + timedelta(days=5))

        assert [(line.enquiry.id, line.is_overdue) for line in lines] == [(waiting.id, True), (answered.id, False)]

    def test_two_fields_are_enough_by_telephone(self, clinic: Clinic) -> None:
        answer = browser_of(clinic.cato).post("/enquiries/", {"name": "Caro", "contact": "212 555 0100", "key": str(uuid4())})

        enquiry = Enquiry.objects.get()
        assert answer.status_code == 302
        assert enquiry.entered_by_id == clinic.cato.user_id

    def test_a_therapist_has_no_business_there(self, clinic: Clinic) -> None:
        assert browser_of(clinic.sol).get("/enquiries/").status_code == 403

    def test_another_clinics_enquiry_does_not_exist(self, clinic: Clinic) -> None:
        ines = cast.ines(cast.another_clinic())

        assert browser_of(ines).get(f"/enquiries/{an_enquiry(clinic).id}/").status_code == 404

    def test_every_page_opens(self, clinic: Clinic) -> None:
        enquiry, cato = an_enquiry(clinic), browser_of(clinic.cato)

        for path in ("/enquiries/", "/enquiries/?show=closed", f"/enquiries/{enquiry.id}/", convert_at(enquiry)):
            assert cato.get(path).status_code == 200, path


class TestConverting:
    def test_it_registers_the_person_and_opens_their_episode_with_its_first_facts(self, clinic: Clinic) -> None:
        enquiry = an_enquiry(clinic)

        answer = browser_of(clinic.cato).post(convert_at(enquiry), PERSON)

        episode = Episode.objects.get()
        facts = facts_of(episode)
        assert answer.status_code == 302
        assert episode.patient.name == "Bela Sørensen"
        assert {type(record.fact) for record in facts} == {ProgrammeChosen, EnquiryReceived, IdentityVerified, PersonDescribed}
        enquiry.refresh_from_db()
        assert (enquiry.status, enquiry.episode_id) == (Status.CONVERTED, episode.id)

    def test_twice_is_once(self, clinic: Clinic) -> None:
        enquiry, cato = an_enquiry(clinic), browser_of(clinic.cato)

        first, second = cato.post(convert_at(enquiry), PERSON), cato.post(convert_at(enquiry), PERSON)

        assert first.headers["Location"] == second.headers["Location"]
        assert Episode.objects.count() == 1

    def test_a_probable_second_record_is_shown_before_it_is_made(self, clinic: Clinic) -> None:
        enquiry, cato = an_enquiry(clinic), browser_of(clinic.cato)
        alma = PERSON | {"name": "Alma Reyes", "birth_date": "1984-11-24"}

        warned = cato.post(convert_at(enquiry), alma)

        assert warned.status_code == 409
        assert f"Yes: Alma Reyes, record {clinic.alma.identifier}" in warned.content.decode()
        assert Patient.objects.count() == 1

        cato.post(convert_at(enquiry), alma | {"known": str(clinic.alma.id), "patient": str(clinic.alma.id)})

        assert Episode.objects.get().patient_id == clinic.alma.id
        assert Patient.objects.count() == 1

    def test_somebody_in_care_gets_no_second_episode_beside_the_first(self, clinic: Clinic) -> None:
        cast.an_episode(clinic)
        enquiry, chosen = an_enquiry(clinic), {"known": str(clinic.alma.id), "patient": str(clinic.alma.id)}

        answer = browser_of(clinic.cato).post(convert_at(enquiry), PERSON | chosen)

        assert answer.status_code == 409
        assert "has an episode of care that is not closed" in answer.content.decode()
        assert Episode.objects.count() == 1

    def test_after_the_warning_another_person_may_be_registered(self, clinic: Clinic) -> None:
        enquiry, cato = an_enquiry(clinic), browser_of(clinic.cato)
        twin = PERSON | {"name": "Alma Reyes", "birth_date": "1984-11-24", "known": str(clinic.alma.id), "patient": "new"}

        cato.post(convert_at(enquiry), twin)

        assert Patient.objects.count() == 2

    @pytest.mark.parametrize(
        "wrong, says",
        [
            ({"birth_date": "2010-01-01"}, "treats adults"),
            ({"birth_date": "2030-01-01"}, "in the future"),
            ({"birth_date": "1800-01-01"}, "years ago"),
            ({"residence_state": "CO"}, "No prescriber of this clinic holds a valid licence for CO"),
            ({"identity_method": ""}, "Choose"),
        ],
    )
    def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(
        self, clinic: Clinic, wrong: dict[str, str], says: str
    ) -> None:
        enquiry = an_enquiry(clinic)

        with clock.stopped_at(NOW):
            answer = browser_of(clinic.cato).post(convert_at(enquiry), PERSON | wrong)

        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert "bela@example.org" in answer.content.decode()
        assert not Episode.objects.exists()

    def test_a_therapist_may_not(self, clinic: Clinic) -> None:
        assert browser_of(clinic.sol).post(convert_at(an_enquiry(clinic)), PERSON).status_code == 403


class TestClosing:
    def test_a_no_has_a_reason(self, clinic: Clinic) -> None:
        enquiry, cato = an_enquiry(clinic), browser_of(clinic.cato)

        assert cato.post(f"/enquiries/{enquiry.id}/decline/", {"reason": " "}).status_code == 422
        cato.post(f"/enquiries/{enquiry.id}/decline/", {"reason": "Lives abroad; told to ask their own doctor."})

        enquiry.refresh_from_db()
        assert (enquiry.status, enquiry.closed_by_id) == (Status.DECLINED, clinic.cato.user_id)

    def test_a_closed_enquiry_is_not_closed_again_in_another_way(self, clinic: Clinic) -> None:
        enquiry = actions.decline(enquiry=an_enquiry(clinic), by=clinic.cato, at=NOW, reason="Changed their mind.")

        with pytest.raises(AlreadyClosed):
            actions.answer(enquiry=enquiry, by=clinic.cato, at=NOW, what="Called.")

    def test_answers_are_kept_one_after_the_other(self, clinic: Clinic) -> None:
        enquiry = an_enquiry(clinic)

        actions.answer(enquiry=enquiry, by=clinic.cato, at=NOW, what="Left a message.")
        enquiry = actions.answer(enquiry=enquiry, by=clinic.dara, at=NOW + timedelta(hours=1), what="Spoke with them.")

        assert enquiry.answer == "Left a message.\nSpoke with them."
        assert (enquiry.answered_by_id, enquiry.answered_at) == (clinic.cato.user_id, NOW)
