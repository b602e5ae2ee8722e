"""The licensed wording of instruments as the clinic supplied it: every supply and every withdrawal is a row that stays."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kapstone.clinic.journal.ids import SHA256, new_id


class SuppliedText(models.Model):
    """One wording of one version of an instrument, or that it may no longer be used. The row with the highest number counts."""

    append_only: ClassVar[bool] = True

    class Privacy:
        identifies: ClassVar = {"supplied_by", "supplied_by_name"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "instrument", "version", "number", "source", "digest", "withdrawn", "reason", "supplied_at",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    """Which row of this instrument it is in this clinic, from 1: two rows of one moment still have an order."""
    source = models.TextField(blank=True)
    """The TOML as it was supplied; empty where the wording was withdrawn."""
    digest = models.CharField(max_length=64, blank=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was withdrawn."""
    supplied_at = models.DateTimeField()
    supplied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supplied_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["instrument", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "instrument", "number"], name="measures_texts_are_numbered"),
            models.CheckConstraint(
                condition=(Q(withdrawn=False, digest__regex=SHA256, reason="") & ~Q(source=""))
                | (Q(withdrawn=True, source="", digest="") & ~Q(reason="")),
                name="measures_text_is_there_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"wording of {self.instrument} {self.version}, number {self.number}"
