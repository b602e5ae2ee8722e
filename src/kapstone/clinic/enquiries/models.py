"""An enquiry: somebody asks whether this treatment is for them, and must hear from the clinic in time."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class Status(models.TextChoices):
    """How an enquiry stands. Every state but the last two waits for the clinic."""

    NEW = "new", "Waiting for our answer"
    ANSWERED = "answered", "Answered"
    CONVERTED = "converted", "Became an episode of care"
    DECLINED = "declined", "Declined"


class Enquiry(models.Model):
    """One first contact. It is not yet a record of a patient: nothing clinical is decided from it."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"name", "contact", "reach", "answer"}
        clinical: ClassVar = {"hopes", "decline_reason"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "residence_state", "source", "status", "received_at", "respond_by", "entered_by", "answered_at",
            "answered_by", "closed_at", "closed_by", "episode",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    """Also the key of the form it came from, so that a form sent twice is one enquiry."""
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    """An e-mail address or a telephone number, as given."""
    reach = models.CharField(max_length=200, blank=True)
    """When and how it is good to reach the person."""
    residence_state = models.CharField(max_length=2, blank=True)
    source = models.CharField(max_length=200, blank=True)
    hopes = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)
    received_at = models.DateTimeField()
    respond_by = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """None when the person wrote it on the public page."""
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.TextField(blank=True)
    episode = models.OneToOneField("episodes.Episode", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["respond_by", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(contact=""), name="enquiries_can_be_answered"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None) | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="enquiries_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, status__in=["new", "answered"])
                | Q(closed_at__isnull=False, closed_by__isnull=False, status__in=["converted", "declined"]),
                name="enquiries_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="converted", episode__isnull=False) | (~Q(status="converted") & Q(episode=None)),
                name="enquiries_converted_has_an_episode",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decline_reason=""), name="enquiries_declined_with_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "respond_by"], name="enquiries_by_deadline")]

    def __str__(self) -> str:
        return f"enquiry {self.id}"

    @property
    def is_open(self) -> bool:
        return self.status in {Status.NEW, Status.ANSWERED}

    @property
    def patient_id(self) -> UUID | None:
        """Whose record it became, for the access log."""
        return self.episode.patient_id if self.episode is not None else None
