"""Answers not yet given: what someone typed into a form and has not sent."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """One person's unsent answers to one form about one subject. Removed when sent, or when it expires."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"user"}
        clinical: ClassVar = {"answers"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "form", "subject", "answered_at", "saved_at", "expires_at"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.SlugField(max_length=80)
    subject = models.UUIDField()
    answers = models.JSONField(default=dict)
    answered_at = models.JSONField(default=dict)
    """When each item was last saved, as ISO moments under the item's name."""
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "form", "subject"], name="web_one_draft_per_form_and_subject"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("saved_at")), name="web_draft_expires_later"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.form}"
