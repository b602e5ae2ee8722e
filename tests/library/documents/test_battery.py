"""What every document keeps to, whoever wrote it: found by discovery, so that the next one is tried at once."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kapstone.documents import Document, Kind, all_documents

every_document = pytest.mark.parametrize("document", all_documents().values(), ids=all_documents().keys())

MEDICAL = ("ketamine", "esketamine", "electroconvulsive", "psychotherapy", "medicine", "medicines", "clinician", "clinicians")
"""Words that cannot be said more simply; they count as two syllables."""


def syllables(word: str) -> int:
    if word in MEDICAL:
        return 2
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le")))


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade; a child of twelve reads grade 6 to 7."""
    sentences = [part for part in re.split(r"[.:;?!\n]+", text) if part.strip()]
    words = re.findall(r"[a-z']+", text.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@every_document
def test_it_is_called_as_its_file_is(document: Document) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", document.id)
    assert __import__(f"kapstone.documents.{document.id}", fromlist=["DOCUMENT"]).DOCUMENT is document


@every_document
def test_it_names_its_sources_and_makes_no_claim(document: Document) -> None:
    from kapstone.documents import find_claims

    assert document.sources
    assert find_claims(document.text) == []


@every_document
def test_a_twelve_year_old_can_read_it(document: Document) -> None:
    assert reading_grade(document.text) <= 7

    for element in document.elements:
        for sentence in re.split(r"[.?!]+\s", element.text):
            assert len(sentence.split()) <= 34, f"{element.id}: {sentence}"


@every_document
def test_its_digest_changes_with_every_word(document: Document) -> None:
    first = document.elements[0]
    changed = replace(document, elements=(replace(first, text=first.text + " Really."), *document.elements[1:]))

    assert document.digest == replace(document).digest
    assert len(document.digest) == 64
    assert changed.digest != document.digest


@every_document
def test_a_consent_asks_at_least_three_questions(document: Document) -> None:
    if document.kind is Kind.CONSENT:
        assert len(document.teach_back) >= 3
        assert document.required

    assert document.effective_from >= date(2026, 1, 1)
