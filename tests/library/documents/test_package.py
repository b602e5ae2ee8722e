"""The consent package and the education texts: every element the clinic has to explain, and what a patient reads when."""

import pytest

from kapstone.documents import (
    READING,
    Acknowledge,
    Kind,
    all_documents,
    document_called,
    needs_new_consent,
    reading_for,
    reading_grade,
    retired_documents,
    syllables,
)
from kapstone.pathway import Stage

ELEMENTS = {
    "off-label status": ("ketamine_consent", "off_label"),
    "label status": ("esketamine_consent", "label"),
    "REMS": ("esketamine_consent", "rems"),
    "diagnosis and target symptoms": ("ketamine_consent", "diagnosis"),
    "not approved; compounded products": ("ketamine_consent", "not_approved"),
    "alternatives": ("ketamine_consent", "alternatives"),
    "expected benefit": ("ketamine_consent", "benefit"),
    "relapse": ("ketamine_consent", "relapse"),
    "course and stop rules": ("ketamine_consent", "course"),
    "common risks": ("ketamine_consent", "common_risks"),
    "serious risks": ("ketamine_consent", "serious_risks"),
    "urinary, liver, cognition": ("ketamine_consent", "long_term_risks"),
    "abuse and dependence": ("ketamine_consent", "misuse"),
    "driving and escort": ("ketamine_consent", "driving"),
    "pregnancy": ("ketamine_consent", "pregnancy"),
    "interactions": ("ketamine_consent", "medicines"),
    "fasting": ("ketamine_consent", "fasting"),
    "suggestibility, chaperone": ("ketamine_consent", "boundaries"),
    "touch policy": ("touch_agreement", "what"),
    "who is present; roles": ("ketamine_consent", "people"),
    "privacy": ("ketamine_consent", "privacy"),
    "psychotherapy notes": ("privacy_acknowledgement", "private_notes"),
    "SUD Part 2": ("privacy_acknowledgement", "part2"),
    "telehealth limits": ("telehealth_consent", "limits"),
    "recording off by default": ("telehealth_consent", "recording"),
    "emergency plan": ("ketamine_consent", "emergency"),
    "registry, opt-in": ("registry_consent", "registry"),
    "costs": ("ketamine_consent", "costs"),
    "good faith estimate": ("cost_acknowledgement", "estimate"),
    "cancellation": ("cost_acknowledgement", "cancel"),
    "withdrawal at any time": ("ketamine_consent", "withdrawal"),
    "interpreter, surrogate": ("ketamine_consent", "support"),
    "conflicts of interest": ("ketamine_consent", "interests"),
    "home: monitor": ("home_consent", "monitor"),
    "home: storage, count, return": ("home_consent", "storage"),
    "home: no sharing": ("home_consent", "no_sharing"),
    "home: emergency address": ("home_consent", "video"),
}


@pytest.mark.parametrize("element", ELEMENTS, ids=str)
def test_every_element_is_explained_and_acknowledged_by_itself(element: str) -> None:
    document, part = ELEMENTS[element]
    (found,) = [each for each in document_called(document).elements if each.id == part]

    assert document_called(document).kind is Kind.CONSENT
    assert found.acknowledge in {Acknowledge.REQUIRED, Acknowledge.CHOICE}


def test_recording_the_registry_and_touch_are_never_taken_for_granted() -> None:
    for document, part in (("telehealth_consent", "recording"), ("registry_consent", "registry"), ("touch_agreement", "hand")):
        assert part in document_called(document).choices


def test_the_benefit_of_the_spray_has_its_numbers_and_its_doubt() -> None:
    benefit = next(each.text for each in document_called("esketamine_consent").elements if each.id == "benefit")

    assert "5 to 7 points" in benefit
    assert "no better" in benefit
    assert "not been shown to stop suicide" in benefit


# -- education --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", list(Stage))
def test_there_is_something_to_read_at_every_stage(stage: Stage) -> None:
    now, rest = reading_for(stage.value)

    assert now
    assert all(document_called(name).kind is Kind.INFORMATION for name in (*now, *rest))
    assert not set(now) & set(rest)


def test_home_and_spray_are_read_about_only_where_they_are_given() -> None:
    plain = {name for part in reading_for("preparation") for name in part}
    special = {name for part in reading_for("preparation", at_home=True, with_esketamine=True) for name in part}

    assert special - plain == {"learn_home_sessions", "learn_esketamine"}


def test_every_education_text_stands_on_the_shelf_and_speaks_of_what_is_not_known_or_what_to_do() -> None:
    shelf = {name for names in READING.values() for name in names} | {"learn_home_sessions", "learn_esketamine"}

    assert {name for name in all_documents() if name.startswith("learn_")} <= shelf
    for name in shelf:
        assert all(each.acknowledge in {Acknowledge.READ, Acknowledge.REQUIRED} for each in document_called(name).elements)


def test_numbers_of_benefit_come_with_their_doubt() -> None:
    for name in ("learn_enquiry", "learn_esketamine", "learn_home_sessions", "learn_integration"):
        text = document_called(name).text
        assert any(
            doubt in text for doubt in ("no group to compare", "no clear", "no better", "too small", "not well known")
        ), name


# -- versions and reading ---------------------------------------------------------------------------------------------


def test_a_minor_revision_asks_nobody_anew_and_the_old_text_can_still_be_read() -> None:
    (old,) = [each for each in retired_documents() if each.id == "preparation_information"]

    assert not needs_new_consent(old.version, document_called("preparation_information"))
    assert document_called("preparation_information", "1.0").text != document_called("preparation_information").text
    with pytest.raises(KeyError):
        document_called("preparation_information", "9.9")


def test_the_reading_grade_is_that_of_the_formula() -> None:
    # 0.39 words per sentence + 11.8 syllables per word - 15.59, counted by hand
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_grade("Several patients reported dizziness. It went.") == pytest.approx(0.39 * 6 / 2 + 11.8 * 13 / 6 - 15.59)
    with pytest.raises(ValueError, match="without words"):
        reading_grade("...")


@pytest.mark.parametrize(
    "word,count", [("sleep", 1), ("able", 2), ("medicine", 2), ("doctor", 2), ("depression", 3), ("the", 1)]
)
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word) == count
