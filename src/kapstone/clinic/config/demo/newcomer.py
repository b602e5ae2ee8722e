"""Somebody who comes with a record from another clinic: a FHIR bundle, read by the real import."""

import json
from collections.abc import Iterator
from datetime import datetime

from kapstone.clinic.config.demo.life import Life
from kapstone.clinic.interop import actions as interop
from kapstone.clinic.journal import clock

__all__ = ["arrive_with_a_record"]


def arrive_with_a_record(life: Life) -> Iterator[datetime]:
    """Import the record; the episode waits for its enquiry call and for identity."""
    yield life.now - life.plan.since
    done = interop.import_file(
        text=_bundle(life), protocol=life.protocol, by=life.coordinator, at=clock.now(), is_confirmed_new=True
    )
    life.made = done.episodes[0]
    life.patient = life.made.patient


def _bundle(life: Life) -> str:
    """A small R4 Bundle as another clinic's system would send it."""
    person, on = life.person, f"{life.at(-20, 9).isoformat(timespec='seconds')}"
    given, _, family = person.name.rpartition(" ")
    subject = {"reference": "urn:uuid:7c4ff3a2-58e3-4c0b-9a51-d0a1f3a40001"}
    patient = {
        "resourceType": "Patient", "id": "newcomer", "name": [{"use": "official", "family": family, "given": given.split()}],
        "gender": person.sex_at_birth, "birthDate": person.birth_date.isoformat(), "telecom": [{"system": "phone", "value": person.phone}],
        "address": [{"line": ["3 Mill Lane"], "city": "Salem", "state": person.state, "country": "US"}],
    }  # fmt: skip
    pressure = {
        "resourceType": "Observation", "id": "bp1", "status": "final", "subject": subject, "effectiveDateTime": on,
        "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
        "component": [
            {"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]}, "valueQuantity": _mmhg(person.systolic_mmhg)},
            {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]}, "valueQuantity": _mmhg(round(person.systolic_mmhg * 0.62))},
        ],
    }  # fmt: skip
    weight = {
        "resourceType": "Observation", "id": "weight1", "status": "final", "subject": subject, "effectiveDateTime": on,
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "valueQuantity": {"value": person.weight_kg, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
    }  # fmt: skip
    depression = {
        "resourceType": "Condition", "id": "depression", "subject": subject, "recordedDate": on,
        "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]},
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.1"}], "text": "Major depressive disorder, recurrent, moderate"},
    }  # fmt: skip
    medicine = {
        "resourceType": "MedicationStatement", "id": "medicine", "status": "active", "subject": subject, "effectiveDateTime": on,
        "medicationCodeableConcept": {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "36437", "display": "sertraline"}], "text": "sertraline"},
    }  # fmt: skip
    entries = [
        {"fullUrl": subject["reference"], "resource": patient},
        *({"resource": each} for each in (pressure, weight, depression, medicine)),
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})


def _mmhg(value: int) -> dict[str, object]:
    return {"value": value, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}
