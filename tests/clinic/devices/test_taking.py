"""What a device says is taken once, from a device of the clinic, for the patient it is on; it may raise an alarm and clears none."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cast import another_clinic, browser_of, ines
from clinic.devices.chair import Chair
from clinic.devices.saying import oru
from clinic.sessions.lives import MINUTE
from kapstone.clinic.devices import actions
from kapstone.clinic.devices.errors import DeviceTaken, NoSuchDevice, NotTaken
from kapstone.clinic.devices.models import Kind, Reading, Received
from kapstone.clinic.devices.queries import waiting
from kapstone.clinic.episodes.queries import assessment_of, facts_of
from kapstone.clinic.journal import clock
from kapstone.facts import DevicePaired
from kapstone.findings import Level

pytestmark = pytest.mark.django_db


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
