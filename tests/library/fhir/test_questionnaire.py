"""Every instrument as a FHIR R4 Questionnaire, judged by an independent reader of FHIR."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from kapstone import fhir
from kapstone.facts import MeasureAnswered
from kapstone.fhir import Line, questionnaire
from kapstone.instruments import Answers, Instrument, Option, TextNotSupplied, all_instruments
from wording import ready

every_instrument = pytest.mark.parametrize("instrument", [ready(name) for name in all_instruments()], ids=lambda one: one.id)


def items_of(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in found.get("item", []):
        yield item
        yield from items_of(item)


def item(found: dict[str, Any], link: str) -> dict[str, Any]:
    return next(each for each in items_of(found) if each["linkId"] == link)


@every_instrument
def test_an_independent_reader_takes_it_and_gives_it_back(instrument: Instrument) -> None:
    found = questionnaire(instrument)

    read = Questionnaire.model_validate_json(json.dumps(found))

    assert json.loads(read.model_dump_json()) == json.loads(json.dumps(found))


@every_instrument
def test_it_says_what_it_is_and_on_what_terms(instrument: Instrument) -> None:
    found = questionnaire(instrument)

    assert (found["version"], found["status"], found["title"]) == (instrument.version, "active", instrument.title)
    assert found["url"].endswith(instrument.id)
    assert instrument.licence.words in found["copyright"]
    assert instrument.copyright in found["copyright"]


@every_instrument
def test_each_question_is_there_once_with_its_answers_and_what_they_count(instrument: Instrument) -> None:
    links = [each["linkId"] for each in items_of(questionnaire(instrument))]

    assert len(set(links)) == len(links)
    for asked in (*instrument.items, *((instrument.template,) if instrument.template else ())):
        shown = item(questionnaire(instrument), asked.id)
        assert shown["text"] == asked.text
        assert [option["valueCoding"]["display"] for option in shown["answerOption"]] == [
            option.label for option in asked.options
        ]
        assert [option["extension"][0]["valueDecimal"] for option in shown["answerOption"]] == [
            asked.worth(option.value) for option in asked.options
        ]
        assert [code["code"] for code in shown.get("code", [])] == ([asked.loinc] if asked.loinc else [])


@every_instrument
def test_what_a_question_waits_for_is_an_answer_of_an_earlier_one(instrument: Instrument) -> None:
    seen: dict[str, list[dict[str, Any]]] = {}
    for each in items_of(questionnaire(instrument)):
        for condition in each.get("enableWhen", []):
            assert condition["answerCoding"] in seen[condition["question"]]
        assert ("enableBehavior" in each) is (len(each.get("enableWhen", [])) > 1)
        seen[each["linkId"]] = [option["valueCoding"] for option in each.get("answerOption", [])]


@pytest.mark.parametrize("name", [name for name, one in all_instruments().items() if not one.has_text])
def test_one_without_its_wording_is_not_exported(name: str) -> None:
    with pytest.raises(TextNotSupplied):
        questionnaire(all_instruments()[name])


def test_the_phq9_carries_its_codes_and_its_total_is_not_its_panel() -> None:
    found = questionnaire(ready("phq9"))

    assert [code["code"] for code in found["code"]] == ["44249-1"]
    total = item(found, "phq9_total")
    assert (total["code"][0]["code"], total["type"], total["readOnly"]) == ("44261-6", "decimal", True)
    assert item(found, "phq9_1")["answerOption"][0]["valueCoding"] == {
        "system": "http://loinc.org",
        "code": "LA6568-5",
        "display": "Not at all",
    }
    assert item(found, "phq9_stem")["type"] == "display"
    assert item(found, "phq9_10")["required"] is False
    assert len(item(found, "phq9_10")["enableWhen"]) == 27


def test_the_screener_branches_and_has_no_total() -> None:
    found = questionnaire(ready("cssrs_recent"))

    assert item(found, "cssrs_4")["enableWhen"] == [
        {
            "question": "cssrs_2",
            "operator": "=",
            "answerCoding": {"system": "http://loinc.org", "code": "LA33-6", "display": "Yes"},
        }
    ]
    assert "enableWhen" not in item(found, "cssrs_6")
    assert not any(each["linkId"].endswith("_total") for each in items_of(found))


def test_the_screener_since_last_contact_has_no_codes_of_questions() -> None:
    found = questionnaire(ready("cssrs_since_last_contact"))

    assert "code" not in found
    assert not any("code" in each for each in items_of(found))


def test_a_turned_item_counts_the_other_way_round_in_its_ordinals() -> None:
    options = item(questionnaire(ready("dast10")), "dast10_3")["answerOption"]

    assert [(each["valueCoding"]["code"], each["extension"][0]["valueDecimal"]) for each in options] == [("0", 1), ("1", 0)]


def test_goals_are_a_group_that_repeats() -> None:
    group = item(questionnaire(ready("gas")), "gas_each")

    assert (group["type"], group["repeats"]) == ("group", True)
    assert [each["type"] for each in group["item"]] == ["string", "choice"]


def test_the_address_is_under_the_base_that_is_given() -> None:
    assert questionnaire(ready("peg"))["url"] == "urn:kapstone:questionnaire:peg"
    assert questionnaire(ready("peg"), base="https://clinic.example/fhir/Questionnaire/")["url"] == (
        "https://clinic.example/fhir/Questionnaire/peg"
    )


def response_to(found: dict[str, Any], instrument: Instrument, answers: Answers, *, version: str = "") -> dict[str, Any]:
    """A QuestionnaireResponse to that Questionnaire, as a reader of it would fill it in, in a bundle with its patient."""

    def filled(asked: dict[str, Any]) -> dict[str, Any]:
        at = next(place for place, option in enumerate(_options(instrument, asked)) if option.value == answers[asked["linkId"]])
        return {"linkId": asked["linkId"], "answer": [{"valueCoding": asked["answerOption"][at]["valueCoding"]}]}

    response = {
        "resourceType": "QuestionnaireResponse",
        "id": "one",
        "questionnaire": f"{found['url']}|{version or found['version']}",
        "status": "completed",
        "subject": {"reference": "Patient/alma"},
        "item": [filled(asked) for asked in items_of(found) if answers.get(asked["linkId"]) is not None],
    }
    patient = {
        "resourceType": "Patient",
        "id": "alma",
        "birthDate": "1984-05-02",
        "gender": "female",
        "name": [{"text": "Alma"}],
    }
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient}, {"resource": response}]}


def _options(instrument: Instrument, asked: dict[str, Any]) -> tuple[Option, ...]:
    item = instrument.item(asked["linkId"])
    assert item is not None
    return item.options


def line_of(bundle: dict[str, Any]) -> Line:
    (person,) = fhir.read(json.dumps(bundle), today=date(2026, 11, 29)).people
    return next(line for line in person.lines if line.resource.startswith("QuestionnaireResponse"))


@pytest.mark.parametrize("name", [name for name, one in all_instruments().items() if one.template is None])
def test_answers_to_our_own_questionnaire_come_back_as_they_were_given(name: str) -> None:
    instrument = ready(name)
    answers = {item: value for item, value in instrument.examples[1].answers.items() if value is not None}

    (dated,) = line_of(response_to(questionnaire(instrument), instrument, answers)).taken

    assert isinstance(dated.fact, MeasureAnswered)
    assert (dated.fact.instrument, dated.fact.answers) == (name, answers)


def test_answers_to_another_version_are_left_with_the_reason() -> None:
    moaas = ready("moaas")

    line = line_of(response_to(questionnaire(moaas), moaas, {"moaas_1": 5}, version="1-other"))

    assert not line.taken
    assert "version 1-other of MOAA/S" in line.left


def test_two_answers_of_the_phq9_without_an_address_are_a_phq2() -> None:
    phq9 = ready("phq9")
    bundle = response_to(questionnaire(phq9), phq9, {"phq9_1": 2, "phq9_2": 1})
    response = bundle["entry"][1]["resource"]
    response["questionnaire"] = "http://clinic.example/other"
    for each, code in zip(response["item"], ("44250-9", "44255-8"), strict=True):
        each["linkId"] = f"/{code}"

    (dated,) = line_of(bundle).taken

    assert isinstance(dated.fact, MeasureAnswered)
    assert (dated.fact.instrument, dated.fact.answers) == ("phq2", {"phq2_1": 2, "phq2_2": 1})
