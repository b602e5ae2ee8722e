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
)

__all__ = [
    "BANNED",
    "Acknowledge",
    "Claim",
    "Document",
    "Element",
    "Kind",
    "Option",
    "Question",
    "all_documents",
    "document_called",
    "find_claims",
    "needs_new_consent",
    "not_acknowledged",
    "teach_back_percent",
]


@cache
def all_documents() -> dict[str, Document]:
    """Every document by id in its current version, from every module of this package that declares `DOCUMENT`."""
    return catalogue.entries(__name__, Document, name="DOCUMENT")


def document_called(name: str) -> Document:
    """The document with that id; KeyError when there is none."""
    return all_documents()[name]
