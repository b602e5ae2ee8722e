"""What monitors write is read as they meant it; what may be wrong is left out with its reason; frames are cut however they like."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.devices.saying import COMEN_ARTERIAL, loinc, obx, oru
from kapstone.clinic.devices import hl7
from kapstone.clinic.devices.codes import Sign
from kapstone.clinic.devices.hl7 import Answer, Malformed
from kapstone.clinic.devices.keeping import doubts, is_worth_recording, possible
from kapstone.clinic.devices.mllp import Frames, TooLong, framed
from kapstone.clinic.devices.observed import Observed, observed, time_of

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
SAMPLES = next(
    (found for parent in Path(__file__).parents if (found := parent / "shared" / "interop" / "samples" / "hl7v2").is_dir()),
    None,
)


def read(text: str) -> Observed:
    return observed(hl7.parse(text.encode()), zone=UTC, received_at=NOW)


def test_a_set_of_vitals_is_read_in_our_units() -> None:
    (sample,) = read(oru(at=NOW, spo2=97, pulse=78, systolic=131, diastolic=84, mean=99, breath=14, heat_f=98.6)).samples

    assert sample.at == NOW
    assert sample.values == {
        Sign.SPO2: 97, Sign.HEART_RATE: 78, Sign.SYSTOLIC: 131, Sign.DIASTOLIC: 84, Sign.MEAN: 99, Sign.RESPIRATORY_RATE: 14,
        Sign.TEMPERATURE: 37.0,
    }  # fmt: skip


def test_loinc_and_ucum_are_read_as_well() -> None:
    (sample,) = read(loinc(NOW)).samples

    assert sample.values[Sign.SYSTOLIC] == 118
    assert sample.values[Sign.TEMPERATURE] == 37.0


def test_a_cuff_keeps_its_own_older_time() -> None:
    earlier = NOW - timedelta(minutes=3)
    stamp = f"{earlier:%Y%m%d%H%M%S}"
    first, second = read(oru(obx("systolic", 140, at=stamp), obx("diastolic", 88, at=stamp), obx("spo2", 96), at=NOW)).samples

    assert (first.at, set(first.values)) == (earlier, {Sign.SYSTOLIC, Sign.DIASTOLIC})
    assert (second.at, set(second.values)) == (NOW, {Sign.SPO2})


def test_the_ecg_is_believed_before_the_finger() -> None:
    (sample,) = read(oru(at=NOW, pulse=150, heart_rate=75)).samples

    assert sample.values == {Sign.HEART_RATE: 75}


@pytest.mark.parametrize("line", [
    obx("spo2", 97, status="X"), obx("spo2", 97, flags="INV"), obx("spo2", 97, flags="DEMO"), obx("spo2", -100), obx("spo2", 8388607), obx("spo2", ""),
    obx("spo2", "nan"), obx("spo2", "1e3"), obx("spo2", "97 %"), obx("spo2", 97).replace("|NM|", "|ST|"),
    obx("spo2", 97).replace("262688^MDC_DIM_PERCENT", "1^SOMETHING"), COMEN_ARTERIAL, obx("systolic", 120),
    "OBX|1|SN|59408-5^SpO2^LN||<^90|%|||||F", "OBX|1|NM|1554-5^GLUCOSE^LN||182|mg/dl|||||F", "OBX|1|NM|150033^MDC_PRESS_BLD_ART_SYS^MDC||120|266016|||||F",
])  # fmt: skip
def test_what_may_be_wrong_is_never_a_number(line: str) -> None:
    assert read(oru(line, at=NOW)).samples == ()


def test_times_follow_the_clock_of_the_device() -> None:
    assert time_of("20260302103000", ZoneInfo("America/New_York")) == NOW
    assert time_of("20260302163000+0100", ZoneInfo("America/New_York")) == NOW
    assert time_of("20260302", UTC) is None
    assert time_of("20261302103000", UTC) is None


@pytest.mark.parametrize("text", ["", "hello", "MSH", "MSH|^~", "MSH|aaaa|x", "PID|1\rMSH|^~\\&|"])
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        hl7.parse(text.encode())


def test_a_message_without_the_last_separator_and_with_a_mark_before_it_is_read() -> None:
    text = oru(at=NOW, spo2=97).replace("^~\\&", "^~&", 1)

    assert hl7.parse(b"\xef\xbb\xbf" + text.encode()).control_id == "4711"


def test_two_headers_in_one_frame_mean_that_the_first_was_cut_off() -> None:
    with pytest.raises(Malformed):
        hl7.parse((oru(at=NOW, spo2=97)[:-30] + "\r" + oru(at=NOW, spo2=98)).encode())


@pytest.mark.parametrize("ack, taken, refused", [
    ("|", "AA", "AE"), ("AL|NE", "CA", "CE"), ("NE|AL", "AA", "AE"), ("NE|NE", None, None), ("ER|NE", None, "CE"), ("SU|NE", "CA", None),
])  # fmt: skip
def test_each_sender_gets_the_acknowledgement_it_asked_for(ack: str, taken: str | None, refused: str | None) -> None:
    message = hl7.parse(oru(at=NOW, spo2=97, ack=ack).encode())

    for answer, code in ((Answer.TAKEN, taken), (Answer.ERROR, refused)):
        said = hl7.acknowledge(message, answer, at=NOW)
        assert (None if said is None else said.split("\r")[1]) == (None if code is None else f"MSA|{code}|4711")


@given(
    data=st.lists(st.binary(max_size=40).filter(lambda b: b"\x0b" not in b and b"\x1c" not in b), max_size=6),
    cut=st.integers(1, 7),
)
def test_frames_come_out_whole_however_they_are_cut(data: list[bytes], cut: int) -> None:
    wire = b"\r\n".join(b"\x0b" + each + b"\x1c\r" for each in data)
    frames = Frames()

    found = [message for at in range(0, len(wire), cut) for message in frames.feed(wire[at : at + cut])]

    assert found == data


def test_a_message_that_was_cut_off_gives_way_to_the_next() -> None:
    frames = Frames()

    assert list(frames.feed(b"noise\x0bMSH|cut" + framed("MSH|whole"))) == [b"MSH|whole"]
    assert not frames.is_within_a_message


def test_a_message_without_end_is_not_waited_for() -> None:
    frames = Frames(most=100)

    with pytest.raises(TooLong):
        list(frames.feed(b"\x0b" + b"x" * 101))


@given(raw=st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    for each in (raw, b"MSH|^~\\&|" + raw, oru(at=NOW, spo2=97).encode()[:-20] + raw):
        with suppress(Malformed):
            assert isinstance(observed(hl7.parse(each), zone=UTC, received_at=NOW), Observed)


def test_the_passage_of_a_limit_is_recorded_at_once_and_calm_every_two_minutes() -> None:
    last, soon = {Sign.SPO2: 93.0, Sign.HEART_RATE: 80.0}, NOW + timedelta(seconds=1)

    def worth(at: datetime = soon, **values: float) -> bool:
        return is_worth_recording({Sign(name): value for name, value in values.items()}, at, last=last, last_at=NOW, limits={})

    assert worth(spo2_percent=91.0)
    assert worth(heart_rate_per_min=131.0)
    assert worth(systolic_mmhg=120.0, diastolic_mmhg=80.0)
    assert not worth(spo2_percent=94.0, heart_rate_per_min=82.0)
    assert worth(NOW + timedelta(minutes=2), spo2_percent=94.0, heart_rate_per_min=82.0)


def test_what_a_body_does_not_do_is_doubted_and_what_nobody_has_is_left_out() -> None:
    assert doubts({Sign.SPO2: 60.0}, last={Sign.SPO2: 97.0})
    assert doubts({Sign.SYSTOLIC: 120.0, Sign.DIASTOLIC: 114.0}, last={})
    assert not doubts({Sign.SPO2: 91.0}, last={Sign.SPO2: 97.0})
    assert possible({Sign.HEART_RATE: 0.0, Sign.SPO2: 97.0})[0] == {Sign.SPO2: 97.0}


@pytest.mark.skipif(SAMPLES is None, reason="the open samples are not here")
def test_every_open_sample_is_read() -> None:
    assert SAMPLES is not None
    found = {}
    for path in SAMPLES.glob("*.hl7"):
        message = hl7.parse(path.read_bytes())
        if message.kind == "ORU^R01":
            found[path.name] = observed(message, zone=UTC, received_at=NOW)

    assert len(found) >= 3
    (mindray,) = (each for name, each in found.items() if name.startswith("mindray"))
    assert {value for sample in mindray.samples for sign, value in sample.values.items() if sign is Sign.SPO2} == {99}
    (bench,) = (each for name, each in found.items() if name.startswith("loinc"))
    assert bench.samples[0].values == {
        Sign.SYSTOLIC: 120, Sign.DIASTOLIC: 80, Sign.HEART_RATE: 72, Sign.SPO2: 98, Sign.TEMPERATURE: 37.0,
    }  # fmt: skip
    (laboratory,) = (each for name, each in found.items() if "RMGEAD" in name)
    assert laboratory.samples == ()
    assert laboratory.left_out
