"""Predictions as they were shown, with all that is needed to compute them again, and plans that somebody kept."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.ids import SHA256, new_id


class Prediction(models.Model):
    """One question and its answer, stored when it is first shown. No fact: nothing has become true of the patient."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"asked_by"}
        clinical: ClassVar = {"question", "result"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "episode", "question_digest", "model", "model_version", "model_digest", "seed", "people", "software",
            "result_digest", "asked_at",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="predictions")
    question = models.JSONField()
    """The whole question, as `Question.as_json` wrote it: doses, patient, protocol's minimum, threshold, seed, number of people."""
    question_digest = models.CharField(max_length=64)
    model = models.CharField(max_length=60)
    model_version = models.CharField(max_length=20)
    model_digest = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    software = models.CharField(max_length=40)
    result = models.TextField()
    """Canonical JSON, byte for byte as it was computed."""
    result_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Who saw it first; nobody where a chart asked for it."""

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "question_digest", "model_digest", "software"], name="planning_one_answer_to_a_question"
            ),
            models.CheckConstraint(
                condition=Q(question_digest__regex=SHA256, model_digest__regex=SHA256, result_digest__regex=SHA256),
                name="planning_digests_are_whole",
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="planning_asks_for_somebody"),
        ]

    def __str__(self) -> str:
        return f"prediction {self.id}"

    @property
    def patient_id(self) -> UUID:
        """Whose it is, for the access log."""
        return self.episode.patient_id


class KeptPlan(models.Model):
    """A plan that a prescriber kept for the record: one prediction, or two side by side, and why."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"kept_by", "kept_by_name"}
        clinical: ClassVar = {"remarks"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "organisation", "episode", "first", "second", "kept_at"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="kept_plans")
    first = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Prediction, null=True, on_delete=models.PROTECT, related_name="+")
    remarks = models.CharField(max_length=500, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-kept_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="planning_two_plans_are_two"),
        ]
        indexes: ClassVar = [models.Index(fields=["episode", "-kept_at"], name="planning_by_episode")]

    def __str__(self) -> str:
        return f"kept plan {self.id}"

    @property
    def patient_id(self) -> UUID:
        """Whose it is, for the access log."""
        return self.episode.patient_id
