"""What was imported: each resource once per content, and which journal lines it became."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ImportedResource(models.Model):
    """Provenance of imported facts. A second import of the same content finds its row here and writes nothing."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"resource"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "episode", "digest", "entries", "imported_at", "is_current"}

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    resource = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    entries = ArrayField(models.UUIDField())
    imported_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    """False once a later import of the same resource said something else."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "resource", "digest"], name="interop_each_content_once"),
            models.UniqueConstraint(
                fields=["episode", "resource"], condition=models.Q(is_current=True), name="interop_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.resource
