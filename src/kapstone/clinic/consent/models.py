"""The texts that were signed, word for word, and the countersignatures: kept as they were, never changed."""

import hashlib
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.ids import SHA256, new_id
from kapstone.documents import Document


class SignedText(models.Model):
    """One act of consent. `text` is the canonical JSON of everything the reader saw; its SHA-256 is the digest in the journal."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"signature", "drawn", "signed_by"}
        clinical: ClassVar = {"acknowledged", "declined", "teach_back", "read_at"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "episode", "entry", "document", "version", "locale", "text", "digest", "device", "signed_at",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="signed_texts")
    entry = models.UUIDField(unique=True)
    """The journal line that says ConsentGiven."""
    document = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    locale = models.CharField(max_length=20, default="en-US")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    acknowledged = models.JSONField()
    """Ids of elements understood, read or agreed to, in the order of the text."""
    declined = models.JSONField()
    teach_back = models.JSONField()
    """Question id to the answers given, the first one first; more than one where the first was not as meant."""
    read_at = models.JSONField(default=dict)
    """Element id to the ISO moment at which it was acknowledged."""
    signature = models.CharField(max_length=200)
    drawn = models.TextField(blank=True)
    """The drawn signature as SVG path data; the typed name is always enough."""
    device = models.CharField(max_length=200)
    """Where it was signed and who vouches for who signed: the patient's own sign-in, or the clinic's device handed over by somebody."""
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-signed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(digest__regex=SHA256), name="consent_digest_is_whole"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(signature=""), name="consent_text_and_signature_are_there"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"

    @property
    def patient_id(self) -> UUID:
        """Whose consent it is, for the access log."""
        return self.episode.patient_id

    @property
    def is_whole(self) -> bool:
        """Whether the kept text is still the one whose digest was signed."""
        return hashlib.sha256(self.text.encode()).hexdigest() == self.digest

    def as_document(self) -> Document:
        """The document as it was shown."""
        return msgspec.json.decode(self.text, type=Document)

    def read_moments(self) -> dict[str, datetime]:
        """When each element was acknowledged."""
        marks: dict[str, Any] = self.read_at  # Any: JSON values
        return {element: datetime.fromisoformat(moment) for element, moment in marks.items()}


class Countersigned(models.Model):
    """A clinician's signature under a signed text, with the questions they went over because the answers were not as meant."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"signature", "signed_by"}
        clinical: ClassVar = {"went_over"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "signed_text", "entry", "signed_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signed_text = models.ForeignKey(SignedText, on_delete=models.PROTECT, related_name="countersignatures")
    entry = models.UUIDField(unique=True)
    signature = models.CharField(max_length=200)
    went_over = models.JSONField(default=list)
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["signed_at"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(signature=""), name="consent_countersignature_is_there")]

    def __str__(self) -> str:
        return f"countersignature of {self.signed_text_id}"
