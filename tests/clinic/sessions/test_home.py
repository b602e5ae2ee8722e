"""A dose at home in the same room: its gates, where help is sent, and how the clinic looks in."""

import pytest

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, Life, a_life
from clinic.sessions.test_course import local, nine_o_clock, send
from clinic.sessions.test_visit import Room
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions import actions, home
from kapstone.clinic.sessions.board import places
from kapstone.clinic.sessions.errors import NotAtHome
from kapstone.clinic.sessions.models import Booking, HeldSlot
from kapstone.facts import Answer, HomeSettingChecked, VisitPlanned
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db
FOUND = {
    "home__monitor_present": "yes", "home__monitor_name": "Robin Reyes", "home__readings_transmitted": "yes", "home__location_confirmed": "yes",
    "home__children_alone": "no", "home__firearms_unsecured": "no", "home__fall_or_water_hazard": "no",
}  # fmt: skip
PLACE = {
    "place__address": "12 Harbour Street, flat 3, Brooklyn, NY", "place__phone": "212 555 0188", "place__video_url": "https://video.example/alma",
}  # fmt: skip


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def at_home(clinic: Clinic) -> Room:
    """Alma's second dose of the programme at home; the first was given in the clinic."""
    life: Life = a_life(clinic, phase=Phase.PLANNED, doses=2, protocol="sublingual-kap-home")
    return Room(clinic, life)


def test_the_gates_of_home_stand_open_only_when_the_home_was_found_right(clinic: Clinic, at_home: Room) -> None:
    words = at_home.page(clinic.mira, "before")
    assert "Nobody could send help" in words
    assert 'id="at-home"' in words

    at_home.send(clinic.mira, "home/", part="before", **FOUND)

    found = at_home.of(HomeSettingChecked)[-1]
    assert found.monitor_present is Answer.YES  # type: ignore[attr-defined]  # HomeSettingChecked
    assert found.session == at_home.life.session  # type: ignore[attr-defined]  # as above


def test_where_help_is_sent_stands_on_the_visit(clinic: Clinic, at_home: Room) -> None:
    at_home.send(clinic.mira, "place/", part="before", **PLACE)

    for part in ("before", "during"):
        words = at_home.page(clinic.noor, part)
        assert "12 Harbour Street, flat 3" in words
        assert 'href="tel:212 555 0188"' in words
        assert "https://video.example/alma" in words
    at_home.send(clinic.mira, "place/", part="before", **PLACE | {"place__phone": "212 555 0199"})
    kept = home.place_of_session(at_home.life.episode, at_home.life.session)
    assert kept is not None
    assert kept.phone == "212 555 0199"


def test_without_an_address_it_is_not_kept(clinic: Clinic, at_home: Room) -> None:
    words = at_home.send(clinic.mira, "place/", part="before", **PLACE | {"place__address": ""})

    assert at_home.status == 422
    assert "Enter street, house, flat, town and state." in words
    assert home.place_of_session(at_home.life.episode, at_home.life.session) is None


def test_a_dose_in_the_clinic_has_no_home(clinic: Clinic) -> None:
    room = Room(clinic, a_life(clinic, phase=Phase.PLANNED))

    assert 'id="at-home"' not in room.page(clinic.mira, "before")


def test_a_dose_at_home_is_planned_without_a_room_and_stands_on_the_board(clinic: Clinic, at_home: Room) -> None:
    life = at_home.life
    for minutes, where in ((0, "plan/"), (1, f"{life.session}/plan/")):
        with clock.stopped_at(life.now + minutes * MINUTE):
            page = browser_of(clinic.cato).get(f"/episodes/{life.episode.id}/sessions/{where}").content.decode()
        assert "At the patient&#x27;s home, no room is held" in page
    starts = nine_o_clock(life.now, 1)

    send(life, clinic.cato, f"{life.session}/plan/", life.now + 2 * MINUTE, starts_at=local(starts), room="home")

    booked = Booking.objects.get(episode=life.episode, session=life.session)
    assert (booked.room, booked.slots.count()) == (None, 0)
    assert facts_of(life.episode).of(VisitPlanned)[-1].fact.room == "at home"
    with clock.stopped_at(starts):
        assert [place.room for place in places(clinic.mira, starts) if place.here] == ["At home"]
        for board in ("/today/", "/board/"):
            words = browser_of(clinic.mira).get(board).content.decode()
            assert "At home" in words
            assert "Alma Reyes" in words


def test_the_room_is_free_again_when_the_dose_moves_home(clinic: Clinic, at_home: Room) -> None:
    life = at_home.life
    starts = nine_o_clock(life.now, 1)
    send(life, clinic.cato, f"{life.session}/plan/", life.now, starts_at=local(starts), room=clinic.room.id)
    assert HeldSlot.objects.count()

    send(life, clinic.cato, f"{life.session}/plan/", life.now + MINUTE, starts_at=local(starts), room="home")

    assert not HeldSlot.objects.count()
    assert Booking.objects.get(session=life.session).room is None


def test_a_dose_the_programme_gives_in_the_clinic_is_not_planned_at_home(clinic: Clinic) -> None:
    life = a_life(clinic, phase=Phase.PLANNED, protocol="sublingual-kap-home")
    starts = nine_o_clock(life.now, 1)

    answer = send(life, clinic.cato, f"{life.session}/plan/", life.now, starts_at=local(starts), room="home")

    assert answer.status_code == 422
    assert "no room is held" not in answer.content.decode()
    with pytest.raises(NotAtHome):
        actions.plan_visit(episode=life.episode, session=life.session, starts_at=starts, room=None, by=clinic.cato, at=life.now)
    assert not Booking.objects.exists()
