"""What every document keeps to, whoever wrote it: found by discovery, so that the next one is tried at once."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kapstone.documents import (
    Document,
    Kind,
    all_documents,
    document_called,
    find_claims,
    longest_sentence,
    reading_grade,
    retired_documents,
    version_of,
)

every_document = pytest.mark.parametrize("document", all_documents().values(), ids=all_documents().keys())


@every_document
def test_it_is_called_as_its_file_is(document: Document) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", document.id)
    assert __import__(f"kapstone.documents.{document.id}", fromlist=["DOCUMENT"]).DOCUMENT is document


@every_document
def test_it_names_its_sources_and_makes_no_claim(document: Document) -> None:
    assert document.sources
    assert find_claims(document.text) == []


@every_document
def test_a_twelve_year_old_can_read_it(document: Document) -> None:
    assert reading_grade(document.text) <= 7

    for element in document.elements:
        assert len(longest_sentence(element.text).split()) <= 34, f"{element.id}: {longest_sentence(element.text)}"


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


@pytest.mark.parametrize("old", retired_documents(), ids=lambda each: f"{each.id} {each.version}")
def test_a_retired_version_stays_readable_and_is_older_than_what_is_given(old: Document) -> None:
    current = all_documents()[old.id]

    assert version_of(old.version) < version_of(current.version)
    assert old.effective_from <= current.effective_from
    assert old.digest != current.digest
    assert document_called(old.id, old.version) is old
    assert find_claims(old.text) == []
