"""What therapists say of their work, what a patient prefers, and who was offered to them. The match itself is a fact."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.actions import new_id


class Profile(models.Model):
    """How one therapist works. Edited by them or by the director; each change is a line in the organisation's chain."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "staff", "modalities", "indications", "languages", "formats", "open_places", "kap_trained", "trauma_trained",
            "about", "accepts", "updated_at", "updated_by",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.OneToOneField("people.Staff", on_delete=models.PROTECT, related_name="therapist_profile")
    modalities = ArrayField(models.CharField(max_length=60), default=list)
    indications = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=40), default=list)
    formats = ArrayField(models.CharField(max_length=20), default=list)
    open_places = models.PositiveSmallIntegerField(default=0)
    kap_trained = models.BooleanField(default=False)
    trauma_trained = models.BooleanField(default=False)
    about = models.TextField(blank=True)
    accepts = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(open_places__lte=200), name="therapists_places_are_plausible")
        ]

    def __str__(self) -> str:
        return f"profile of {self.staff_id}"


class Preference(models.Model):
    """What one patient prefers in a therapist, as they said it last."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"modalities", "wants_trauma_training"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "episode", "language", "format", "asked_at", "asked_by"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    episode = models.OneToOneField("episodes.Episode", on_delete=models.PROTECT, related_name="therapist_preference")
    modalities = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=20, blank=True)
    wants_trauma_training = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"preferences for episode {self.episode_id}"

    @property
    def patient_id(self) -> UUID:
        return self.episode.patient_id


class Offer(models.Model):
    """A therapist proposed to a patient, with the reasons as they were then, until the patient says yes or no."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"because"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "episode", "therapist", "offered_at", "offered_by", "answered_at", "answered_by", "accepted",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="therapist_offers")
    therapist = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    because = models.JSONField(default=list)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["-offered_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "therapist"], condition=Q(answered_at=None), name="therapists_one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, accepted=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, accepted__isnull=False),
                name="therapists_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.id}"
