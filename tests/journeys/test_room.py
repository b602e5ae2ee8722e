"""One dosing visit on two screens, from check-in to discharge: Mira's tablet at the chair, Noor's desk elsewhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import Life, a_life
from journeys.walker import Walker
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes import queries
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.facts import Discharged, DoseGiven, Informant, MeasureAnswered, OrderSigned, SessionEvent, VisitPlanned
from kapstone.pathway import Phase, alarm_timeline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW_YORK = ZoneInfo("America/New_York")
TABLET, DESK = {"width": 768, "height": 1024}, {"width": 1440, "height": 900}
LIVE_MS = 15_000
QUIET = {
    "systolic_mmhg": 124,
    "diastolic_mmhg": 78,
    "heart_rate_per_min": 72,
    "spo2_percent": 98,
    "respiratory_rate_per_min": 14,
}
AWAKE = {"moaas": "5", "dissociation_0_10": "0", "distress_0_10": "0", "nausea_0_10": "0"}


class Room:
    """The visit, the two who share it, and the rehearsed time."""

    def __init__(self, clinic: Clinic, life: Life, time: clock.Rehearsal, mira: Walker, noor: Walker) -> None:
        self.clinic, self.life, self.time, self.mira, self.noor = clinic, life, time, mira, noor
        self.visit = f"/episodes/{life.episode.id}/sessions/{life.session}/"

    @property
    def local(self) -> datetime:
        return self.time.moment.astimezone(NEW_YORK)

    @property
    def started(self) -> datetime:
        return queries.facts_of(self.life.episode).of(DoseGiven)[-1].at

    def minute(self, minute: float) -> None:
        """Let it be that many minutes after the dose."""
        self.time.moment = self.started + timedelta(minutes=minute)

    def vitals(self, **changed: object) -> None:
        self.mira.go(self.visit + "?part=during")
        self.mira.send("vitals/", {**QUIET, **AWAKE, **changed})

    def noor_sees(self, words: str, selector: str) -> None:
        """It appears on Noor's screen, which nobody touches."""
        self.noor.page.locator(selector, has_text=words).first.wait_for(timeout=LIVE_MS)


@pytest.fixture
def room(live_server: Any, browser: Any, settings: Any) -> Iterator[Room]:  # Any: fixtures of pytest-django and playwright
    settings.KAPSTONE_REQUIRE_TOTP = False
    settings.KAPSTONE_PLAIN_HTTP = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    clinic = a_clinic()
    life = a_life(clinic, phase=Phase.PLANNED, protocol="im-kap-course")
    contexts = []

    def window(actor: Actor, size: dict[str, int]) -> Walker:
        context = browser.new_context(
            viewport=size, locale="en-US", timezone_id="America/New_York", reduced_motion="reduce", bypass_csp=True
        )
        contexts.append(context)
        cookie = browser_of(actor).cookies[configured.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return Walker(context.new_page(), live_server.url)

    planned = queries.facts_of(life.episode).of(VisitPlanned)[-1].fact.starts_at
    asked = MeasureAnswered(
        instrument="phq9", instrument_version="1", answers={f"phq9_{n}": 2 for n in range(1, 11)} | {"phq9_9": 0}, informant=Informant.PATIENT
    )  # fmt: skip
    episodes.record(episode=life.episode, facts=(asked,), by=clinic.alma_herself, at=planned - timedelta(hours=2))
    with clock.rehearsal(planned) as time:
        yield Room(clinic, life, time, window(clinic.mira, TABLET), window(clinic.noor, DESK))
    for context in contexts:
        context.close()


def test_a_visit_from_check_in_to_discharge_on_two_screens(room: Room) -> None:
    when_mira_checks_her_in(room)
    when_noor_orders_and_both_check(room)
    when_the_dose_is_given(room)
    when_the_pressure_rises_at_25_minutes_noor_sees_it_and_answers(room)
    then_the_booster_is_held(room)
    when_she_has_recovered(room)
    then_nobody_lets_her_go_until_the_escort_has_signed(room)
    then_the_record_is_whole_and_says_when_it_rang(room)


def when_mira_checks_her_in(room: Room) -> None:
    mira = room.mira
    mira.go(room.visit)
    answers = (
        "new_medicines_or_allergies", "sedative_or_stimulant_24h", "alcohol_or_drugs_24h", "mania_or_psychosis_signs", "urinary_symptoms",
        "unreviewed_adverse_event", "could_be_pregnant", "oedema", "infection_signs",
    )  # fmt: skip
    mira.send(
        "check-in/",
        {
            "last_food_at": room.local - timedelta(hours=13), "last_clear_fluid_at": room.local - timedelta(hours=4), **dict.fromkeys(answers, "no"),
            "escort_name": "Robin Reyes", "escort_phone": "212 555 0188", "intention": "To meet my grief.",
        },
    )  # fmt: skip
    mira.go(room.visit)
    mira.send("scale/cssrs_since_last_contact/", {"cssrs_1": 0, "cssrs_2": 0, "cssrs_6": 0})
    mira.go(room.visit)
    mira.send(
        "setting/",
        {
            "ready": list(room.life.story.protocol.staffing.setting),
            "prescriber_available": True,
            "monitor_present": True,
            "therapist_present": True,
        },
    )
    mira.send("vitals/", {**QUIET, **AWAKE, "temperature_celsius": "36.6"})


def when_noor_orders_and_both_check(room: Room) -> None:
    noor, mira = room.noor, room.mira
    room.time.moment += timedelta(minutes=13)
    noor.go(room.visit)
    noor.fill("order/", {"concentration_mg_per_ml": 50, "booster_max_mg": 15})
    noor.button("Sign the order")
    noor.go(room.visit + "?part=before")
    order = queries.facts_of(room.life.episode).of(OrderSigned)[-1].fact
    read = {"dose_mg": f"{order.dose_mg:g}", "volume_ml": f"{order.dose_mg / 50:.2f}", "lot": "K1205"}
    noor.send("check/", read)
    mira.go(room.visit + "?part=before")
    mira.send("check/", read)
    mira.send("vitals/", {**QUIET, **AWAKE})
    mira.see("Everything is in place")


def when_the_dose_is_given(room: Room) -> None:
    room.mira.go(room.visit)
    room.mira.button("Give ")
    room.noor.go(room.visit + "?part=during")
    for minute in (5, 10, 15):
        room.minute(minute)
        room.vitals(systolic_mmhg=136 + minute, moaas="4", dissociation_0_10="6")
    room.noor_sees("151/78", ".bignum__value")


def when_the_pressure_rises_at_25_minutes_noor_sees_it_and_answers(room: Room) -> None:
    room.minute(25)
    room.vitals(systolic_mmhg=171, diastolic_mmhg=104, moaas="4", dissociation_0_10="7")
    room.mira.see("171/104", "limit below 165/100")

    room.noor_sees("171/104", ".alarm")
    for screen in (room.mira.page, room.noor.page):
        band, number = screen.locator(".alarm").first.bounding_box(), screen.locator(".bignum--wide").bounding_box()
        assert band["y"] + band["height"] <= number["y"] or band["x"] >= number["x"] + number["width"], (
            "the band covers no number"
        )
    with room.noor.page.expect_response(lambda response: response.url.endswith("/event/")):
        room.noor.page.get_by_role("button", name="I answer it").click()

    room.mira.page.locator(".alarm", has_text="Answered by Noor Haddad").wait_for(timeout=LIVE_MS)
    answered = [r for r in queries.facts_of(room.life.episode).of(SessionEvent) if r.fact.event == "alarm answered"]
    assert [record.by_name for record in answered] == ["Noor Haddad"]


def then_the_booster_is_held(room: Room) -> None:
    room.mira.go(room.visit + "?part=during")
    room.mira.see("Latest vitals 171/104 mmHg")
    assert not room.mira.page.get_by_role("button", name="Give the booster").count()
    room.minute(30)
    room.vitals(systolic_mmhg=150, diastolic_mmhg=92, moaas="4", dissociation_0_10="5")
    assert not room.mira.page.get_by_role("button", name="Give the booster").count(), "its window is over"
    assert len(queries.facts_of(room.life.episode).of(DoseGiven)) == 1


def when_she_has_recovered(room: Room) -> None:
    least = room.life.story.protocol.monitoring
    stays = max(least.minimum_from_start, least.minimum_from_end) / timedelta(minutes=1)
    assert stays >= 90
    for minute in (45, 60, 75, 90, 105, 120):
        if minute <= stays + 15:
            room.minute(minute)
            room.vitals()
    room.minute(stays + 2)
    room.mira.go(room.visit + "?part=after")
    room.mira.send("vitals/", {**QUIET, **AWAKE})
    checks = ("oriented", "steady_gait", "nausea_controlled", "fluids_tolerated", "dissociation_resolved")
    room.mira.send("recovery/", dict.fromkeys(checks, "yes"))
    parts = ("activity", "respiration", "circulation", "consciousness", "saturation")
    room.mira.send("scale/aldrete/", {f"aldrete_{part}": 2 for part in parts})
    room.mira.button("Gone through and handed over")
    room.mira.send("book/next_day/", {"starts_at": room.local + timedelta(hours=22)})
    room.mira.send("book/integration/", {"starts_at": room.local + timedelta(hours=30)})


def then_nobody_lets_her_go_until_the_escort_has_signed(room: Room) -> None:
    mira = room.mira
    mira.go(room.visit + "?part=after")
    assert mira.page.get_by_role("button", name="Discharge", exact=True).is_disabled()
    assert mira.page.locator(".why-closed").inner_text() == "Closed: Robin Reyes is not here yet."
    room.noor.go(room.visit + "?part=after")
    room.noor_sees("waits for 1", "#live-leave")

    mira.send("escort/", {"name": "Robin Reyes", "signature": "Robin Reyes"})

    room.noor_sees("Every criterion is met", "#live-leave")
    mira.go(room.visit + "?part=after")
    mira.send("discharge/", {"assessment": "Awake, steady, calm.", "signature": "Mira Santos"})
    room.noor_sees("Gone home", "#live-bar")


def then_the_record_is_whole_and_says_when_it_rang(room: Room) -> None:
    facts, episode = queries.facts_of(room.life.episode), room.life.episode
    assert facts.of(Discharged)[-1].fact.signature == "Mira Santos"
    assert journal.verify(episode.id).is_whole
    rang = alarm_timeline(queries.protocol_of(episode), facts, room.life.session, room.time.moment)
    first = next(rung for rung in rang if rung.alarms)
    assert timedelta(minutes=25) <= first.at - room.started < timedelta(minutes=26)
    room.mira.go(room.visit + "record/")
    room.mira.see("171/104", "Alarm answered", "Robin Reyes", "Mira Santos")
