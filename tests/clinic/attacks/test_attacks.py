"""What an attacker and a careless hand try on the first rooms: other people's ids in a form, another's key, a race, a forged page."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

import cast
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.models import User
from kapstone.clinic.access.reference import routes
from kapstone.clinic.enquiries import actions as enquiries
from kapstone.clinic.enquiries.models import Enquiry
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.errors import ChangedSince, SameKeyOtherAnswers
from kapstone.clinic.episodes.models import Episode, WorkItem
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people import actions
from kapstone.clinic.people.models import Contact, Patient
from kapstone.clinic.people.patients import CORRECTABLE
from kapstone.clinic.screening.letter import Letter, as_pdf
from kapstone.facts import AllergyListed, IdentityVerified
from kapstone.protocols import all_protocols

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the harbour"


@pytest.fixture
def clinic(settings: object) -> cast.Clinic:
    settings.KAPSTONE_REQUIRE_TOTP = False  # type: ignore[attr-defined]  # the second step has its own tests
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # quick
    return cast.a_clinic()


@pytest.fixture
def elsewhere() -> cast.Clinic:
    return cast.another_clinic()


class TestOtherPeoplesIdsInAForm:
    def test_work_is_given_to_nobody_of_another_clinic(self, clinic: cast.Clinic, elsewhere: cast.Clinic) -> None:
        cast.an_episode(clinic)
        item = WorkItem.objects.filter(organisation=clinic.organisation, resolved_at=None).first()
        assert item is not None
        noor, stranger = cast.browser_of(clinic.noor), cast.browser_of(elsewhere.noor)

        for them in (str(elsewhere.staff(elsewhere.noor).id), str(uuid4()), "\0", "x" * 300):
            assert noor.post(f"/worklist/{item.id}/assign/", {"to": them}).status_code == 422
        assert stranger.post(f"/worklist/{item.id}/assign/", {"to": ""}).status_code == 404

        item.refresh_from_db()
        assert item.assigned_to is None

    def test_an_enquiry_becomes_no_patient_of_another_clinic(self, clinic: cast.Clinic, elsewhere: cast.Clinic) -> None:
        enquiry = cast.an_enquiry(clinic)
        said = {
            "name": "Alma Reyes", "birth_date": "1984-11-24", "sex_at_birth": "female", "residence_state": "NY",
            "identity_method": "passport seen in person", "protocol": "iv-trd-induction",
            "patient": str(elsewhere.alma.id), "known": str(elsewhere.alma.id),
        }  # fmt: skip

        response = cast.browser_of(clinic.cato).post(f"/enquiries/{enquiry}/convert/", said)

        assert response.status_code in {409, 422}
        assert not Episode.objects.filter(patient=elsewhere.alma).exists()

    def test_a_contact_of_another_patient_is_not_removed(self, clinic: cast.Clinic, elsewhere: cast.Clinic) -> None:
        theirs = actions.add_contact(
            patient=elsewhere.alma, name="Robin Vale", phone="212 555 0177", by=elsewhere.cato, at=cast.NOW
        )
        cato = cast.browser_of(clinic.cato)

        for contact in (str(theirs.id), "", "\0", "not-a-uuid"):
            sent = {"act": "remove_contact", "contact": contact}
            assert cato.post(f"/patients/{clinic.alma.id}/details/", sent).status_code == 404

        assert Contact.objects.get(id=theirs.id).is_active

    def test_an_entry_of_another_episode_is_not_reached_through_ones_own(
        self, clinic: cast.Clinic, elsewhere: cast.Clinic
    ) -> None:
        mine, theirs = cast.an_episode(clinic), cast.an_episode(elsewhere)
        fact = next(iter(facts_of(theirs))).id
        noor = cast.browser_of(clinic.noor)

        for page in ("", "correct/"):
            assert noor.get(f"/episodes/{mine.id}/facts/{fact}/{page}").status_code == 404
        sent = {"how": "error", "reason": "Not mine to correct."}
        assert noor.post(f"/episodes/{mine.id}/facts/{fact}/correct/", sent).status_code == 404
        assert fact not in facts_of(theirs).corrected

    def test_fields_that_a_form_does_not_have_change_nothing(self, clinic: cast.Clinic, elsewhere: cast.Clinic) -> None:
        shown = {name: getattr(clinic.alma, name) for name in CORRECTABLE}
        more = {
            "organisation": elsewhere.organisation.id, "organisation_id": elsewhere.organisation.id, "id": uuid4(),
            "user": clinic.noor.user_id, "created_by": uuid4(), "sort_name": "zz", "revision": 99, "is_confirmed_new": "on",
        }  # fmt: skip
        sent = {"act": "details", "seen": 1, **shown, "preferred_name": "Al", **more}

        cast.browser_of(clinic.cato).post(f"/patients/{clinic.alma.id}/details/", sent)

        after = Patient.objects.get(id=clinic.alma.id)
        assert (after.called, after.revision, after.organisation_id) == ("Al", 2, clinic.organisation.id)
        assert (after.user_id, after.created_by) == (clinic.alma_herself.user_id, clinic.cato.user_id)

    def test_nobody_on_the_staff_is_made_a_patient_or_a_role_that_does_not_exist(self, clinic: cast.Clinic) -> None:
        noor = clinic.staff(clinic.noor)
        dara = cast.browser_of(clinic.dara)

        for roles in (["patient"], ["director", "emperor"], [""], ["\0"]):
            assert dara.post(f"/staff/{noor.id}/", {"act": "roles", "roles-roles": roles}).status_code == 422

        noor.refresh_from_db()
        assert noor.roles == [Role.PRESCRIBER.value]

    def test_a_field_sent_twice_is_one_value_and_a_missing_key_is_no_obstacle(self, clinic: cast.Clinic) -> None:
        body = "name=Bela+One&name=Bela+Two&contact=bela%40example.org&key=x&key=y"

        response = cast.browser_of(clinic.cato).post("/enquiries/", body, content_type="application/x-www-form-urlencoded")

        assert response.status_code == 302
        assert [each.name for each in Enquiry.objects.all()] == ["Bela Two"]


class TestKeys:
    def test_another_persons_key_is_not_taken_for_ones_own(self, clinic: cast.Clinic) -> None:
        episode, key = cast.an_episode(clinic), uuid4()
        fact = AllergyListed(substance="Penicillin")
        episodes.record(episode=episode, facts=(fact,), by=clinic.noor, at=cast.NOW, key=key)
        before = journal.last_sequence(episode.id)

        with pytest.raises(SameKeyOtherAnswers):
            episodes.record(episode=episode, facts=(fact,), by=clinic.sol, at=cast.NOW, key=key)

        assert journal.last_sequence(episode.id) == before

    def test_the_key_of_another_clinics_episode_opens_nothing(self, clinic: cast.Clinic, elsewhere: cast.Clinic) -> None:
        theirs = cast.an_episode(elsewhere)

        with pytest.raises(SameKeyOtherAnswers):
            episodes.open_episode(
                patient=clinic.alma, protocol=all_protocols()["iv-trd-induction"], facts=(), by=clinic.cato, at=cast.NOW, key=theirs.id
            )  # fmt: skip

    def test_going_back_and_writing_more_loses_nothing(self, clinic: cast.Clinic) -> None:
        said = {"name": "Bela Sørensen", "contact": "bela@example.org", "residence_state": "NY", "key": str(uuid4())}
        stranger = Client()

        for hopes in ("To sleep.", "To sleep.", "To sleep, and to work again."):
            stranger.post("/enquire/", {**said, "hopes": hopes})

        assert sorted(Enquiry.objects.values_list("hopes", flat=True)) == ["To sleep, and to work again.", "To sleep."]


class TestTheDoor:
    def test_no_form_is_taken_without_its_token(self, clinic: cast.Clinic) -> None:
        forger = Client(enforce_csrf_checks=True)
        forger.force_login(User.objects.get(id=clinic.dara.user_id))

        for route in routes():
            if not route.arguments and "(?P" not in route.path:
                # A device shows a token of its own; being signed in opens nothing there.
                wanted = 401 if route.name == "devices:readings" else 403
                assert forger.post(route.path).status_code == wanted, route.path
        assert forger.post(f"/staff/{clinic.staff(clinic.noor).id}/", {"act": "retire"}).status_code == 403
        assert clinic.staff(clinic.noor).is_active

    def test_a_session_given_to_somebody_before_is_not_theirs_after(self, clinic: cast.Clinic) -> None:
        user = User.objects.get(id=clinic.alma_herself.user_id)
        user.set_password(PASSWORD)
        user.save()
        victim = Client()
        victim.get("/enquire/sent/")
        session = victim.session
        session["planted"] = True
        session.save()
        victim.cookies["kapstone"] = planted = str(session.session_key)

        victim.post("/sign-in/", {"login": user.email, "password": PASSWORD})

        assert victim.session.get("_auth_user_id") == str(user.id)
        assert victim.session.session_key != planted
        attacker = Client()
        attacker.cookies["kapstone"] = planted
        assert "_auth_user_id" not in attacker.session

    @pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
    def test_nobody_is_sent_elsewhere_after_signing_in(self, clinic: cast.Clinic, where: str) -> None:
        user = User.objects.get(id=clinic.alma_herself.user_id)
        user.set_password(PASSWORD)
        user.save()

        response = Client().post(f"/sign-in/?next={where}", {"login": user.email, "password": PASSWORD, "next": where})

        assert "evil" not in response.headers.get("Location", "")
        assert "javascript" not in response.headers.get("Location", "")
        chosen = Client().post("/theme/", {"theme": "dark", "next": where})
        assert chosen.headers["Location"] == "/"

    def test_the_way_back_of_a_refusal_stays_here(self, clinic: cast.Clinic) -> None:
        referer = "http://testserver//evil.example/"

        response = cast.browser_of(clinic.dara).post(
            f"/staff/{clinic.staff(clinic.dara).id}/", {"act": "retire"}, headers={"Referer": referer}
        )

        assert response.status_code == 409
        assert b'href="//evil.example' not in response.content

    def test_somebody_with_every_role_may_change_the_clinic(self, clinic: cast.Clinic) -> None:
        roles = [role for role in Role if role is not Role.PATIENT]
        staff = actions.change_roles(staff=clinic.staff(clinic.dara), roles=roles, by=clinic.dara, at=cast.NOW)
        everyone = cast.who(staff.user)

        actions.add_room(site=clinic.site, name="Red room", by=everyone, at=cast.NOW)

        line = journal.last(clinic.organisation.id)
        assert line is not None
        assert set(line.by_role.split()) == {role.value for role in roles}


def test_a_name_is_never_read_as_instructions_of_the_letter() -> None:
    name = '#panic("no") $x$ *bold* _it_ `raw` \\ @ref <label> // #eval("1")'
    texts = dict.fromkeys(
        ("id", "clinic", "patient", "day", "programme", "decision", "opening", "reason", "conditions", "off_label", "after", "crisis", "signed", "digest"),
        name,
    )  # fmt: skip

    assert as_pdf(Letter(**texts)).startswith(b"%PDF")


def at_once(*doing: Callable[[], object]) -> list[object]:
    """What each came to, or the exception it ended with, all begun together."""
    came: list[object] = [None] * len(doing)
    ready = threading.Barrier(len(doing))

    def one(place: int, do: Callable[[], object]) -> None:
        ready.wait()
        try:
            came[place] = do()
        except Exception as error:  # noqa: BLE001 - whatever it came to is what the test looks at
            came[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(doing)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    def test_of_two_who_saw_the_same_only_one_records(self) -> None:
        clinic = cast.a_clinic()
        episode = cast.an_episode(clinic)
        seen = journal.last_sequence(episode.id)

        def record(substance: str) -> Callable[[], object]:
            return lambda: episodes.record(
                episode=Episode.objects.get(id=episode.id),
                facts=(AllergyListed(substance=substance),),
                by=clinic.noor,
                at=cast.NOW,
                seen=seen,
            )

        came = at_once(record("Penicillin"), record("Latex"))

        assert sum(isinstance(each, episodes.Recorded) for each in came) == 1
        assert sum(isinstance(each, ChangedSince) for each in came) == 1
        assert journal.verify(episode.id).is_whole

    def test_four_writers_of_one_episode_wait_for_each_other(self) -> None:
        clinic = cast.a_clinic()
        episode = cast.an_episode(clinic)
        before = journal.last_sequence(episode.id)

        def verify() -> object:
            own = Episode.objects.get(id=episode.id)
            return episodes.record(episode=own, facts=(IdentityVerified(method="passport"),), by=clinic.noor, at=cast.NOW)

        came = at_once(*[verify] * 4)

        assert all(isinstance(each, episodes.Recorded) for each in came), came
        episode.refresh_from_db()
        assert episode.sequence == journal.last_sequence(episode.id) == before + 4
        assert journal.verify(episode.id).is_whole

    def test_one_enquiry_converted_by_two_becomes_one_patient_with_one_episode(self) -> None:
        clinic = cast.a_clinic()
        enquiry = Enquiry.objects.get(id=cast.an_enquiry(clinic))
        person = enquiries.Person(
            name="Bela Sørensen", birth_date=clinic.alma.birth_date, sex_at_birth="female", residence_state="NY"
        )

        def convert() -> UUID:
            return enquiries.convert(
                enquiry=Enquiry.objects.get(id=enquiry.id),
                person=person,
                identity_method="passport seen in person",
                protocol=all_protocols()["iv-trd-induction"],
                by=clinic.cato,
                at=cast.NOW,
            ).id

        came = at_once(convert, convert)

        assert came[0] == came[1]
        assert isinstance(came[0], UUID)
        assert Patient.objects.filter(name="Bela Sørensen").count() == 1
        assert Episode.objects.count() == 1

    def test_two_directors_cannot_demote_each_other(self) -> None:
        clinic = cast.a_clinic()
        second = clinic.staff(clinic.cato)
        actions.change_roles(staff=second, roles=[Role.DIRECTOR], by=clinic.dara, at=cast.NOW)
        first = clinic.staff(clinic.dara)

        at_once(
            lambda: actions.change_roles(staff=first, roles=[Role.MONITOR], by=clinic.cato, at=cast.NOW),
            lambda: actions.change_roles(staff=second, roles=[Role.MONITOR], by=clinic.dara, at=cast.NOW),
        )

        first.refresh_from_db()
        second.refresh_from_db()
        assert [Role.DIRECTOR.value] in (first.roles, second.roles)
