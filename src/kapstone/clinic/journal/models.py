"""What one line of the journal holds. The database itself refuses to change, remove or disorder it."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from kapstone.chain import link
from kapstone.clinic.journal.ids import SHA256, new_id


class Via(models.TextChoices):
    """Where a line came from."""

    SCREEN = "screen"
    IMPORT = "import"
    DEVICE = "device"
    SYSTEM = "system"
    CLI = "cli"


class Entry(models.Model):
    """One line: who recorded what, true when, in which stream, chained to the line before it."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"by_name"}
        clinical: ClassVar = {"body"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "stream", "sequence", "kind", "version", "at", "recorded_at", "by", "by_role", "via",
            "corrects", "key", "ordinal", "previous_hash", "hash",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    stream = models.UUIDField()
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    body = models.JSONField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    by_role = models.CharField(max_length=80, blank=True)
    via = models.CharField(max_length=10, choices=Via.choices, default=Via.SCREEN)
    corrects = models.UUIDField(null=True)
    key = models.UUIDField(null=True)
    ordinal = models.PositiveSmallIntegerField(default=0)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["stream", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="journal_one_line_per_place"),
            models.UniqueConstraint(fields=["stream", "key", "ordinal"], name="journal_one_line_per_key"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="journal_sequence_starts_at_one"),
            models.CheckConstraint(
                condition=models.Q(hash__regex=SHA256, previous_hash__regex=SHA256), name="journal_hashes_are_whole"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "recorded_at"], name="journal_by_organisation"),
            models.Index(fields=["corrects"], name="journal_by_corrected", condition=models.Q(corrects__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence}"

    def says(self) -> dict[str, Any]:  # Any: JSON values
        """Everything the hash covers, as JSON values."""
        return {
            "id": str(self.id),
            "organisation": str(self.organisation),
            "stream": str(self.stream),
            "sequence": self.sequence,
            "kind": self.kind,
            "version": self.version,
            "body": self.body,
            "at": _moment(self.at),
            "recorded_at": _moment(self.recorded_at),
            "by": _text(self.by),
            "by_name": self.by_name,
            "by_role": self.by_role,
            "via": str(self.via),
            "corrects": _text(self.corrects),
            "key": _text(self.key),
            "ordinal": self.ordinal,
        }

    def true_hash(self) -> str:
        """The hash this line must carry, given what it says and the hash it names as the one before."""
        return link(self.previous_hash, self.says())


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
