"""The only writers of consent: the patient signs, a clinician countersigns, the patient takes it back."""

import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.consent import queries
from kapstone.clinic.consent.errors import (
    AlreadyWithdrawn,
    AskAgain,
    DrawingUnreadable,
    NoSuchConsent,
    NotAcknowledged,
    NotOfThisDocument,
    NotWentOver,
    TextChanged,
    Unsigned,
)
from kapstone.clinic.consent.models import Countersigned, SignedText
from kapstone.clinic.consent.walk import Given, flagged, missing_in, percent
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal.queries import keyed
from kapstone.documents import Document, document_called
from kapstone.evidence import Standing
from kapstone.facts import ConsentCountersigned, ConsentGiven, ConsentWithdrawn
from kapstone.pathway import GateId

__all__ = ["Given", "countersign", "sign", "withdraw"]

_PATH = re.compile(r"(?:M\d{1,5} \d{1,5}(?:L\d{1,5} \d{1,5})*)*")
_LONGEST_DRAWING = 200_000


@transaction.atomic
def sign(
    *, episode: Episode, document: Document, given: Given, by: Actor, at: datetime, key: UUID | None = None, via: str = "screen"
) -> SignedText:
    """The patient signs `document` as it was shown. The fact and the text, word for word, are one transaction.

    `by` is the patient at home, or the clinician who handed over the clinic's device. Questions answered otherwise than meant never
    stop a signature; the gate and the countersignature see them. A first consent waits for the gate "Ask for consent".
    """
    _check(document, given)
    before = facts_of(episode)
    first = before.latest(ConsentGiven, lambda fact: fact.document == document.id) is None
    fact = ConsentGiven(
        document=document.id,
        document_version=document.version,
        digest=document.digest,
        acknowledged=given.acknowledged,
        declined=given.declined,
        teach_back=given.last_answers,
        teach_back_percent=percent(document, given),
        signature=given.signature.strip(),
    )
    recorded = episodes.record(
        episode=episode, facts=(fact,), by=by, at=at, via=via, key=key, gate=GateId.CONSENT if first else None
    ).first
    text = text_of(document)
    kept, _ = SignedText.objects.get_or_create(
        entry=recorded.id,
        defaults={
            "organisation_id": episode.organisation_id,
            "episode": episode,
            "document": document.id,
            "version": document.version,
            "locale": given.locale,
            "text": text,
            "digest": document.digest,
            "acknowledged": list(given.acknowledged),
            "declined": list(given.declined),
            "teach_back": {question: list(answers) for question, answers in given.teach_back.items()},
            "read_at": {element: moment.isoformat() for element, moment in given.read_at.items()},
            "signature": given.signature.strip(),
            "drawn": given.drawn,
            "device": _device(by),
            "signed_at": recorded.at,
            "signed_by": by.user_id,
        },
    )
    assert kept.is_whole, "the text that is kept is the one whose digest was signed"
    return kept


@transaction.atomic
def countersign(
    *,
    episode: Episode,
    consent: UUID,
    signature: str,
    by: Actor,
    at: datetime,
    went_over: bool = False,
    key: UUID | None = None,
) -> episodes.Recorded:
    """A clinician who answered the patient's questions signs too. What the patient had answered otherwise than meant was gone over."""
    text = queries.signed_text(episode, consent)
    if text is None:
        raise NoSuchConsent
    if not signature.strip():
        raise Unsigned
    if (key is None or keyed(episode.id, key) is None) and facts_of(episode).latest(
        ConsentWithdrawn, lambda fact: fact.consent == consent
    ):
        raise AlreadyWithdrawn
    unclear = flagged(text.as_document(), queries.tried(text))
    if unclear and not went_over:
        raise NotWentOver([question.text for question in unclear])
    recorded = episodes.record(
        episode=episode, facts=(ConsentCountersigned(consent=consent, signature=signature.strip()),), by=by, at=at, key=key
    )
    Countersigned.objects.get_or_create(
        entry=recorded.first.id,
        defaults={
            "signed_text": text,
            "signature": signature.strip(),
            "went_over": [question.id for question in unclear],
            "signed_at": recorded.first.at,
            "signed_by": by.user_id,
        },
    )
    return recorded


@transaction.atomic
def withdraw(
    *, episode: Episode, consent: UUID, by: Actor, at: datetime, reason: str = "", key: UUID | None = None, via: str = "screen"
) -> episodes.Recorded:
    """The patient takes their consent back; it holds from this moment, and needs no reason."""
    facts = facts_of(episode)
    given = facts.get(consent)
    if given is None or not isinstance(given.fact, ConsentGiven):
        raise NoSuchConsent
    came_before = key is not None and keyed(episode.id, key) is not None
    if not came_before and facts.latest(ConsentWithdrawn, lambda fact: fact.consent == consent) is not None:
        raise AlreadyWithdrawn
    fact = ConsentWithdrawn(consent=consent, reason=reason.strip())
    return episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key, via=via)


def text_of(document: Document) -> str:
    """The canonical text of everything a reader sees, whose SHA-256 is the document's digest."""
    shown = replace(document, sources=(), standing=Standing.DESIGN)
    return msgspec.json.encode(shown, order="deterministic").decode()


def _check(document: Document, given: Given) -> None:
    """Refuse what is not an answer to this text, and say which parts have none yet."""
    if document_called(document.id).digest != document.digest:
        raise TextChanged
    elements = {element.id: element for element in document.elements}
    for element in (*given.acknowledged, *given.declined):
        if element not in elements:
            raise NotOfThisDocument(element)
    questions = {question.id: question for question in document.teach_back}
    for name, answers in given.teach_back.items():
        options = {option.id for option in questions[name].options} if name in questions else set()
        for answer in answers:
            if answer not in options:
                raise NotOfThisDocument(f"{name}: {answer}")
    if wrong := [element for element in given.declined if not elements[element].is_choice]:
        raise NotAcknowledged([elements[element].title for element in wrong], wrong)
    open_elements, open_questions = missing_in(document, given)
    if open_elements or open_questions:
        titles = [*(elements[e].title for e in open_elements), *(questions[q].text for q in open_questions)]
        raise NotAcknowledged(titles, open_elements, open_questions)
    once = [name for name, answers in given.teach_back.items() if len(answers) == 1 and answers[0] != questions[name].right]
    if once:
        raise AskAgain(once)
    if not given.signature.strip():
        raise Unsigned
    if len(given.drawn) > _LONGEST_DRAWING or not _PATH.fullmatch(given.drawn):
        raise DrawingUnreadable


def _device(by: Actor) -> str:
    return "the patient's own sign-in" if by.is_patient else f"the clinic's device, handed over by {by.name}"[:200]
