"""Who fits Alma and why; she accepts, and may change at any time."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of, ines, who
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.episodes.errors import GateClosed, SameKeyOtherAnswers
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of, protocol_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.people import actions as people
from kapstone.clinic.therapists import actions, queries
from kapstone.clinic.therapists.actions import Practice
from kapstone.clinic.therapists.errors import AlreadyMatched, NoSuchTherapist, NotATherapist, NotOffered
from kapstone.clinic.therapists.models import Offer, Profile
from kapstone.clinic.therapists.queries import Candidate
from kapstone.facts import Decision, EligibilityDecided, PrescreenDone, TherapistMatched

pytestmark = pytest.mark.django_db
WORKS = Practice(
    modalities=("ACT", "IFS"), indications=("trd",), languages=("English", "Spanish"), formats=("in person",), open_places=2, kap_trained=True
)  # fmt: skip


@pytest.fixture(autouse=True)
def _morning() -> object:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic()
    actions.edit_profile(staff=clinic.staff(clinic.sol), practice=WORKS, by=clinic.sol, at=NOW)
    return clinic


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(
        clinic,
        PrescreenDone(),
        EligibilityDecided(decision=Decision.ELIGIBLE, report_digest="0" * 64, reason="Two adequate trials."),
    )


@pytest.fixture
def bea(clinic: Clinic) -> Actor:
    """Another therapist: licensed for a little while yet, trained in trauma work, one place."""
    staff = people.add_staff(
        organisation=clinic.organisation, name="Bea Lund", email="bea@harbour.example", roles=[Role.THERAPIST], by=clinic.dara, at=NOW
    )  # fmt: skip
    people.add_licence(
        staff=staff, state="NY", kind="PsyD", number="B-1", expires_on=NOW.date() + timedelta(days=30), by=clinic.dara, at=NOW
    )
    practice = Practice(modalities=("EMDR",), indications=("trd",), open_places=1, kap_trained=True, trauma_trained=True)
    actor = who(staff.user)
    actions.edit_profile(staff=staff, practice=practice, by=actor, at=NOW)
    return actor


def id_of(clinic: Clinic, actor: Actor) -> UUID:
    return clinic.staff(actor).id


def listed(episode: Episode) -> list[Candidate]:
    return queries.candidates(episode, facts_of(episode), protocol_of(episode), NOW)


def places(clinic: Clinic, actor: Actor) -> int:
    return Profile.objects.get(staff=clinic.staff(actor)).open_places


class TestTheList:
    def test_it_is_ranked_and_says_why(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        found = listed(episode)

        assert [each.staff.name for each in found] == ["Sol Rivera", "Bea Lund"]
        assert "treats treatment-resistant depression" in found[0].for_it

    def test_it_follows_what_the_patient_prefers(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        actions.prefer(
            episode=episode, modalities=["EMDR"], wants_trauma_training=True, format="in person", by=clinic.cato, at=NOW
        )

        found = listed(episode)

        assert found[0].staff.name == "Bea Lund"
        assert "is trained in trauma work" in found[0].for_it

    def test_a_licence_that_ran_out_bars(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        later = NOW + timedelta(days=40)

        found = queries.candidates(episode, facts_of(episode), protocol_of(episode), later)

        barred = queries.candidate(found, id_of(clinic, bea))
        assert barred is not None
        assert not barred.is_offered
        assert "expired" in " ".join(barred.match.barred)

    def test_somebody_without_a_profile_is_not_offered(self, clinic: Clinic, episode: Episode) -> None:
        Profile.objects.all().delete()

        (sol,) = listed(episode)

        assert not sol.is_offered

    def test_barred_ones_are_on_the_page_with_reasons(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        actions.edit_profile(staff=clinic.staff(bea), practice=Practice(open_places=0, kap_trained=True), by=bea, at=NOW)

        page = browser_of(clinic.cato).get(f"/episodes/{episode.id}/therapist/").content.decode()

        assert "1 who cannot be offered, and why" in page
        assert "No open place at the moment" in page
        assert "LCSW NY until 31 Jan 2028" in page


class TestAccepting:
    def test_alma_accepts_what_was_offered(self, clinic: Clinic, episode: Episode) -> None:
        sol = id_of(clinic, clinic.sol)
        actions.offer(episode=episode, therapist=sol, by=clinic.cato, at=NOW)
        actions.offer(episode=episode, therapist=sol, by=clinic.cato, at=NOW)
        assert [each.therapist_id for each in queries.offers(episode)] == [sol]

        actions.accept(episode=episode, therapist=sol, by=clinic.alma_herself, at=NOW, key=uuid4())

        matched = queries.therapist_of(facts_of(episode))
        assert matched is not None
        assert matched.fact.therapist_name == "Sol Rivera"
        assert "treats treatment-resistant depression" in matched.fact.because
        assert Offer.objects.get().accepted
        assert places(clinic, clinic.sol) == 1

    def test_pressing_twice_takes_one_place(self, clinic: Clinic, episode: Episode) -> None:
        sol, key = id_of(clinic, clinic.sol), uuid4()

        first = actions.accept(episode=episode, therapist=sol, by=clinic.cato, at=NOW, key=key)
        second = actions.accept(episode=episode, therapist=sol, by=clinic.cato, at=NOW, key=key)

        assert first.first.id == second.first.id
        assert places(clinic, clinic.sol) == 1
        with pytest.raises(AlreadyMatched):
            actions.accept(episode=episode, therapist=sol, by=clinic.cato, at=NOW, key=uuid4())

    def test_the_same_form_for_somebody_else_is_refused(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        key = uuid4()
        actions.accept(episode=episode, therapist=id_of(clinic, clinic.sol), by=clinic.cato, at=NOW, key=key)

        with pytest.raises(SameKeyOtherAnswers):
            actions.accept(episode=episode, therapist=id_of(clinic, bea), by=clinic.cato, at=NOW, key=key)

    def test_she_may_change_and_both_are_kept(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        actions.accept(episode=episode, therapist=id_of(clinic, clinic.sol), by=clinic.cato, at=NOW)
        actions.accept(
            episode=episode,
            therapist=id_of(clinic, bea),
            by=clinic.alma_herself,
            at=NOW,
            reason="We did not find a common language.",
        )

        names = [record.fact.therapist_name for record in queries.matches(facts_of(episode))]
        assert names == ["Sol Rivera", "Bea Lund"]
        assert any("common language" in why for why in queries.matches(facts_of(episode))[-1].fact.because)
        assert (places(clinic, clinic.sol), places(clinic, bea)) == (2, 0)

    def test_a_barred_therapist_is_refused_also_at_the_last_moment(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        actions.offer(episode=episode, therapist=id_of(clinic, bea), by=clinic.cato, at=NOW)
        people.add_licence(
            staff=clinic.staff(bea), state="NY", kind="PsyD", number="B-1", expires_on=date(2026, 1, 31), by=clinic.dara, at=NOW
        )

        with pytest.raises(NotOffered, match="expired"):
            actions.accept(episode=episode, therapist=id_of(clinic, bea), by=clinic.alma_herself, at=NOW)

    def test_nobody_is_matched_before_the_decision(self, clinic: Clinic) -> None:
        with pytest.raises(GateClosed):
            actions.accept(episode=an_episode(clinic), therapist=id_of(clinic, clinic.sol), by=clinic.cato, at=NOW)

        assert places(clinic, clinic.sol) == 2

    def test_only_therapists_of_this_clinic_can_be_matched(self, clinic: Clinic, episode: Episode) -> None:
        elsewhere = another_clinic()

        for stranger in (id_of(clinic, clinic.noor), id_of(elsewhere, elsewhere.sol), uuid4()):
            with pytest.raises(NoSuchTherapist):
                actions.accept(episode=episode, therapist=stranger, by=clinic.cato, at=NOW)

    def test_on_the_page(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        desk, base = browser_of(clinic.cato), f"/episodes/{episode.id}/therapist/"
        sol = id_of(clinic, clinic.sol)
        assert desk.post(f"{base}prefer/", {"language": "Spanish", "format": "", "modalities": ["ACT"]}).status_code == 302
        assert desk.post(f"{base}{sol}/offer/").status_code == 302
        assert "offered 2 Mar" in desk.get(base).content.decode()
        assert desk.post(f"{base}{sol}/accept/", {"key": str(uuid4())}).status_code == 302

        page = desk.get(base).content.decode()

        assert "Speaks Spanish" in page
        assert "changes to Bea Lund" in page
        assert len(facts_of(episode).of(TherapistMatched)) == 1

    def test_who_may(self, clinic: Clinic, episode: Episode) -> None:
        base, sol = f"/episodes/{episode.id}/therapist/", id_of(clinic, clinic.sol)

        assert browser_of(clinic.mira).get(base).status_code == 200
        assert browser_of(clinic.mira).post(f"{base}{sol}/accept/").status_code == 403
        assert browser_of(ines(another_clinic())).get(base).status_code == 404


class TestProfiles:
    FORM = {
        "about": "I listen first.", "languages": ["English"], "formats": ["in person"], "open_places": "3", "kap_trained": "on", "accepts": "on"
    }  # fmt: skip

    def test_sol_edits_their_own_and_the_chain_says_what_changed(self, clinic: Clinic) -> None:
        response = browser_of(clinic.sol).post(f"/therapists/{id_of(clinic, clinic.sol)}/", self.FORM)

        assert response.status_code == 302
        line = journal.last(clinic.organisation.id)
        assert line is not None
        assert line.kind == "TherapistProfileChanged"
        assert line.body["changed"]["open_places"] == ["2", "3"]
        assert "Changed the profile of Sol Rivera" in browser_of(clinic.dara).get("/audit/").content.decode()

    def test_saving_the_same_leaves_no_line(self, clinic: Clinic) -> None:
        before = journal.last_sequence(clinic.organisation.id)

        actions.edit_profile(staff=clinic.staff(clinic.sol), practice=WORKS, by=clinic.sol, at=NOW)

        assert journal.last_sequence(clinic.organisation.id) == before

    def test_the_director_may_edit_it_and_others_only_read(self, clinic: Clinic, bea: Actor) -> None:
        where = f"/therapists/{id_of(clinic, clinic.sol)}/"

        assert browser_of(clinic.dara).post(where, self.FORM).status_code == 302
        assert browser_of(bea).post(where, self.FORM).status_code == 403
        page = browser_of(bea).get(where).content.decode()
        assert "I listen first." in page
        assert "Keep this profile" not in page
        assert browser_of(ines(another_clinic())).get(where).status_code == 404

    def test_impossible_places_are_refused_and_what_was_typed_stays(self, clinic: Clinic) -> None:
        response = browser_of(clinic.sol).post(
            f"/therapists/{id_of(clinic, clinic.sol)}/", self.FORM | {"open_places": "-3", "languages": []}
        )

        assert response.status_code == 422
        assert "I listen first." in response.content.decode()
        assert places(clinic, clinic.sol) == 2

    def test_a_prescriber_has_no_profile_to_keep(self, clinic: Clinic) -> None:
        with pytest.raises(NotATherapist):
            actions.edit_profile(staff=clinic.staff(clinic.noor), practice=WORKS, by=clinic.dara, at=NOW)

    def test_the_list_shows_licences_and_places(self, clinic: Clinic, bea: Actor) -> None:
        page = browser_of(clinic.mira).get("/therapists/").content.decode()

        assert "Sol Rivera" in page
        assert "expires" in page
