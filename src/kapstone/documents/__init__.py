"""Consent, information and instructions: the texts people are given, versioned, one file each."""

from functools import cache

from kapstone import catalogue
from kapstone.documents._banned import BANNED, Claim, find_claims
from kapstone.documents._document import (
    Acknowledge,
    Document,
    Element,
    Kind,
    Option,
    Question,
    needs_new_consent,
    not_acknowledged,
    teach_back_percent,
    version_of,
)
from kapstone.documents._reading import longest_sentence, reading_grade, syllables
from kapstone.documents._shelf import READING, reading_for

__all__ = [
    "BANNED", "READING", "Acknowledge", "Claim", "Document", "Element", "Kind", "Option", "Question", "all_documents", "document_called",
    "find_claims", "longest_sentence", "needs_new_consent", "not_acknowledged", "reading_for", "reading_grade", "retired_documents", "syllables",
    "teach_back_percent", "version_of",
]  # fmt: skip


@cache
def all_documents() -> dict[str, Document]:
    """Every document by id in its current version, from every module of this package that declares `DOCUMENT`."""
    return catalogue.entries(__name__, Document, name="DOCUMENT")


@cache
def retired_documents() -> tuple[Document, ...]:
    """Versions that are no longer given, from every module of this package that declares `RETIRED`, by id and version."""
    found = [module.RETIRED for module in catalogue.modules(__name__) if isinstance(getattr(module, "RETIRED", None), Document)]
    return tuple(sorted(found, key=lambda document: (document.id, version_of(document.version))))


def document_called(name: str, version: str | None = None) -> Document:
    """The document with that id: its current version, or the one asked for, which may be retired. KeyError when there is none."""
    current = all_documents()[name]
    if version in {None, current.version}:
        return current
    return {(each.id, each.version): each for each in retired_documents()}[name, str(version)]
