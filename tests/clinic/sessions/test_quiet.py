"""The therapist's view: how long, which phase, a calm word, and a line for the record."""

import pytest

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import MINUTE, a_life
from clinic.sessions.test_visit import Room
from kapstone.clinic.journal import clock
from kapstone.facts import SessionEvent
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def room(clinic: Clinic) -> Room:
    return Room(clinic, a_life(clinic, phase=Phase.DOSED))


def quiet(room: Room, where: str = "") -> str:
    with clock.stopped_at(room.now):
        return browser_of(room.clinic.sol).get(room.at + where, {"view": "quiet"}).content.decode()


def test_it_says_how_long_and_nothing_clinical(room: Room) -> None:
    words = quiet(room)

    assert "quiet__elapsed" in words
    for noise in ("mmHg", "SpO", "MOAA", "Distress", "mg/kg"):
        assert noise not in words


def test_an_alarm_is_one_calm_word_until_somebody_is_there(clinic: Clinic, room: Room) -> None:
    room.send(clinic.mira, "vitals/", systolic_mmhg=171, diastolic_mmhg=104, part="during")
    assert "Glance up" in quiet(room, "live/")
    assert "171" not in quiet(room, "live/")

    room.send(clinic.mira, "event/", alarm="MON-A1")
    room.send(clinic.mira, "event/", alarm="MON-A2")
    assert "Being seen to" in quiet(room, "live/")

    room.send(clinic.mira, "vitals/", moaas=1, part="during", after=MINUTE)
    assert "Look up" in quiet(room, "live/")


def test_a_line_goes_into_the_record_with_what_it_is_about(clinic: Clinic, room: Room) -> None:
    words = room.send(clinic.sol, "remark/", remark__kind="music", remark__remarks="Slower piece, she cried softly.")

    kept = room.of(SessionEvent)[-1]
    assert (kept.event, kept.remarks) == ("music", "Slower piece, she cried softly.")  # type: ignore[attr-defined]  # SessionEvent
    assert "Music: Slower piece" in words
    assert "quiet__elapsed" in words, "back in the quiet view"


def test_an_empty_line_is_asked_for(clinic: Clinic, room: Room) -> None:
    before = len(room.of(SessionEvent))
    assert "Write the note." in room.send(clinic.sol, "remark/", remark__kind="note", remark__remarks=" ")
    assert len(room.of(SessionEvent)) == before


def test_nobody_without_the_right_reads_or_writes_it(clinic: Clinic, room: Room) -> None:
    room.send(clinic.cato, "remark/", remark__kind="note", remark__remarks="x")
    assert room.status == 403
