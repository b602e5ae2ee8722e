"""The only writers of notes: sign a progress note, seal a psychotherapy note, keep its draft sealed."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal.actions import new_id
from kapstone.clinic.notes import queries, seals
from kapstone.clinic.notes.errors import AlreadySigned, NoSuchNote, NothingWritten, NotYours
from kapstone.clinic.notes.models import Kind, Note, SealedDraft
from kapstone.clinic.notes.seals import Private
from kapstone.facts import NoteKind, NoteSigned

__all__ = ["LARGEST", "SEALED_TITLE", "discard_sealed_draft", "keep_sealed_draft", "seal_note", "sign_note"]

SEALED_TITLE = "Psychotherapy note"
"""The title everyone sees; the author's own title is inside the seal."""
LARGEST = 200_000


@transaction.atomic
def sign_note(
    *,
    episode: Episode,
    title: str,
    body: str,
    by: Actor,
    at: datetime,
    session: UUID | None = None,
    adds_to: UUID | None = None,
    key: UUID | None = None,
) -> Note:
    """Sign a progress note; from then on it is as it is. What was forgotten is a note of its own that `adds_to` it."""
    title, body = _written(title, body)
    if (earlier := _came_before(episode, key)) is not None:
        if earlier.author_id != by.user_id or (earlier.title, earlier.body) != (title, body):
            raise AlreadySigned
        return earlier
    note = Note(
        id=key or new_id(), kind=Kind.PROGRESS, title=title, body=body, digest=hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()
    )  # fmt: skip
    return _keep(note, episode, by, at, session, adds_to, key)


@transaction.atomic
def seal_note(
    *,
    episode: Episode,
    title: str,
    body: str,
    by: Actor,
    at: datetime,
    session: UUID | None = None,
    adds_to: UUID | None = None,
    key: UUID | None = None,
) -> Note:
    """Sign a psychotherapy note and seal it to its author. Neither its words nor its title exist anywhere outside the seal."""
    if not by.can(Can.WRITE_SEALED_NOTES):
        raise NotYours
    title, body = _written(title or SEALED_TITLE, body)
    private = Private(title=title, body=body)
    if (earlier := _came_before(episode, key)) is not None:
        if earlier.author_id != by.user_id or not earlier.is_sealed or seals.open_note(earlier) != private:
            raise AlreadySigned
        return earlier
    id_ = key or new_id()
    sealed = seals.close(private, author=by.user_id, table=seals.NOTE, row=id_)
    note = Note(id=id_, kind=Kind.PSYCHOTHERAPY, title=SEALED_TITLE, sealed=sealed, digest=hashlib.sha256(sealed).hexdigest())
    kept = _keep(note, episode, by, at, session, adds_to, key)
    discard_sealed_draft(episode=episode, by=by)
    return kept


@transaction.atomic
def keep_sealed_draft(*, episode: Episode, by: Actor, at: datetime, answers: dict[str, str]) -> SealedDraft:
    """Merge what was typed into the author's draft, and seal it again at once."""
    if not by.can(Can.WRITE_SEALED_NOTES):
        raise NotYours
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)  # of two first saves at once, one comes second
    draft = SealedDraft.objects.filter(episode=episode, author_id=by.user_id).first()
    before = queries.sealed_draft(episode, by) or Private()
    after = Private(title=answers.get("title", before.title)[:LARGEST], body=answers.get("body", before.body)[:LARGEST])
    id_ = draft.id if draft else new_id()
    sealed = seals.close(after, author=by.user_id, table=seals.DRAFT, row=id_)
    kept, _ = SealedDraft.objects.update_or_create(
        id=id_, defaults={"episode": episode, "author_id": by.user_id, "sealed": sealed, "saved_at": at}
    )
    return kept


def discard_sealed_draft(*, episode: Episode, by: Actor) -> None:
    """Throw the author's draft away."""
    SealedDraft.objects.filter(episode=episode, author_id=by.user_id).delete()


def _keep(
    note: Note, episode: Episode, by: Actor, at: datetime, session: UUID | None, adds_to: UUID | None, key: UUID | None
) -> Note:
    """Record that the note is signed, and keep it, in one transaction."""
    if adds_to is not None and queries.note_for(episode, adds_to, by) is None:
        raise NoSuchNote
    fact = NoteSigned(note=note.id, note_kind=NoteKind(note.kind), title=note.title, digest=note.digest, session=session)
    recorded = episodes.record(episode=episode, facts=(fact,), by=by, at=at, key=key).first
    note.organisation_id, note.episode, note.entry = episode.organisation_id, episode, recorded.id
    note.session, note.adds_to_id = session, adds_to
    note.author_id, note.author_name, note.signed_at = by.user_id, by.name, recorded.at
    note.save(force_insert=True)
    return note


def _came_before(episode: Episode, key: UUID | None) -> Note | None:
    """The note that the same form signed before. The episode is held, so that of two presses one comes second."""
    Episode.objects.select_for_update(of=("self",)).get(id=episode.id)
    found = Note.objects.filter(id=key).first() if key else None
    if found is not None and found.episode_id != episode.id:
        raise AlreadySigned
    return found


def _written(title: str, body: str) -> tuple[str, str]:
    title, body = " ".join(title.split())[:200], body.replace("\r\n", "\n").strip()
    if not title:
        raise NothingWritten("title")
    if not body:
        raise NothingWritten("body")
    return title, body[:LARGEST]
