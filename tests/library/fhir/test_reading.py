"""Reading FHIR: what a file says becomes facts, what it does not say is not guessed, and what is broken says where."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kapstone import fhir
from kapstone.drugs.listing import identify
from kapstone.facts import (
    AllergyListed,
    DiagnosisMade,
    LabResulted,
    MeasureAnswered,
    MedicationListed,
    VitalsTaken,
    WeightMeasured,
)

TODAY = date(2026, 11, 21)
ALMA = Path(__file__).parent / "samples" / "alma.json"


def read(document: Any) -> fhir.Reading:
    return fhir.read(json.dumps(document), today=TODAY)


def alma() -> Any:
    return json.loads(ALMA.read_text())


def facts_of(reading: fhir.Reading) -> dict[type, Any]:
    return {type(dated.fact): dated.fact for person in reading.people for line in person.lines for dated in line.taken}


def test_a_bundle_becomes_one_person_with_their_facts() -> None:
    reading = read(alma())

    (person,) = reading.people
    facts = facts_of(reading)
    assert person.identity.name == "Alma Nguyễn"
    assert person.identity.state == "IL"
    assert person.identity.identifiers[0] == ("MR", "A-1001")
    assert facts[VitalsTaken] == VitalsTaken(systolic_mmhg=124, diastolic_mmhg=78)
    assert facts[DiagnosisMade].code == "F33.2"
    assert facts[MedicationListed].rxcui == "36437"
    assert identify(facts[MedicationListed]).ingredients == ("sertraline",)
    assert facts[AllergyListed].reaction == "rash"
    assert facts[LabResulted].upper_limit == 40
    assert facts[MeasureAnswered].total_only == 19


def test_pounds_become_kilograms() -> None:
    assert facts_of(read(alma()))[WeightMeasured].kilograms == 69.9


def test_a_fact_is_true_when_the_resource_says_so() -> None:
    (person,) = read(alma()).people
    pressure = next(line for line in person.lines if line.resource == "Observation/bp")

    assert pressure.taken[0].at == datetime(2026, 10, 2, 14, 30, tzinfo=UTC)


def test_what_is_not_kept_is_named_with_the_reason() -> None:
    (person,) = read(alma()).people

    assert {line.resource: line.left for line in person.lines if line.left} == {
        "Immunization/flu": "Kapstone does not keep Immunization"
    }


def test_a_resource_about_somebody_else_is_left() -> None:
    document = alma()
    document["entry"][1]["resource"]["subject"] = {"reference": "Patient/other"}

    (left,) = read(document).left

    assert left.left == "its patient (Patient/other) is not in this file"


def test_a_patient_is_found_by_the_address_of_their_entry_too() -> None:
    document = alma()
    document["entry"][1]["resource"]["subject"] = {"reference": document["entry"][0]["fullUrl"]}

    assert DiagnosisMade in facts_of(read(document))


def test_ndjson_holds_one_resource_a_line() -> None:
    lines = [json.dumps(entry["resource"]) for entry in alma()["entry"]]

    assert len(fhir.read("\n".join(lines), today=TODAY).people) == 1


def change(index: int, **members: Any) -> Callable[[Any], None]:
    return lambda document: document["entry"][index]["resource"].update(members)


def set_systolic(document: Any) -> None:
    document["entry"][4]["resource"]["component"][0]["valueQuantity"]["value"] = 70


def set_unit(document: Any) -> None:
    document["entry"][5]["resource"]["valueQuantity"] = {"value": 70, "code": "mm[Hg]"}


def drop_name(document: Any) -> None:
    del document["entry"][0]["resource"]["name"]


def drop_resource(document: Any) -> None:
    del document["entry"][3]["resource"]


@pytest.mark.parametrize(
    "spoil,place,reason",
    [
        (change(0, birthDate="2031-01-01"), "Bundle.entry[0].resource.birthDate", "lies in the future"),
        (change(0, birthDate="1984-13-12"), "Bundle.entry[0].resource.birthDate", "not a full date"),
        (change(0, birthDate="1984"), "Bundle.entry[0].resource.birthDate", "not a full date"),
        (change(0, gender="banana"), "Bundle.entry[0].resource.gender", "not one of male, female"),
        (drop_name, "Bundle.entry[0].resource.name", "required and missing"),
        (drop_resource, "Bundle.entry[3].resource", "required and missing"),
        (set_systolic, "Bundle.entry[4].resource (diastolic_mmhg)", "were they swapped"),
        (set_unit, "Bundle.entry[5].resource.valueQuantity", "kg or a unit that converts to it"),
        (
            change(5, valueQuantity={"value": 820, "code": "kg"}),
            "Bundle.entry[5].resource (kilograms)",
            "820 kg cannot be right",
        ),
        (
            change(5, valueQuantity={"value": "seventy", "code": "kg"}),
            "Bundle.entry[5].resource.valueQuantity.value",
            "expected a number",
        ),
        (change(5, status="finished"), "Bundle.entry[5].resource.status", "not one of"),
        (change(5, effectiveDateTime="2026-10-02T09:30:00"), "Bundle.entry[5].resource.effectiveDateTime", "no zone"),
        (change(2, medicationCodeableConcept=None), "Bundle.entry[2].resource.medication[x]", "required and missing"),
        (change(7, valueQuantity={"value": 41}), "Bundle.entry[7].resource.valueQuantity.value", "runs from 0 to 27"),
        (change(1, subject={"reference": "urn:uuid:nobody"}), "Bundle.entry[1].resource.subject", "has to be in this file"),
        (lambda document: document.update(type="heap"), "Bundle.type", "not one of"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_reason(spoil: Callable[[Any], None], place: str, reason: str) -> None:
    document = alma()
    spoil(document)

    with pytest.raises(fhir.Broken) as refused:
        read(document)

    assert refused.value.place == place
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    "text,place",
    [("", "file"), ("{", "line 1, column 2"), ('{"resourceType": "Patient"}\n{oops', "line 2, column 2"), ("[1]", "file")],
)
def test_what_is_no_fhir_at_all_is_refused(text: str, place: str) -> None:
    with pytest.raises(fhir.Broken) as refused:
        fhir.read(text, today=TODAY)

    assert refused.value.place == place


def test_whatever_the_type_of_a_member_nothing_but_a_refusal_comes_out() -> None:
    for index, entry in enumerate(alma()["entry"]):
        for member in entry["resource"]:
            for wrong in (7, "x", [], {}, [7], None, True):
                document = alma()
                document["entry"][index]["resource"][member] = wrong
                with suppress(fhir.Broken):
                    read(document)
