"""What others may ask of notes: the list as one person may see it, one note, its words."""

from dataclasses import dataclass
from uuid import UUID

from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.notes import seals
from kapstone.clinic.notes.errors import CannotBeOpened
from kapstone.clinic.notes.models import Note, SealedDraft
from kapstone.clinic.notes.seals import Private

__all__ = ["Line", "lines", "note_for", "sealed_draft", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A note in the list. Of a sealed note others see only that it is there, by whom and when."""

    note: Note
    title: str
    may_open: bool


def lines(episode: Episode, actor: Actor) -> list[Line]:
    """Every note of the episode, newest first. One query."""
    found = Note.objects.filter(episode=episode).defer("body", "sealed").order_by("-signed_at", "-id")
    return [
        Line(note=note, title=note.title if may_read(note, actor) else note.get_kind_display(), may_open=may_read(note, actor))
        for note in found
    ]


def may_read(note: Note, actor: Actor) -> bool:
    """Whether this person may read the words: clinicians a progress note, of a sealed one its author alone."""
    if note.is_sealed:
        return note.author_id == actor.user_id and actor.can(Can.WRITE_SEALED_NOTES)
    return actor.can(Can.WRITE_PROGRESS_NOTES)


def note_for(episode: Episode, note_id: UUID, actor: Actor) -> Note | None:
    """The note, if it is part of this episode and this person may read it."""
    found = Note.objects.select_related("adds_to").filter(episode=episode, id=note_id).first()
    return found if found is not None and may_read(found, actor) else None


def words_of(note: Note) -> Private:
    """Title and text of a note that `note_for` gave; a sealed one is opened with its author's key."""
    return seals.open_note(note) if note.is_sealed else Private(title=note.title, body=note.body)


def sealed_draft(episode: Episode, actor: Actor) -> Private | None:
    """What this author typed and has not signed. A draft whose key is gone is no draft: it must not keep anyone from writing."""
    draft = SealedDraft.objects.filter(episode=episode, author_id=actor.user_id).first()
    try:
        return seals.open_draft(draft) if draft else None
    except CannotBeOpened:
        return None
