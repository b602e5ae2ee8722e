"""Signed notes, never changed, and the sealed drafts of notes that are nobody else's business."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.ids import SHA256, new_id

_PROGRESS = Q(kind="progress", body__gt="", sealed=None)
_SEALED = Q(kind="psychotherapy", body="", title="Psychotherapy note", sealed__isnull=False)


class Kind(models.TextChoices):
    """Who a note is for."""

    PROGRESS = "progress", "Progress note"
    PSYCHOTHERAPY = "psychotherapy", "Psychotherapy note"


class Note(models.Model):
    """One signed note. A progress note has its text in `body`; of a psychotherapy note only what is sealed exists (45 CFR 164.501)."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"author", "author_name"}
        clinical: ClassVar = {"title", "body"}
        sealed: ClassVar = {"sealed"}
        plain: ClassVar = {"id", "organisation", "episode", "entry", "kind", "session", "adds_to", "digest", "signed_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="notes")
    entry = models.UUIDField(unique=True)
    """The journal line that says NoteSigned."""
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    sealed = models.BinaryField(null=True)
    session = models.UUIDField(null=True)
    adds_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="addenda")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    """SHA-256 of what is kept: of the text, or of the sealed bytes, which say nothing about the text."""
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-signed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_PROGRESS | _SEALED, name="notes_text_is_open_or_sealed"),
            models.CheckConstraint(condition=Q(digest__regex=SHA256), name="notes_digest_is_whole"),
        ]
        indexes: ClassVar = [models.Index(fields=["episode", "-signed_at"], name="notes_by_episode")]

    def __str__(self) -> str:
        return f"note {self.id}"

    @property
    def patient_id(self) -> UUID:
        """Whose record it is part of, for the access log."""
        return self.episode.patient_id

    @property
    def is_sealed(self) -> bool:
        return self.kind == Kind.PSYCHOTHERAPY


class SealedDraft(models.Model):
    """What an author has typed into a psychotherapy note and not signed yet, sealed to them at each save."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"author"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar = {"sealed"}
        plain: ClassVar = {"id", "episode", "saved_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["episode", "author"], name="notes_one_sealed_draft_each")]

    def __str__(self) -> str:
        return f"sealed draft {self.id}"
