"""Tablets on their own: nothing is lost, nothing is there twice, and the order is right, whatever happens to network, server, power or clock."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from cast import Clinic, a_clinic, browser_of
from clinic.sessions.lives import Life, a_life
from journeys.tablets import SIZE, Tablet, a_tablet, entries_kept
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.sessions.models import KeptEntry
from kapstone.facts import Discharged, SessionEvent, VitalsTaken
from kapstone.pathway import Phase

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
OFFENDS = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 140)).join(' | ')))"


class Room:
    """A dose runs; the clinic's clock is rehearsed, and every tablet's own clock can be moved along with it."""

    def __init__(
        self, clinic: Clinic, life: Life, address: str, time: clock.Rehearsal, browser: Any
    ) -> None:  # Any: playwright's
        self.clinic, self.life, self.address, self.time, self.browser = clinic, life, address, time, browser
        self.visit = f"/episodes/{life.episode.id}/sessions/{life.session}/"
        self.before = len(self.pressures)

    def tablet_of(self, who: Actor, **options: Any) -> AbstractContextManager[Tablet]:  # Any: options of `a_tablet`
        cookie = browser_of(who).cookies[configured.SESSION_COOKIE_NAME].value
        return a_tablet(self.browser, self.address, self.visit, cookie, **options)

    def passes(self, seconds: int, *tablets: Tablet) -> None:
        self.time.moment += timedelta(seconds=seconds)
        for tablet in tablets:
            tablet.page.clock.fast_forward(seconds * 1000)

    @property
    def pressures(self) -> list[tuple[float | None, datetime]]:
        """Systolic pressures of the session, by the time at which they were true."""
        taken = facts_of(self.life.episode).of(VitalsTaken, lambda fact: fact.session == self.life.session)
        return [(record.fact.systolic_mmhg, record.at) for record in taken]

    @property
    def new_pressures(self) -> list[float | None]:
        return [value for value, _ in self.pressures[self.before :]]

    def wait_until(self, tablet: Tablet, is_so: Callable[[], bool], what: str) -> None:
        for _ in range(300):
            if is_so():
                return
            tablet.page.wait_for_timeout(100)
        raise AssertionError(f"never {what}; the band says {tablet.band!r}")


@pytest.fixture
def room(live_server: Any, browser: Any, settings: Any) -> Iterator[Room]:  # Any: fixtures of pytest-django and playwright
    settings.KAPSTONE_REQUIRE_TOTP = False
    settings.KAPSTONE_PLAIN_HTTP = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    clinic = a_clinic()
    life = a_life(clinic, phase=Phase.DOSED)
    with clock.rehearsal(life.now + timedelta(minutes=1)) as time:
        yield Room(clinic, life, live_server.url, time, browser)


def test_forty_entries_of_ten_minutes_without_network_arrive_once_and_in_order(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open()
        began = room.time.moment
        tablet.loses_the_network()
        made: list[int] = []
        for number in range(20):
            room.passes(15, tablet)
            made.append(121 + number)
            tablet.pressure(made[-1], 80)
            tablet.wait_for_kept(2 * number + 1)
            room.passes(15, tablet)
            tablet.tap("Calm")
            tablet.wait_for_kept(2 * number + 2)
        assert "40 entries kept here" in tablet.band
        assert room.new_pressures == []

        tablet.finds_the_network()

        room.wait_until(tablet, lambda: len(room.new_pressures) == 20 and not entries_kept(tablet.page), "all delivered")
        assert room.new_pressures == made
        arrived = [at for _, at in room.pressures[room.before :]]
        assert all(
            abs(at - began - timedelta(seconds=15 + 30 * number)) < timedelta(seconds=12) for number, at in enumerate(arrived)
        ), arrived
        calm = [
            record
            for record in facts_of(room.life.episode).of(SessionEvent)
            if record.fact.event == "calm" and record.at > began
        ]
        assert len(calm) == 20
        assert [record.at for record in calm] == sorted(record.at for record in calm)
        assert not KeptEntry.objects.exists()
        assert journal.verify(room.life.episode.id).is_whole
        tablet.page.locator("[data-band]:empty").wait_for(state="attached")


def test_two_tablets_on_their_own_at_once_lose_nothing_and_double_nothing(room: Room) -> None:
    mira, noor = room.clinic.mira, room.clinic.noor
    with room.tablet_of(mira, clock=room.time.moment) as hers, room.tablet_of(noor, clock=room.time.moment) as his:
        for tablet in (hers.open(), his.open()):
            tablet.loses_the_network()
        for number in range(3):
            room.passes(60, hers, his)
            hers.pressure(131 + number, 80)
            room.passes(60, hers, his)
            his.pressure(141 + number, 80)
            for tablet in (hers, his):
                tablet.wait_for_kept(number + 1)
        room.passes(60, hers, his)
        hers.pressure(150, 90)
        his.pressure(170, 99)  # both cuffs in the same minute: a person has to say which is right
        hers.wait_for_kept(4)
        his.wait_for_kept(4)

        his.finds_the_network()
        hers.finds_the_network()

        for tablet in (hers, his):
            tablet.wait_for_kept(0)
        waiting = KeptEntry.objects.get()
        late = float(waiting.said["systolic_mmhg"][0])
        assert late in {150, 170}
        assert room.new_pressures == [131, 141, 132, 142, 133, 143, 320 - late]
        assert "recorded the same for" in waiting.why
        hers.open().page.get_by_text("1 late entry to settle").wait_for()


def test_entries_that_met_a_discharge_are_shown_and_settled_with_a_reason(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        for number in range(2):
            room.passes(60, tablet)
            tablet.pressure(151 + number, 90)
            tablet.wait_for_kept(number + 1)
        left = Discharged(session=room.life.session, assessment="Awake, steady.", signature="Noor")
        actions.record(episode=room.life.episode, facts=(left,), by=room.clinic.noor, at=room.time.moment)

        tablet.finds_the_network()

        tablet.wait_for_kept(0)
        page = tablet.page
        page.get_by_text("2 late entries to settle").wait_for()
        assert room.new_pressures == []
        page.evaluate(AXE)
        assert page.evaluate(OFFENDS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]
        for box in page.locator(".kept input[name=entry]").all():
            box.check()
        page.get_by_label("Why it is right").fill("Measured before she left.")
        page.get_by_role("button", name="Record with this reason").click()
        page.get_by_text("2 late entries settled").first.wait_for()
        assert room.new_pressures == [151, 152]


def test_a_reading_that_rings_is_judged_by_the_tablet_itself(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()

        tablet.pressure(184, 112)
        alarm = tablet.page.locator("#outbox .alarm", has_text="Very high blood pressure")
        alarm.get_by_text("once; a second such reading is red").wait_for()
        assert alarm.get_attribute("data-level") == "caution"
        room.passes(180, tablet)
        tablet.pressure(186, 113)

        tablet.page.locator("#outbox .alarm[data-level=stop]", has_text="Stop the drug").first.wait_for()
        alarm.get_by_role("button", name="I answer it").click()
        alarm.get_by_text("Answered here").wait_for()
        tablet.finds_the_network()
        tablet.wait_for_kept(0)
        answered = facts_of(room.life.episode).of(SessionEvent)[-1].fact
        assert (answered.event, answered.remarks) == ("alarm answered", "MON-A3")


def test_a_window_that_was_closed_or_loaded_again_without_network_goes_on_and_delivers(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        tablet.pressure(131, 80)
        tablet.wait_for_kept(1)
        tablet.page.locator("details#step-note summary").click()
        tablet.page.get_by_label("Note on setting").fill("Cello, quiet.")
        tablet.page.get_by_role("button", name="Record the note").click()
        tablet.wait_for_kept(2)
        room.passes(60, tablet)
        tablet.close_window()

        tablet.open()  # what the tablet shows is its own empty form, with what it kept
        assert "2 entries kept here" in tablet.band
        assert room.clinic.alma.name in tablet.page.locator("[data-who]").inner_text()
        assert "131/80" in tablet.page.locator("[data-latest=pressure]").inner_text()
        tablet.pressure(132, 80)
        tablet.wait_for_kept(3)
        tablet.page.reload()
        tablet.wait_until_ready()
        assert tablet.page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]

        tablet.finds_the_network()

        room.wait_until(tablet, lambda: room.new_pressures == [131, 132], "delivered")
        tablet.page.locator("#live-numbers").wait_for()  # the visit itself, by itself
        tablet.wait_for_kept(0)
        assert facts_of(room.life.episode).of(SessionEvent)[-1].fact.remarks == "Cello, quiet."


def test_the_empty_form_offends_nobody_and_no_copy_of_it_names_anybody(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        tablet.pressure(184, 112)
        tablet.wait_for_kept(1)
        tablet.page.reload()
        tablet.wait_until_ready()

        cached = tablet.page.evaluate(
            """async () => {
                let text = ''
                for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys())
                    text += request.url + (request.url.match(/woff2/) ? '' : await (await caches.match(request)).text())
                return text
            }"""
        )
        stored = tablet.page.evaluate("JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })")
        assert "/tablet/" in cached
        assert str(room.life.episode.id) not in cached
        assert "Alma" not in cached + stored
        assert "184" not in stored.replace(str(room.life.episode.id), "").replace(str(room.life.session), "")
        tablet.page.evaluate(AXE)
        assert tablet.page.evaluate(OFFENDS) == []


def test_a_tablets_clock_an_hour_wrong_gives_the_right_times(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment + timedelta(hours=1)) as tablet:
        tablet.open()
        tablet.pressure(131, 80)
        room.wait_until(tablet, lambda: room.new_pressures == [131], "recorded")
        tablet.wait_until_ready()
        tablet.loses_the_network()
        room.passes(120, tablet)
        tablet.pressure(132, 80)
        tablet.wait_for_kept(1)
        made = room.time.moment
        tablet.finds_the_network()
        room.wait_until(tablet, lambda: room.new_pressures == [131, 132], "delivered")

        assert abs(room.pressures[-1][1] - made) < timedelta(seconds=15)
        assert abs(room.pressures[-2][1] - made + timedelta(seconds=120)) < timedelta(seconds=15)


def test_a_clock_that_was_set_while_alone_is_found_out(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        tablet.page.wait_for_timeout(1500)  # what the clinic had said already has come
        tablet.page.clock.set_system_time((room.time.moment - timedelta(hours=1)).astimezone(UTC))
        tablet.pressure(131, 80)
        tablet.wait_for_kept(1)

        tablet.finds_the_network()

        tablet.wait_for_kept(0)
        assert "clock was set by 60 min" in KeptEntry.objects.get().why
        assert room.new_pressures == []


def test_after_signing_out_the_key_is_gone_and_the_entries_come_when_their_maker_returns(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        tablet.pressure(131, 80)
        tablet.wait_for_kept(1)
        tablet.context.clear_cookies()
        tablet.finds_the_network()
        tablet.page.locator("[data-band]", has_text="You are signed out. 1 entry kept here").wait_for()
        keys = """() => new Promise(done => { const r = indexedDB.open('kapstone-outbox'); r.onsuccess = () => {
            const all = r.result.transaction('keys').objectStore('keys').getAll(); all.onsuccess = () => { r.result.close(); done(all.result.length) } } })"""
        assert tablet.page.evaluate(keys) == 0

        as_noor = browser_of(room.clinic.noor).cookies[configured.SESSION_COOKIE_NAME].value
        tablet.context.add_cookies([{"name": "kapstone", "value": as_noor, "url": room.address}])
        tablet.open()
        tablet.page.get_by_text("1 entry of other visits or people").wait_for()
        assert room.new_pressures == []
        tablet.context.clear_cookies()
        as_mira = browser_of(room.clinic.mira).cookies[configured.SESSION_COOKIE_NAME].value
        tablet.context.add_cookies([{"name": "kapstone", "value": as_mira, "url": room.address}])
        tablet.open()

        room.wait_until(tablet, lambda: room.new_pressures == [131], "delivered")
        tablet.wait_for_kept(0)


def test_what_is_impossible_comes_back_to_its_form_and_leaves_nothing_behind(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open()

        tablet.pressure(82, 112)

        tablet.page.get_by_text("the lower number must be below the upper one").first.wait_for()
        assert tablet.page.locator('[data-outbox=vitals] [name="systolic_mmhg"]').input_value() == "82"
        tablet.wait_for_kept(0)
        assert room.new_pressures == []
        assert not KeptEntry.objects.exists()


def test_an_entry_that_another_sending_takes_along_answers_its_form_all_the_same(room: Room) -> None:
    another_goes_first = """() => {
        const ask = navigator.locks.request.bind(navigator.locks)
        let theirs = true
        navigator.locks.request = (name, send) => {
            if (!theirs) return ask(name, send)
            theirs = false  // the form's own sending waits behind another that has just begun
            dispatchEvent(new Event('online'))
            return new Promise(() => {})
        }
    }"""
    with room.tablet_of(room.clinic.mira) as tablet:
        tablet.open().page.evaluate(another_goes_first)

        tablet.pressure(82, 112)

        tablet.page.get_by_text("the lower number must be below the upper one").first.wait_for()
        tablet.page.evaluate(another_goes_first)
        with tablet.page.expect_navigation():
            tablet.pressure(131, 80)
        assert room.new_pressures == [131]
        assert not KeptEntry.objects.exists()


def test_an_entry_its_maker_may_not_make_stays_in_sight_and_holds_up_nothing(room: Room) -> None:
    with room.tablet_of(room.clinic.sol, clock=room.time.moment) as tablet:
        tablet.open().loses_the_network()
        tablet.page.reload()
        tablet.wait_until_ready()
        assert tablet.page.locator("[data-outbox=vitals]").is_hidden()
        tablet.page.evaluate(
            "document.querySelector('[data-needs-run]').hidden = false"  # as if the role had been taken away meanwhile
        )
        tablet.pressure(131, 80)
        tablet.wait_for_kept(1)
        tablet.tap("Joy")
        tablet.wait_for_kept(2)

        tablet.finds_the_network()

        tablet.wait_for_kept(1)
        tablet.page.get_by_text("1 entry the clinic did not take").wait_for()
        assert facts_of(room.life.episode).of(SessionEvent)[-1].fact.event == "joy"
        assert room.new_pressures == []


def test_without_a_place_to_keep_entries_the_form_goes_the_usual_way(room: Room) -> None:
    with room.tablet_of(room.clinic.mira, clock=room.time.moment) as tablet:
        tablet.open()
        tablet.page.evaluate(
            "void (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') })"
        )

        tablet.pressure(131, 80)

        room.wait_until(tablet, lambda: room.new_pressures == [131], "recorded")
