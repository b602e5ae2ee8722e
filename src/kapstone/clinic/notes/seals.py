"""What is inside a seal: a title and a text, readable by their author and nobody else."""

from uuid import UUID

import msgspec

from kapstone.clinic.access.sealing import SealBroken, seal, unseal
from kapstone.clinic.notes.errors import CannotBeOpened
from kapstone.clinic.notes.models import Note, SealedDraft

__all__ = ["Private", "close", "open_draft", "open_note"]

NOTE, DRAFT = "notes_note", "notes_sealeddraft"


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """The sealed words."""

    title: str = ""
    body: str = ""


def close(private: Private, *, author: UUID, table: str, row: UUID) -> bytes:
    """Seal to the author for one row of one table."""
    return seal(msgspec.json.encode(private).decode(), author=author, table=table, row=row)


def open_note(note: Note) -> Private:
    """The words of a sealed note; ask only for its author."""
    assert note.sealed is not None, "only sealed notes are opened"
    return _open(bytes(note.sealed), note.author_id, NOTE, note.id)


def open_draft(draft: SealedDraft) -> Private:
    return _open(bytes(draft.sealed), draft.author_id, DRAFT, draft.id)


def _open(sealed: bytes, author: UUID, table: str, row: UUID) -> Private:
    try:
        text = unseal(sealed, author=author, table=table, row=row)
    except SealBroken as error:
        raise CannotBeOpened from error
    return msgspec.json.decode(text, type=Private)
