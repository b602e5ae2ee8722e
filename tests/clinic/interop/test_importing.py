"""Importing a record: a patient with their facts and where they came from, once, all of it or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import NOW, Clinic, a_clinic, browser_of
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.interop.actions import Imported, import_file
from kapstone.clinic.interop.errors import BrokenFile, WhoIsThis
from kapstone.clinic.journal import queries as journal
from kapstone.clinic.journal.models import Entry
from kapstone.clinic.people.models import Patient
from kapstone.facts import DiagnosisMade, VitalsTaken, WeightMeasured
from kapstone.protocols import all_protocols

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parents[2] / "library" / "fhir" / "samples" / "alma.json"
OPEN_SAMPLES = Path(__file__).parents[4] / "shared" / "interop" / "samples"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def sample() -> Any:
    return json.loads(SAMPLE.read_text())


def bring_in(clinic: Clinic, document: Any, **more: Any) -> Imported:
    text = document if isinstance(document, str) else json.dumps(document)
    return import_file(text=text, protocol=all_protocols()["iv-trd-induction"], by=clinic.cato, at=NOW, **more)


def test_a_bundle_opens_a_patient_with_facts_that_say_they_were_imported(clinic: Clinic) -> None:
    imported = bring_in(clinic, sample())

    (episode,) = imported.episodes
    facts = facts_of(episode)
    assert episode.patient.name == "Alma Nguyễn"
    assert episode.patient.identifier == "A-1001"
    assert facts.of(VitalsTaken)[0].fact.systolic_mmhg == 124
    assert {record.via for record in facts if not record.fact.kind.startswith("Programme")} == {"import"}
    assert imported.count("left") == 1


def test_importing_twice_changes_nothing(clinic: Clinic) -> None:
    bring_in(clinic, sample())
    before = list(Entry.objects.order_by("id").values_list("id", flat=True))

    again = bring_in(clinic, sample())

    assert again.count("taken") == 0
    assert again.count("known") > 0
    assert list(Entry.objects.order_by("id").values_list("id", flat=True)) == before
    assert journal.verify().is_whole


def test_a_resource_that_says_something_else_now_corrects_what_it_said(clinic: Clinic) -> None:
    bring_in(clinic, sample())
    document = sample()
    document["entry"][5]["resource"]["valueQuantity"] = {"value": 72, "code": "kg"}

    imported = bring_in(clinic, document)

    facts = facts_of(imported.episodes[0])
    assert imported.count("changed") == 1
    assert [record.fact.kilograms for record in facts.of(WeightMeasured)] == [72]
    assert len(facts.corrected) == 1


def test_a_broken_file_is_refused_whole(clinic: Clinic) -> None:
    document = sample()
    document["entry"][5]["resource"]["valueQuantity"] = {"value": 820, "code": "kg"}
    patients = Patient.objects.count()

    with pytest.raises(BrokenFile, match="820 kg cannot be right") as refused:
        bring_in(clinic, document)

    assert refused.value.place == "Bundle.entry[5].resource (kilograms)"
    assert Patient.objects.count() == patients
    assert not Episode.objects.exists()


def test_a_record_number_with_another_birthday_is_asked_about(clinic: Clinic) -> None:
    bring_in(clinic, sample())
    document = sample()
    document["entry"][0]["resource"]["birthDate"] = "1990-01-01"

    with pytest.raises(WhoIsThis):
        bring_in(clinic, document)


def test_a_likely_match_is_asked_about_and_taken_once_confirmed(clinic: Clinic) -> None:
    document = sample()
    document["entry"][0]["resource"] |= {
        "birthDate": str(clinic.alma.birth_date),
        "name": [{"family": "Reyes", "given": ["Alma"]}],
    }

    with pytest.raises(WhoIsThis, match="may be the same person as Alma Reyes"):
        bring_in(clinic, document)
    assert bring_in(clinic, document, is_confirmed_new=True).episodes


def test_a_diagnosis_is_kept_and_answers_no_question(clinic: Clinic) -> None:
    (episode,) = bring_in(clinic, sample()).episodes

    facts = facts_of(episode)
    assert facts.of(DiagnosisMade)
    assert not [record for record in facts if record.fact.kind == "HistoryAnswered"]


def test_the_page_says_what_became_of_each_resource(clinic: Clinic) -> None:
    upload = SimpleUploadedFile("alma.json", SAMPLE.read_bytes(), content_type="application/json")

    page = browser_of(clinic.cato).post("/import/", {"file": upload, "protocol": "iv-trd-induction"}).content.decode()

    assert "Alma Nguyễn" in page
    assert "Kapstone does not keep Immunization" in page


def test_the_page_names_the_place_of_a_mistake(clinic: Clinic) -> None:
    upload = SimpleUploadedFile("alma.json", b'{"resourceType": "Bundle"', content_type="application/json")

    response = browser_of(clinic.cato).post("/import/", {"file": upload, "protocol": "iv-trd-induction"})

    assert response.status_code == 422
    assert "line 1" in response.content.decode()


def test_a_nurse_does_not_import(clinic: Clinic) -> None:
    assert browser_of(clinic.mira).get("/import/").status_code == 403


@pytest.mark.skipif(not OPEN_SAMPLES.exists(), reason="the open samples are not on this machine")
@pytest.mark.parametrize("folder", ["synthea-r4-bundles", "bulk-ndjson"])
def test_open_samples_import_and_import_again_to_nothing(clinic: Clinic, folder: str) -> None:
    for file in sorted((OPEN_SAMPLES / folder).iterdir()):
        first = bring_in(clinic, file.read_text(), is_confirmed_new=True)
        again = bring_in(clinic, file.read_text())
        assert len(first.outcomes) == len(again.outcomes)
        assert again.count("taken") == again.count("changed") == 0


@pytest.mark.skipif(not OPEN_SAMPLES.exists(), reason="the open samples are not on this machine")
def test_official_bundles_without_a_patient_are_read_and_say_why_nothing_was_taken(clinic: Clinic) -> None:
    for file in sorted((OPEN_SAMPLES / "us-core-6.1.0-examples").glob("Bundle-*.json")):
        imported = bring_in(clinic, file.read_text())
        assert imported.outcomes
        assert all(outcome.says for outcome in imported.outcomes)
