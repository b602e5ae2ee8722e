"""Consenting: what is still unanswered, what was understood, and who has to sign anew."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstone.documents import (
    BANNED,
    Element,
    Option,
    Question,
    document_called,
    find_claims,
    needs_new_consent,
    not_acknowledged,
    teach_back_percent,
)

CONSENT = document_called("ketamine_consent")


def test_the_consent_holds_every_element_a_clinic_has_to_explain() -> None:
    assert set(CONSENT.required) >= {
        "off_label", "not_approved", "diagnosis", "alternatives", "benefit", "relapse", "course", "experience", "common_risks",
        "serious_risks", "long_term_risks", "misuse", "driving", "pregnancy", "medicines", "fasting", "boundaries", "people",
        "privacy", "emergency", "costs", "withdrawal", "support", "interests",
    }  # fmt: skip
    assert set(CONSENT.choices) == {"touch", "recording", "registry", "sharing"}


def test_benefit_comes_with_numbers_and_with_what_is_not_known() -> None:
    benefit = next(element.text for element in CONSENT.elements if element.id == "benefit")

    assert "45 in 100" in benefit
    assert "30 in 100" in benefit
    assert "no clear difference" in benefit
    assert "It may not help" in benefit


def test_what_is_required_and_every_choice_has_to_be_answered() -> None:
    assert not_acknowledged(CONSENT, CONSENT.required, CONSENT.choices) == ()
    assert not_acknowledged(CONSENT, CONSENT.required, ("touch",)) == ("recording", "registry", "sharing")
    assert not_acknowledged(CONSENT, (*CONSENT.required[1:], *CONSENT.choices)) == ("off_label",)


def test_declining_a_required_element_is_not_acknowledging_it() -> None:
    assert "off_label" in not_acknowledged(CONSENT, CONSENT.required[1:], (*CONSENT.choices, "off_label"))


@given(st.dictionaries(st.sampled_from([question.id for question in CONSENT.teach_back]), st.text(max_size=8)))
def test_a_right_answer_more_never_lowers_the_share(answers: dict[str, str]) -> None:
    before = teach_back_percent(CONSENT, answers)

    for question in CONSENT.teach_back:
        assert teach_back_percent(CONSENT, answers | {question.id: question.right}) >= before


def test_no_answer_is_not_understood() -> None:
    right = {question.id: question.right for question in CONSENT.teach_back}

    assert teach_back_percent(CONSENT, right) == 100
    assert teach_back_percent(CONSENT, {}) == 0
    assert teach_back_percent(CONSENT, dict(list(right.items())[1:])) == 80


def test_only_a_major_change_asks_everyone_again() -> None:
    typo = replace(CONSENT, version="1.1", major=False)
    new_risk = replace(CONSENT, version="2.0", effective_from=date(2027, 1, 1))

    assert not needs_new_consent("1.0", CONSENT)
    assert not needs_new_consent("1.0", typo)
    assert needs_new_consent("1.1", new_risk)
    assert typo.digest != CONSENT.digest


@pytest.mark.parametrize("version", ["", "1", "one", "1.x", "v1.0"])
def test_a_version_that_is_none_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="version"):
        needs_new_consent(version, CONSENT)


def test_what_cannot_be_a_document_is_refused() -> None:
    with pytest.raises(ValueError, match="major"):
        replace(CONSENT, version="1.1", major=True)
    with pytest.raises(ValueError, match="same id"):
        replace(CONSENT, elements=CONSENT.elements[:1] * 2)
    with pytest.raises(ValueError, match="120 words"):
        Element(id="long", title="Long", text="word " * 121)
    with pytest.raises(ValueError, match="right answer"):
        Question(id="q", text="?", options=(Option("a", "A"), Option("b", "B")), right="c", explanation="")


SAID = {
    "NDMA": "It blocks the NDMA receptor",
    "low risk of abuse": "with a low risk of abuse",
    "non-addictive": "a Non-Addictive medicine",
    "cure": "it cures depression",
    "proven safe": "proven safe",
    "guaranteed": "relief, guaranteed",
    "FDA-approved ketamine therapy": "FDA-approved ketamine therapy",
    "safer than antidepressants": "safer than\nantidepressants",
    "unanimous": "results are unanimous",
    "most people are a good fit": "Most people are a good fit",
    "prevents suicide": "ketamine prevents suicide",
    "loophole": "a legal loophole",
    "rewires or heals your brain": "it rewires your brain",
    "regrows brain cells": "it regrows brain cells",
    "no side effects": "with no side effects",
}


@pytest.mark.parametrize("claim", BANNED)
def test_each_banned_claim_is_found(claim: str) -> None:
    assert [found.claim for found in find_claims(f"Here: {SAID[claim]}.")] == [claim]


def test_innocent_words_pass() -> None:
    assert find_claims("Take care: the NMDA receptor, a secure door, side effects, a guarded answer, curettage.") == []
