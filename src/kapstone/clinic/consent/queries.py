"""What others may ask of consent: how it stands, the text to read, the texts that were signed, their copies."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kapstone.clinic.consent import copies
from kapstone.clinic.consent.models import SignedText
from kapstone.clinic.consent.standing import ConsentStanding, State, standings_of
from kapstone.clinic.consent.walk import Answer, Given, Step, StepKind, Walk, changed_elements, flagged
from kapstone.clinic.episodes.models import Episode
from kapstone.documents import Document, Question, document_called
from kapstone.facts import Facts
from kapstone.protocols import Protocol

__all__ = [
    "Answer",
    "ConsentStanding",
    "Given",
    "State",
    "Step",
    "StepKind",
    "Walk",
    "copy_of",
    "document_for",
    "documents_for",
    "shown",
    "signed_text",
    "signed_texts",
    "standing",
    "standings",
    "tried",
    "unclear",
    "walk",
]


def standings(facts: Facts, protocol: Protocol, now: datetime) -> tuple[ConsentStanding, ...]:
    """How each document of the protocol stands."""
    return standings_of(facts, protocol, now)


def standing(facts: Facts, protocol: Protocol, now: datetime) -> ConsentStanding:
    """How consent stands: the first document that wants something, or the first one when all are in force."""
    found = standings_of(facts, protocol, now)
    return next((each for each in found if not each.is_in_force), found[0])


def documents_for(protocol: Protocol) -> tuple[Document, ...]:
    """What a patient under this protocol signs, in the versions in force."""
    return tuple(document_called(name) for name in protocol.documents)


def document_for(protocol: Protocol) -> Document:
    """The first of `documents_for`: for the protocols there are, the only one."""
    return documents_for(protocol)[0]


def walk(document: Document, answers: Mapping[str, object], episode: Episode) -> Walk:
    """The reader's way through `document` with the draft's `answers`; parts that changed since their last signature are marked. One query."""
    before = SignedText.objects.filter(episode=episode, document=document.id).order_by("-signed_at", "-id").first()
    return Walk(document, answers, changed_elements(before.as_document() if before else None, document))


def signed_texts(episode: Episode) -> list[SignedText]:
    """Every act of consent of the episode, newest first, with its countersignatures. Two queries."""
    found = SignedText.objects.filter(episode=episode).prefetch_related("countersignatures")
    return list(found.order_by("-signed_at", "-id"))


def signed_text(episode: Episode, consent: UUID) -> SignedText | None:
    """The text signed in one act of consent, by the id of its journal line."""
    return SignedText.objects.filter(episode=episode, entry=consent).prefetch_related("countersignatures").first()


def tried(text: SignedText) -> dict[str, tuple[str, ...]]:
    """The answers to each question, the first one first."""
    return {question: tuple(answers) for question, answers in text.teach_back.items()}


def unclear(text: SignedText) -> tuple[Question, ...]:
    """Questions that stayed otherwise than meant, for the clinician to go over."""
    return flagged(text.as_document(), tried(text))


def shown(episode: Episode, text: SignedText, facts: Facts) -> copies.Copy:
    """One signed consent in words, for a page or a print."""
    return copies.copy(episode, text, facts)


def copy_of(episode: Episode, text: SignedText, facts: Facts) -> bytes:
    """One signed consent as a PDF, for the patient to keep."""
    return copies.as_pdf(copies.copy(episode, text, facts), at=text.signed_at)
