"""The phone of the adult at home: what its link opens, for how long, and what comes of what they send."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import HOUR, MINUTE, Life, a_life
from kapstone.clinic.devices import actions, queries
from kapstone.clinic.devices.phone import link_for
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import SessionEvent, StateObserved, VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def life(clinic: Clinic) -> Life:
    return a_life(clinic, phase=Phase.DOSED)


class Phone:
    """A browser that knows nothing but the link."""

    def __init__(self, clinic: Clinic, life: Life) -> None:
        self.clinic, self.life, self.now = clinic, life, life.now + MINUTE
        with clock.stopped_at(self.now):
            actions.pair_phone(
                episode=life.episode, session=life.session, label="Phone at home: Robin", zone="America/New_York", by=clinic.mira, at=self.now
            )  # fmt: skip
            self.pairing = queries.phones_on(life.episode, life.session)[0]
            self.link = f"/at-home/{link_for(self.pairing)}/"
        self.browser = Client()

    def send(self, *, after: timedelta = MINUTE, key: str = "", **form: object) -> int:
        self.now += after
        with clock.stopped_at(self.now):
            return self.browser.post(self.link, {"key": key or str(uuid4()), "state": "talks", **form}).status_code

    def read(self, *, after: timedelta = MINUTE) -> tuple[int, str]:
        self.now += after
        with clock.stopped_at(self.now):
            answer = self.browser.get(self.link)
        return answer.status_code, answer.content.decode()

    @property
    def vitals(self) -> list[VitalsTaken]:
        return [r.fact for r in facts_of(self.life.episode).of(VitalsTaken) if r.fact.device == self.pairing.device_id]


@pytest.fixture
def phone(clinic: Clinic, life: Life) -> Phone:
    return Phone(clinic, life)


def test_it_shows_nothing_of_the_record(phone: Phone) -> None:
    status, words = phone.read()

    assert status == 200
    assert "Readings from home" in words
    for name in ("Alma", "Reyes", "ketamine", "Mira"):
        assert name not in words


def test_a_reading_waits_for_a_clinician_and_may_raise_an_alarm(phone: Phone) -> None:
    assert phone.send(systolic_mmhg=172, diastolic_mmhg=106, heart_rate_per_min=92, spo2_percent=96) == 302

    sent = phone.vitals[-1]
    assert (sent.systolic_mmhg, sent.diastolic_mmhg, sent.is_validated) == (172, 106, False)
    rang = [f for f in assessment_of(phone.life.episode, phone.now).findings if f.rule == "MON-A1"]
    assert any(finding.level is Level.CAUTION for finding in rang)


def test_the_same_sending_twice_is_one(phone: Phone) -> None:
    key = str(uuid4())
    phone.send(key=key, systolic_mmhg=131, diastolic_mmhg=84)
    phone.send(key=key, after=timedelta(0), systolic_mmhg=131, diastolic_mmhg=84)

    assert len(phone.vitals) == 1
    assert len([r for r in facts_of(phone.life.episode).of(SessionEvent) if r.fact.event == "word from home"]) == 1


def test_somebody_who_cannot_be_woken_is_red(phone: Phone) -> None:
    phone.send(state="unwakeable")

    assert facts_of(phone.life.episode).of(StateObserved)[-1].fact.moaas == 1
    worst = max(f.level for f in assessment_of(phone.life.episode, phone.now).findings if f.rule == "MON-A8")
    assert worst >= Level.STOP


def test_that_they_talk_clears_nothing(phone: Phone) -> None:
    before = len(facts_of(phone.life.episode).of(StateObserved))
    phone.send(state="talks")

    assert len(facts_of(phone.life.episode).of(StateObserved)) == before


def test_half_a_pressure_and_an_impossible_one_are_refused(phone: Phone) -> None:
    assert phone.send(systolic_mmhg=130) == 422
    assert phone.send(systolic_mmhg=80, diastolic_mmhg=130) == 422
    assert not phone.vitals


def test_the_link_ends_with_the_pairing_with_time_and_with_any_change(phone: Phone, clinic: Clinic) -> None:
    assert phone.browser.get(phone.link[:-4] + "abc/").status_code == 404
    assert phone.read(after=13 * HOUR)[0] == 404

    phone.now = phone.life.now + 5 * MINUTE
    actions.unpair(
        episode=phone.life.episode, session=phone.life.session, device=phone.pairing.device_id, by=clinic.mira, at=phone.now
    )
    status, words = phone.read()
    assert status == 404
    assert "This link is over" in words
    assert phone.send(systolic_mmhg=130, diastolic_mmhg=80) == 404


def test_the_clinician_makes_the_link_on_the_page_of_devices(clinic: Clinic, life: Life) -> None:
    at = f"/episodes/{life.episode.id}/sessions/{life.session}/devices/"
    with clock.stopped_at(life.now + MINUTE):
        browser = browser_of(clinic.mira)
        browser.post(f"{at}phone/", {"name": "Robin Reyes", "key": str(uuid4())})
        words = browser.get(at).content.decode()
        assert "Phone at home: Robin Reyes" in words
        assert "/at-home/" in words
        assert browser_of(clinic.sol).post(f"{at}phone/", {"name": "x"}).status_code == 403
        assert "/at-home/" not in browser_of(clinic.sol).get(at).content.decode()
