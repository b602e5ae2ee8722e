"""Bookings, and entries of tablets that wait to be read against what others recorded. What took place is in the journal."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

SLOT = timedelta(minutes=15)
"""Rooms are held in quarters of an hour."""
AT_HOME = "at home"
"""Stands where the name of a room stands otherwise."""


class Kind(models.TextChoices):
    """What is booked."""

    DOSING = "dosing", "Dosing visit"
    NEXT_DAY = "next_day", "Next-day contact"
    INTEGRATION = "integration", "Integration session"


class HomePlace(models.Model):
    """Where a dose at home takes place and how the clinic reaches it: for the emergency call, and for the video visit."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"address", "phone", "video_url"}
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "episode", "session", "changed_at", "changed_by"}

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField(unique=True)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=40)
    video_url = models.URLField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["changed_at", "id"]

    def __str__(self) -> str:
        return f"place of session {self.session}"

    @property
    def patient_id(self) -> UUID:
        """Whose home it is, for the access log."""
        return self.episode.patient_id


class Booking(models.Model):
    """One appointment of one dosing session. A dosing visit in the clinic holds a room; a dose at home and a call need none."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar = {"kind"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "episode", "session", "room", "starts_at", "ends_at", "made_at", "made_by", "cancelled_at", "cancelled_by",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="bookings")
    session = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    room = models.ForeignKey("people.Room", null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visits_booking_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None) | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="visits_cancelled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["episode", "session", "kind"], condition=Q(cancelled_at=None), name="visits_one_booking_of_a_kind"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "starts_at"], name="visits_by_day")]

    def __str__(self) -> str:
        return f"booking {self.id}"

    @property
    def place(self) -> str:
        """The room's name, or that it is no room of the clinic."""
        return self.room.name if self.room else AT_HOME.capitalize()

    @property
    def patient_id(self) -> UUID:
        """Whose visit it is, for the access log."""
        return self.episode.patient_id


class HeldSlot(models.Model):
    """One quarter of an hour of one room. The database lets nobody hold it twice."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar[set[str]] = set()
        clinical: ClassVar[set[str]] = set()
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "booking", "room", "starts_at"}

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="slots")
    room = models.ForeignKey("people.Room", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "starts_at"], name="visits_room_is_held_once")]

    def __str__(self) -> str:
        return f"{self.room_id} at {self.starts_at:%H:%M}"


class KeptEntry(models.Model):
    """What a tablet without network recorded, and a person has to settle: the visit had changed, or a rule refused it. Never removed."""

    append_only: ClassVar[bool] = False

    class Privacy:
        identifies: ClassVar = {"made_by_name"}
        clinical: ClassVar = {"kind", "said", "why", "reason"}
        sealed: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "organisation", "episode", "session", "at", "device_at", "received_at", "made_by", "settled_at", "settled_by", "is_recorded",
        }  # fmt: skip

    id = models.UUIDField(primary_key=True, editable=False)
    """The key under which the tablet sends it, as often as it has to."""
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField()
    kind = models.CharField(max_length=12)
    said = models.JSONField()
    """The fields of its form, each a list of texts, as they were typed."""
    at = models.DateTimeField()
    """When it was observed, by the clinic's clock as the tablet reckoned it."""
    device_at = models.DateTimeField(null=True)
    """What the tablet's own clock said."""
    received_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)
    why = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_recorded = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "received_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, is_recorded=None, reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_recorded__isnull=False) & ~Q(reason=""),
                name="visits_kept_entry_is_settled_by_somebody_for_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["episode", "session"], name="visits_kept_of_a_session")]

    def __str__(self) -> str:
        return f"kept entry {self.id}"


def slots_between(start: datetime, end: datetime) -> list[datetime]:
    """The quarters of an hour that touch the time from `start` to `end`."""
    first = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    found = []
    while first < end:
        found.append(first)
        first += SLOT
    return found
