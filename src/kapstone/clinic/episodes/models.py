"""An episode of care with its pinned protocol, and the worklist that is computed from its facts."""

from typing import ClassVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from kapstone.clinic.episodes.pinned import pinned
from kapstone.findings import Level
from kapstone.pathway import Stage


class Episode(models.Model):
    """One course of care. What is clinically true is in the journal; the computed columns only serve lists and the clock."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"stage", "level"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "patient", "opened_at", "opened_by", "protocol", "protocol_version", "protocol_digest",
            "protocol_text", "sequence", "assessed_at", "next_change_at", "knowledge",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("people.Patient", on_delete=models.PROTECT, related_name="episodes")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    protocol = models.CharField(max_length=80)
    protocol_version = models.CharField(max_length=40)
    protocol_digest = models.CharField(max_length=64)
    protocol_text = models.TextField()
    """The whole protocol as it was when it was pinned, so that a later edition changes nothing here."""

    # Computed from the journal after each write and by the worker when the clock alone changes the answer.
    stage = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    assessed_at = models.DateTimeField(null=True)
    next_change_at = models.DateTimeField(null=True)
    knowledge = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "stage"], name="episodes_by_stage"),
            models.Index(fields=["next_change_at"], name="episodes_by_next_change"),
        ]

    def __str__(self) -> str:
        return f"episode {self.id}"

    @property
    def zone(self) -> ZoneInfo:
        """Where the clinic's clock stands."""
        return ZoneInfo(self.organisation.zone)

    @property
    def worst_level(self) -> Level:
        return Level(self.level)

    @property
    def stage_words(self) -> str:
        return Stage(self.stage).words

    @property
    def protocol_title(self) -> str:
        return pinned(self.protocol_text).title


class WorkItem(models.Model):
    """Something somebody has to do, with an owner and a deadline. Rows are opened and resolved by assessment alone; people only assign them."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"title", "because", "act", "key", "level"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "episode", "action", "owner_role", "assigned_to", "session", "opened_at", "due_at", "resolved_at",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="work")
    key = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    because = models.TextField()
    act = models.TextField(blank=True)
    owner_role = models.CharField(max_length=20)
    assigned_to = models.ForeignKey("people.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "key"], condition=Q(resolved_at__isnull=True), name="work_open_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "owner_role"], condition=Q(resolved_at__isnull=True), name="work_open_by_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def rank(self) -> Level:
        return Level(self.level)
