"""Facts: every kind can be stored, read back and put in words; what cannot be true is refused by field."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kapstone.facts import EnteredInError, Facts, Implausible, Record, VitalsTaken, WeightMeasured, decode, encode
from kapstone.facts._base import KINDS
from kapstone.facts.words import _WORDS, describe

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_record(
    fact: VitalsTaken | WeightMeasured | EnteredInError, minutes: int = 0, **more: object
) -> Record[VitalsTaken | WeightMeasured | EnteredInError]:
    at = NOON + timedelta(minutes=minutes)
    return Record(id=uuid4(), fact=fact, at=at, recorded_at=at, **more)  # type: ignore[arg-type]  # a test's shorthand


def test_every_kind_of_fact_has_words() -> None:
    assert set(KINDS.values()) == set(_WORDS)


@pytest.mark.parametrize(
    "field,values",
    [
        ("diastolic_mmhg", {"systolic_mmhg": 80, "diastolic_mmhg": 120}),
        ("diastolic_mmhg", {"systolic_mmhg": 120}),
        ("systolic_mmhg", {"systolic_mmhg": 900, "diastolic_mmhg": 80}),
        ("spo2_percent", {"spo2_percent": 101}),
        ("systolic_mmhg", {}),
    ],
)
def test_vitals_that_cannot_be_right_are_refused_by_field(field: str, values: dict[str, float]) -> None:
    with pytest.raises(Implausible) as refused:
        VitalsTaken(**values)

    assert refused.value.field == field
    assert refused.value.sentence


def test_a_weight_of_820_kilograms_is_refused() -> None:
    with pytest.raises(Implausible, match="820 kg cannot be right"):
        WeightMeasured(kilograms=820)


def test_a_fact_survives_being_stored_and_read_back() -> None:
    fact = VitalsTaken(systolic_mmhg=128, diastolic_mmhg=82, spo2_percent=97, session=uuid4(), symptoms=("headache",))

    assert decode("VitalsTaken", 1, encode(fact)) == fact


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(Implausible) as refused:
        decode("WeightMeasured", 1, {"kilograms": 70, "pounds": 154})

    assert refused.value.field == "pounds"


def test_a_wrong_type_is_refused_by_name() -> None:
    with pytest.raises(Implausible) as refused:
        decode("WeightMeasured", 1, {"kilograms": "seventy"})

    assert refused.value.field == "kilograms"


def test_a_fact_of_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="Horoscope"):
        decode("Horoscope", 1, {})


def test_a_corrected_fact_no_longer_stands_but_is_kept() -> None:
    wrong = a_record(WeightMeasured(kilograms=170))
    right = a_record(WeightMeasured(kilograms=70), corrects=wrong.id)
    facts = Facts([right, wrong])

    assert facts.of(WeightMeasured) == (right,)
    assert facts.history == tuple(sorted((wrong, right), key=lambda record: record.id))
    assert facts.corrected[wrong.id] == right


def test_a_fact_entered_in_error_leaves_nothing_standing() -> None:
    wrong = a_record(WeightMeasured(kilograms=70))
    facts = Facts([wrong, a_record(EnteredInError(reason="other patient"), corrects=wrong.id)])

    assert not list(facts)
    assert facts.latest(WeightMeasured) is None


def test_the_order_of_arrival_does_not_matter() -> None:
    records = [a_record(WeightMeasured(kilograms=70 + n), minutes=n) for n in range(5)]

    assert Facts(records).history == Facts(reversed(records)).history


def test_words_leave_out_what_was_not_taken() -> None:
    assert describe(VitalsTaken(spo2_percent=97)).detail == "97 % SpO2"
