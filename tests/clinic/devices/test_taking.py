"""What a device says is taken once, from a device of the clinic, for the patient it is on; it may raise an alarm and clears none."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from cast import Clinic, a_clinic, another_clinic, browser_of, ines
from clinic.devices.saying import MONITOR, oru
from clinic.sessions.lives import MINUTE, Life, a_life
from kapstone.clinic.devices import actions, hl7
from kapstone.clinic.devices.errors import DeviceTaken, NoSuchDevice, NotTaken
from kapstone.clinic.devices.hl7 import Message
from kapstone.clinic.devices.listener import Limits, Listener
from kapstone.clinic.devices.mllp import framed
from kapstone.clinic.devices.models import Device, Kind, Reading, Received
from kapstone.clinic.devices.queries import waiting
from kapstone.clinic.episodes.queries import assessment_of, facts_of, patient_page
from kapstone.clinic.journal import clock
from kapstone.clinic.sessions.room import VisitPage
from kapstone.facts import DevicePaired, VitalsTaken
from kapstone.findings import Level
from kapstone.pathway import Phase

pytestmark = pytest.mark.django_db


class Chair:
    """Alma in a running session with a monitor of the clinic beside her."""

    def __init__(self) -> None:
        self.clinic: Clinic = a_clinic()
        self.life: Life = a_life(self.clinic, phase=Phase.DOSED)
        self.now: datetime = self.life.now + MINUTE
        self.monitor, _ = actions.add_device(
            label="Monitor 3", kind=Kind.MONITOR, sender=MONITOR, zone="UTC", by=self.clinic.dara, at=self.life.now
        )
        self.count = 0

    def pair(self, device: Device | None = None, *, by_itself: bool = False, key: UUID | None = None) -> None:
        with clock.stopped_at(self.now):
            actions.pair(
                episode=self.life.episode, session=self.life.session, device=(device or self.monitor).id, accepts_by_itself=by_itself,
                by=self.clinic.mira, at=self.now, key=key,
            )  # fmt: skip

    def says(self, *, after: timedelta = timedelta(seconds=1), **message: object) -> Any:  # Any: Taken
        self.now += after
        self.count += 1
        text = oru(at=self.now, **({"control": str(self.count)} | message))  # type: ignore[arg-type]  # the fields of a message
        return self.hears(text)

    def hears(self, text: str) -> Any:  # Any: Taken
        with clock.stopped_at(self.now):
            return actions.take(hl7.parse(text.encode()), text.encode(), now=self.now)

    @property
    def vitals(self) -> list[VitalsTaken]:
        return [record.fact for record in facts_of(self.life.episode).of(VitalsTaken) if record.fact.device is not None]

    def level(self, rule: str) -> Level:
        found = assessment_of(self.life.episode, self.now).findings
        return max(
            finding.level for finding in found if finding.rule == rule and finding.subject.startswith(str(self.life.session))
        )

    def rings(self) -> set[str]:
        here = VisitPage.of(patient_page(self.life.episode, self.now), self.life.session)
        assert here is not None
        return {alarm.finding.rule for alarm in here.alarms}


@pytest.fixture
def chair() -> Chair:
    return Chair()


def test_a_reading_is_a_fact_by_the_device_that_nobody_has_accepted_yet(chair: Chair) -> None:
    chair.pair()

    taken = chair.says(spo2=97, pulse=80, systolic=131, diastolic=82)

    (record,) = waiting(facts_of(chair.life.episode), chair.life.session)
    assert (taken.kept, taken.recorded) == (1, 1)
    assert record.fact.device == chair.monitor.id
    assert not record.fact.is_validated
    assert (record.by, record.by_name, record.via) == (chair.monitor.id, "Monitor 3", "device")
    assert record.at == chair.now.replace(microsecond=0)


def test_it_raises_an_alarm_and_a_later_fine_one_does_not_clear_it_until_a_person_accepts(chair: Chair) -> None:
    chair.pair()
    chair.says(spo2=88)
    assert "MON-A6" in chair.rings()

    chair.says(spo2=98, after=timedelta(seconds=20))
    assert "MON-A6" in chair.rings()

    both = [record.id for record in waiting(facts_of(chair.life.episode), chair.life.session)]
    with clock.stopped_at(chair.now):
        assert actions.accept(
            episode=chair.life.episode, session=chair.life.session, readings=both, by=chair.clinic.mira, at=chair.now
        ) == 2  # fmt: skip
    assert "MON-A6" not in chair.rings()
    assert chair.level("MON-A6") is Level.NOTE
    assert not waiting(facts_of(chair.life.episode), chair.life.session)


def test_a_rejected_reading_is_an_artefact_and_heard_by_nothing(chair: Chair) -> None:
    chair.pair()
    chair.says(spo2=88)
    (record,) = waiting(facts_of(chair.life.episode), chair.life.session)

    for _ in range(2):  # pressed twice
        with clock.stopped_at(chair.now):
            actions.reject(
                episode=chair.life.episode, session=chair.life.session, readings=[record.id], by=chair.clinic.mira, at=chair.now, key=uuid4()
            )  # fmt: skip

    assert "MON-A6" not in chair.rings()
    assert [fact.is_artefact for fact in chair.vitals] == [True]


def test_one_that_may_accept_itself_does_so_unless_something_speaks_against_it(chair: Chair) -> None:
    chair.pair(by_itself=True)

    chair.says(spo2=97)
    chair.says(spo2=70)

    assert [(fact.spo2_percent, fact.is_validated) for fact in chair.vitals] == [(97, True), (70, False)]
    assert Reading.objects.get(values={"spo2_percent": 70}).doubt


def test_the_same_message_again_changes_nothing_and_another_with_the_same_number_is_taken(chair: Chair) -> None:
    chair.pair()
    text = oru(at=chair.now, control="7", spo2=97)

    assert chair.hears(text).recorded == 1
    assert chair.hears(text).is_known
    assert chair.says(control="7", spo2=91).recorded == 1
    assert len(chair.vitals) == 2


def test_a_monitor_repeats_its_cuff_pressure_and_it_is_kept_once(chair: Chair) -> None:
    chair.pair()
    chair.now += MINUTE
    stamp = f"{chair.now:%Y%m%d%H%M%S}"
    cuff = [
        f"OBX|8|NM|15030{n}^MDC_PRESS_CUFF_{w}^MDC||{v}|266016^MDC_DIM_MMHG^MDC|||||R|||{stamp}"
        for n, w, v in ((1, "SYS", 131), (2, "DIA", 82))
    ]
    for _ in range(5):
        chair.now += timedelta(seconds=10)
        chair.count += 1
        chair.hears(oru(*cuff, at=chair.now, control=str(chair.count), spo2=97))

    assert [fact.systolic_mmhg for fact in chair.vitals if fact.systolic_mmhg] == [131]


def test_messages_out_of_order_leave_the_newest_reading_the_latest(chair: Chair) -> None:
    chair.pair()
    chair.now += 5 * MINUTE
    late = oru(at=chair.now - 3 * MINUTE, control="late", spo2=99)

    chair.says(control="first", spo2=91)
    chair.hears(late)

    assert [fact.spo2_percent for fact in chair.vitals] == [99, 91]
    assert chair.level("MON-A6") is not Level.CLEAR


def test_calm_readings_are_kept_and_only_some_are_recorded(chair: Chair) -> None:
    chair.pair()

    for _ in range(60):
        chair.says(spo2=97, pulse=80)

    assert Reading.objects.count() == 60
    assert len(chair.vitals) == 1


@pytest.mark.parametrize("message, sentence", [
    ({"sender": "NOBODY"}, "not known"), ({"kind": "ORU^W01"}, "not taken"), ({"kind": "ORU^R40"}, "not taken"), ({"processing": "T"}, "training"),
    ({"patient": "X-999"}, "another patient"), ({"patient": "^^^H^PI||ROE^JANE"}, "another patient"), ({"spo2": 12}, "No vital|no living"),
])  # fmt: skip
def test_what_is_not_for_this_patient_is_refused_and_nothing_is_kept(
    chair: Chair, message: dict[str, Any], sentence: str
) -> None:
    chair.pair()

    with pytest.raises(NotTaken, match=sentence):
        chair.says(**({"spo2": 97} | message))

    assert not chair.vitals
    assert not Reading.objects.exists()
    assert Received.objects.get().outcome == "refused"


def test_the_patients_own_name_is_no_objection(chair: Chair) -> None:
    chair.pair()

    assert chair.says(patient="^^^H^PI||REYES^ALMA", spo2=97).recorded == 1


def test_an_unpaired_device_is_refused_and_the_message_is_taken_once_it_is_paired(chair: Chair) -> None:
    text = oru(at=chair.now + timedelta(seconds=5), spo2=97)
    with pytest.raises(NotTaken, match="on no patient"):
        chair.hears(text)
    chair.pair()
    chair.now += timedelta(seconds=5)

    assert chair.hears(text).recorded == 1


def test_what_was_measured_before_the_pairing_is_somebody_elses(chair: Chair) -> None:
    chair.pair()

    assert chair.hears(oru(at=chair.now - MINUTE, spo2=80)).kept == 0
    assert not chair.vitals


def test_a_clock_that_runs_ahead_is_not_believed(chair: Chair) -> None:
    chair.pair()

    with pytest.raises(NotTaken, match="future"):
        chair.hears(oru(at=chair.now + 10 * MINUTE, spo2=97))


def test_silence_is_a_finding_and_never_clear(chair: Chair) -> None:
    chair.pair()
    chair.says(spo2=97)
    assert chair.level("PW-DEVICE-SILENT") is Level.CLEAR
    change = assessment_of(chair.life.episode, chair.now).next_change_at
    assert change is not None

    chair.now += 11 * MINUTE

    assert change <= chair.now
    assert chair.level("PW-DEVICE-SILENT") is Level.UNKNOWN
    with clock.stopped_at(chair.now):
        actions.unpair(
            episode=chair.life.episode, session=chair.life.session, device=chair.monitor.id, by=chair.clinic.mira, at=chair.now
        )
    found = assessment_of(chair.life.episode, chair.now).findings
    assert not [finding for finding in found if finding.rule == "PW-DEVICE-SILENT"]
    with pytest.raises(NotTaken):
        chair.says(spo2=97)


def test_a_device_is_on_one_patient_at_a_time_and_of_ones_own_clinic(chair: Chair) -> None:
    key = uuid4()
    chair.pair(key=key)
    chair.pair(key=key)  # the form came twice
    assert len(facts_of(chair.life.episode).of(DevicePaired)) == 1
    elsewhere = ines(another_clinic())
    theirs, _ = actions.add_device(label="Theirs", kind=Kind.MONITOR, sender="THEIRS", zone="UTC", by=elsewhere, at=chair.now)
    with pytest.raises(NoSuchDevice):
        chair.pair(theirs)
    with pytest.raises(DeviceTaken):
        actions.retire(device=chair.monitor, at=chair.now)


class TestOverHttp:
    """A cuff with its token."""

    @pytest.fixture
    def cuff(self, chair: Chair) -> tuple[Device, str]:
        return actions.add_device(label="Cuff 1", kind=Kind.CUFF, zone="UTC", by=chair.clinic.dara, at=chair.life.now)

    def send(self, chair: Chair, token: str, body: object) -> Any:  # Any: Django's test response
        with clock.stopped_at(chair.now):
            return Client(enforce_csrf_checks=True).post(
                "/devices/readings/", json.dumps(body), content_type="application/json", headers={"Authorization": f"Bearer {token}"}
            )  # fmt: skip

    def body(self, chair: Chair, **more: object) -> dict[str, object]:
        values = [
            {"sign": "systolic_mmhg", "value": 128, "unit": "mm[Hg]"},
            {"sign": "diastolic_mmhg", "value": 80, "unit": "mm[Hg]"},
        ]
        return {"key": str(uuid4()), "measured_at": chair.now.isoformat(), "values": values} | more

    def test_a_reading_is_kept_once_per_key(self, chair: Chair, cuff: tuple[Device, str]) -> None:
        chair.pair(cuff[0])
        body = self.body(chair)

        first, again = self.send(chair, cuff[1], body), self.send(chair, cuff[1], body)
        other = self.send(chair, cuff[1], body | {"measured_at": (chair.now + timedelta(seconds=1)).isoformat()})

        assert (first.status_code, first.json()["kept"], first.json()["again"]) == (200, True, False)
        assert (again.status_code, again.json()["again"]) == (200, True)
        assert other.status_code == 409
        assert [fact.systolic_mmhg for fact in chair.vitals] == [128]

    def test_without_its_own_token_nothing_is_told_or_kept(self, chair: Chair, cuff: tuple[Device, str]) -> None:
        chair.pair(cuff[0])

        assert self.send(chair, "guess", self.body(chair)).status_code == 401
        assert Client().post("/devices/readings/", "{}", content_type="application/json").status_code == 401
        assert not chair.vitals

    @pytest.mark.parametrize("wrong", [
        {"values": []}, {"values": [{"sign": "systolic_mmhg", "value": 128, "unit": "mm[Hg]"}]}, {"measured_at": "2026-01-21T12:00:00"},
        {"values": [{"sign": "spo2_percent", "value": 97, "unit": "mmHg"}]}, {"values": [{"sign": "mood", "value": 1, "unit": "%"}]},
        {"values": [{"sign": "spo2_percent", "value": "97", "unit": "%"}]}, {"more": 1},
        {"values": [{"sign": "spo2_percent", "value": 97, "unit": "%"}] * 2},
    ])  # fmt: skip
    def test_what_is_wrong_is_named_and_not_kept(
        self, chair: Chair, cuff: tuple[Device, str], wrong: dict[str, object]
    ) -> None:
        chair.pair(cuff[0])

        response = self.send(chair, cuff[1], self.body(chair) | wrong)

        assert response.status_code == 422
        assert "Nothing was kept" in response.json()["error"]
        assert not chair.vitals

    def test_the_token_is_shown_once_and_only_its_hash_is_kept(self, chair: Chair, cuff: tuple[Device, str]) -> None:
        html = browser_of(chair.clinic.dara).post(
            "/devices/", {"label": "Cuff 2", "kind": "cuff", "sender": "", "zone": "America/New_York", "speaks_every_min": "5"}
        ).content.decode()  # fmt: skip

        assert Device.objects.get(label="Cuff 2").token_hash not in html
        assert "shown this once" in html
        assert cuff[1] not in Device.objects.get(id=cuff[0].id).token_hash


def test_the_page_of_the_session_pairs_accepts_and_takes_off(chair: Chair) -> None:
    at = f"/episodes/{chair.life.episode.id}/sessions/{chair.life.session}/devices/"
    mira = browser_of(chair.clinic.mira)
    with clock.stopped_at(chair.now):
        assert "Monitor 3" in mira.get(at).content.decode()
        assert mira.post(f"{at}pair/", {"device": str(chair.monitor.id), "key": str(uuid4())}).status_code == 302
    chair.says(spo2=97, systolic=131, diastolic=82)
    with clock.stopped_at(chair.now):
        html = mira.get(at).content.decode()
        assert "131/82" in html
        (record,) = waiting(facts_of(chair.life.episode), chair.life.session)
        assert (
            mira.post(f"{at}settle/", {"reading": str(record.id), "answer": "accept", "key": str(uuid4())}).status_code == 302
        )
        assert not waiting(facts_of(chair.life.episode), chair.life.session)
        assert mira.post(f"{at}{chair.monitor.id}/off/", {"key": str(uuid4())}).status_code == 302
        assert "No device is on this patient" in mira.get(at).content.decode()


@contextlib.contextmanager
def a_listener(
    take: Callable[[Message, bytes], object], now: datetime, limits: Limits
) -> Iterator[Any]:  # Any: how to run a talk
    """Run a conversation with a listener of its own: `talk(port)` is a coroutine function."""

    def run(talk: Callable[[int], Any]) -> Any:  # Any: what the conversation returns
        async def both() -> Any:  # Any: as above
            opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            serving = asyncio.create_task(Listener(take, lambda: now, limits).serve("127.0.0.1", 0, ready=opened.set_result))
            try:
                return await talk(await opened)
            finally:
                serving.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving

        return asyncio.run(both())

    yield run


async def _say(port: int, *chunks: bytes, answers: int = 1) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()
        await asyncio.sleep(0.01)
    frames = [await asyncio.wait_for(reader.readuntil(b"\x1c\r"), 5) for _ in range(answers)]
    writer.close()
    return [frame.decode().split("\r")[1] for frame in frames]


def test_the_listener_answers_each_message_in_order_and_after_it_was_taken(chair: Chair) -> None:
    seen: list[str] = []

    def take(message: Message, raw: bytes) -> None:
        seen.append(message.control_id)
        if message.control_id == "2":
            raise NotTaken("The sending device is not known here.")
        if message.control_id == "3":
            raise RuntimeError("the database is away")

    wire = (
        b"".join(framed(oru(at=chair.now, control=str(number), ack="|", spo2=97)) for number in range(1, 5))
        + b"\x0bgarbage\x1c\r"
    )
    with a_listener(take, chair.now, Limits()) as run:
        answers = run(lambda port: _say(port, wire[:100], wire[100:700], wire[700:], answers=5))

    assert [answer.rsplit("|")[1] for answer in answers] == ["AA", "AE", "AE", "AA", "AR"]
    assert seen == ["1", "2", "3", "4"]


def test_the_listener_bears_only_so_much(chair: Chair) -> None:
    async def slow_and_long(port: int) -> tuple[list[str], bytes, bytes]:
        too_long = await _say(port, b"\x0b" + b"x" * 3000)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x0bMSH|cut off here")
        cut = await asyncio.wait_for(reader.read(), 5)
        reader2, writer2 = await asyncio.open_connection("127.0.0.1", port)
        silent = await asyncio.wait_for(reader2.read(), 5)
        writer.close()
        writer2.close()
        return too_long, cut, silent

    limits = Limits(message_bytes=2000, idle_s=0.3, within_message_s=0.2)
    with a_listener(lambda message, raw: None, chair.now, limits) as run:
        too_long, cut, silent = run(slow_and_long)

    assert too_long[0].startswith("MSA|AR|")
    assert (cut, silent) == (b"", b"")
